"""What gateways tell: receipts and answers, twice, out of order, by strangers, and in no words at all."""

import json
import re
from datetime import UTC, datetime

import pytest
from gateway_support import vendor
from messaging_support import one_of, say

from desk.foundation.database import rows

from .test_sending import enter


async def address_of(manager):
    """The address that the page says to enter at the gateway."""
    return re.search(r"https?://[^/<]+(/sms/[\w=-]+)", (await manager.get("/notices/sms")).text)[1]


@pytest.fixture
async def sent(manager, acme, wang, by_sms, settle):
    """``(delivery, tell)``: a message that Aliyun took, and how Aliyun tells something."""
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun")
        await say(acme, wang)
        await settle()
    path = await address_of(manager)

    async def tell(*told):
        answer = await manager.post(path, content=json.dumps(told), headers={"content-type": "application/json"})
        assert answer.json() == {"code": 0, "msg": "ok"}

    return await one_of(acme, wang), tell


def report(found, *, success=True, **more):
    """One line of SmsReport."""
    return {"phone_number": found["address"][3:], "success": success, "biz_id": found["reference"], **more}


def up(found, content, number="1"):
    """One line of SmsUp."""
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return {"phone_number": found["address"][3:], "content": content, "send_time": at, "sequence_id": number}


async def test_a_receipt_is_noted_once_and_the_first_word_counts(acme, wang, sent):
    found, tell = sent
    await tell(report(found, sms_size="3"), report(found, sms_size="9"))
    await tell(report(found, success=False, err_code="MK:0001"))
    now = await one_of(acme, wang)
    assert (now["status"], now["segments"]) == ("sent", 3)
    assert now["arrived_at"] is not None


async def test_what_did_not_arrive_came_back_and_is_a_fact(acme, wang, sent, settle):
    found, tell = sent
    await tell(report(found, success=False, err_code="MK:0001", err_msg="空号"), report(found, success=False))
    now = await one_of(acme, wang)
    assert (now["status"], now["why"], now["note"]) == ("bounced", "not_delivered", "MK:0001 空号")
    async with acme.scope():
        facts = await rows("select name from event where subject_id = $1", found["id"])
    assert [one["name"] for one in facts] == ["delivery.failed"]


async def test_a_receipt_says_what_nobody_knew(acme, wang, sent):
    found, tell = sent
    async with acme.scope():
        await rows("update delivery set status = 'unknown', reference = '' where id = $1", found["id"])
    await tell(report(dict(found) | {"reference": "never seen"}, out_id=str(found["id"])))
    assert (await one_of(acme, wang))["status"] == "sent"


async def test_an_answer_is_kept_once_and_is_a_fact(door, manager, acme, wang, sent):
    found, tell = sent
    await tell(up(found, "明天下午可以来吗？", "7"), up(found, "明天下午可以来吗？", "7"))
    async with acme.scope():
        facts = await rows("select payload from event where subject_id = $1 and name = 'contact.replied'", wang.id)
        (kept,) = await rows("select * from reply where contact = $1", wang.id)
    assert (kept["body"], kept["delivery"], kept["stopped"]) == ("明天下午可以来吗？", found["id"], False)
    assert [json.loads(one["payload"])["reply"] for one in facts] == [str(kept["id"])]
    page = (await manager.get(f"/replies?contact={wang.id}")).text
    assert "明天下午可以来吗？" in page
    assert wang.name in page
    listed = (await (await door.api(acme)).get(f"/api/v1/replies?contact={wang.id}")).json()
    assert [one["id"] for one in listed["items"]] == [str(kept["id"])]


async def test_a_word_that_ends_it_ends_it_at_once(acme, wang, sent, settle):
    found, tell = sent
    await tell(up(found, " TD。", "8"))
    await say(acme, wang)
    await settle()
    async with acme.scope():
        said = await rows("select channel, kind, allowed, source from consent where contact = $1", wang.id)
        facts = await rows("select name from event where subject_id = $1", wang.id)
        last = await rows("select why from delivery where person_id = $1 order by id desc limit 1", wang.id)
    assert [tuple(one) for one in said] == [("sms", "", False, "reply")]
    assert {one["name"] for one in facts} >= {"contact.opted_out"}
    assert "contact.replied" not in {one["name"] for one in facts}
    assert last[0]["why"] == "opted_out"


async def test_an_answer_from_a_number_that_nobody_has_is_kept_without_a_name(manager, acme, sent):
    found, tell = sent
    await tell(up(dict(found) | {"address": "+8613711112222"}, "谁？", "9"))
    async with acme.scope():
        (kept,) = await rows("select contact, address from reply where address = '+8613711112222'")
    assert kept["contact"] is None
    assert "谁？" in (await manager.get("/replies")).text


async def test_a_stranger_is_told_nothing_and_changes_nothing(door, manager, acme, brisk, wang, sent):
    found, _ = sent
    path = await address_of(manager)
    told = json.dumps([report(found, success=False)])
    other = await door.member(brisk)
    assert (await other.post(path, content=told)).status_code == 404
    assert (await manager.post(path[:-4] + "AAAA", content=told)).status_code == 404
    for nonsense in (b"", b"[]]", b'{"a": 1}', b'[{"phone_number": 1}]', b"\xff\xfe", b"[" * 5000):
        assert (await manager.post(path, content=nonsense)).status_code == 400
    assert (await one_of(acme, wang))["arrived_at"] is None
