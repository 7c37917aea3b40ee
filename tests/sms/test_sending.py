"""Short messages by real gateways of the tests' own, which check each signature by themselves."""

import asyncio
import json
from time import perf_counter

import pytest
from gateway_support import said, vendor
from messaging_support import deliveries, one_of, say

from desk.foundation.database import value

ACCOUNTS = {
    "aliyun": {"key_id": "LTAI5", "secret": "a secret of ours", "sign_name": "江南软件"},
    "tencent": {
        "key_id": "AKID5",
        "secret": "a secret of ours",
        "sign_name": "江南软件",
        "app_id": "1400006666",
        "region": "ap-guangzhou",
    },
}


async def enter(manager, gateway, kind, per_second=50, **changes):
    """An account with a gateway, as somebody enters it, and its template for all notices."""
    fields = {f"{kind}-{name}": value for name, value in (ACCOUNTS[kind] | changes).items()}
    url = f"http://127.0.0.1:{gateway.port}"
    entered = await manager.post("/notices/sms", data={"gateway": kind, "url": url, "per_second": per_second, **fields})
    assert entered.status_code == 303, entered.text
    for lang in ("zh-CN", "en"):
        template = {"kind": "", "lang": lang, "code": "SMS_100"}
        assert (await manager.post("/notices/sms/templates", data=template)).status_code == 303


@pytest.mark.parametrize("kind", ["aliyun", "tencent"])
async def test_a_message_goes_out_signed_in_the_vendors_template(manager, acme, wang, by_sms, settle, kind):
    async with vendor(kind) as gateway:
        await enter(manager, gateway, kind)
        await say(acme, wang, word="您好 😀")
        await settle()
        sent = await one_of(acme, wang)
        assert (sent["status"], sent["why"], sent["address"][:4]) == ("sent", "", "+861"), sent["note"]
        assert sent["reference"] == gateway.reference != ""
        (taken,) = gateway.taken
    if kind == "aliyun":
        assert taken["PhoneNumbers"] == sent["address"].removeprefix("+86")
        assert json.loads(taken["TemplateParam"]) == {"text": sent["body"]}
        assert taken["OutId"] == str(sent["id"])
    else:
        assert taken["PhoneNumberSet"] == [sent["address"]]
        assert taken["TemplateParamSet"] == [sent["body"]]
        assert sent["segments"] == 2, "what the gateway says that it took counts"


async def test_a_template_of_a_notice_gets_its_variables_in_their_order(manager, acme, wang, by_sms, settle):
    async with vendor("tencent") as gateway:
        await enter(manager, gateway, "tencent")
        own = {"channel": "sms", "lang": "zh-CN", "subject": "", "body": "{word}，{name}，再说一遍：{word}"}
        assert (await manager.post("/notices/dummy.said/text", data=own)).status_code == 303
        await manager.post("/notices/sms/templates", data={"kind": "dummy.said", "lang": "zh-CN", "code": "777"})
        await say(acme, wang, word="{name}")
        await settle()
        await manager.post("/notices/dummy.said/text", data=own | {"_method": "DELETE"})
        assert gateway.taken[0]["TemplateId"] == "777"
        assert gateway.taken[0]["TemplateParamSet"] == ["{name}", wang.name]


async def test_a_wrong_secret_is_refused_and_tried_later(manager, acme, wang, by_sms, settle):
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun", secret="somebody else's")
        await say(acme, wang)
        await settle()
        sent = await one_of(acme, wang)
    assert (sent["status"], sent["why"], gateway.taken) == ("waiting", "sign_in", [])


@pytest.mark.parametrize(
    ("reply", "came"),
    [
        (said({"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "x"}), ("bounced", "no_mailbox")),
        (said({"Code": "isv.AMOUNT_NOT_ENOUGH", "Message": "x"}), ("waiting", "balance")),
        (said({"Code": "isv.BLACK_KEY_CONTROL_LIMIT", "Message": "x"}), ("failed", "refused")),
        (said({"hello": "world"}), ("unknown", "interrupted")),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops", ("unknown", "interrupted")),
        (b"", ("unknown", "interrupted")),
    ],
)
async def test_what_a_gateway_says_is_understood_and_what_nobody_knows_is_not_sent_twice(
    manager, acme, wang, by_sms, settle, reply, came
):
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun")
        gateway.usual = reply
        await say(acme, wang)
        await settle()
        await settle()
        sent = await one_of(acme, wang)
        assert (sent["status"], sent["why"]) == came
        assert len(gateway.came) == 1


async def test_without_a_template_nothing_is_asked_of_the_gateway(manager, acme, wang, by_sms, settle):
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun")
        for lang in ("zh-CN", "en"):
            await manager.post("/notices/sms/templates", data={"kind": "", "lang": lang, "code": ""})
        await say(acme, wang)
        await settle()
        assert ((await one_of(acme, wang))["why"], gateway.came) == ("no_template", [])


async def test_secrets_are_sealed_and_never_shown_again(manager, acme, by_sms):
    async with vendor("tencent") as gateway:
        await enter(manager, gateway, "tencent")
        await enter(manager, gateway, "tencent", secret="", key_id="AKID6")
        async with acme.scope():
            kept = await value("select said from sms_account")
        page = (await manager.get("/notices/sms")).text
    assert "a secret of ours" not in kept + page
    assert "AKID6" in page
    assert "AKID" not in kept


@pytest.mark.parametrize("url", ["http://10.0.0.5", "http://169.254.169.254/", "ftp://x"])
async def test_an_address_inside_is_refused(manager, by_sms, url):
    fields = {f"aliyun-{name}": value for name, value in ACCOUNTS["aliyun"].items()}
    refused = await manager.post("/notices/sms", data={"gateway": "aliyun", "url": url, **fields})

    assert refused.status_code == 422
    assert "f-url-error" in refused.text


async def test_what_is_missing_is_said_field_by_field(manager, by_sms):
    refused = await manager.post("/notices/sms", data={"gateway": "aliyun", "aliyun-key_id": "x"})
    unknown = await manager.post("/notices/sms", data={"gateway": "nobody"})

    assert refused.status_code == unknown.status_code == 422
    assert "f-aliyun-secret-error" in refused.text
    assert "f-aliyun-sign_name-error" in refused.text


async def test_a_trial_reaches_whoever_asks_or_says_why_it_cannot(door, acme, by_sms, settle):
    manager = await door.member(acme)
    assert (await manager.post("/notices/sms/trial")).status_code == 409
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun")
        assert (await manager.post("/notices/sms/trial")).status_code == 409, "no mobile number yet"
    assert (await manager.post("/notices/sms", data={"_method": "DELETE"})).status_code == 303
    async with acme.scope():
        assert await value("select count(*) from sms_account") + await value("select count(*) from sms_template") == 0


async def test_who_has_no_mobile_number_is_skipped(door, acme, by_sms, settle):
    from messaging_support import make_contact

    person = await make_contact(door, acme, mobile="0512-55500123")
    await say(acme, person)
    await settle()
    assert [(one["status"], one["why"]) for one in await deliveries(acme, person)] == [("skipped", "no_address")]


async def test_a_gateway_gets_no_more_in_a_second_than_it_takes(door, manager, acme, by_sms, settle, later):
    from messaging_support import make_contact

    numbers = [f"1381111{number:04d}" for number in range(3)]
    people = [await make_contact(door, acme, mobile=number) for number in numbers]
    async with vendor("aliyun") as gateway:
        await enter(manager, gateway, "aliyun", per_second=1)
        await say(acme, *people)
        await settle()
        waiting = [one for person in people for one in await deliveries(acme, person, status="waiting")]
        assert len(came_to(numbers, gateway)) + len(waiting) == 3
        assert {one["why"] for one in waiting} == {"paced"}
        assert len({one["next_at"] for one in waiting}) == len(waiting), "each has a place of its own"
        async with asyncio.timeout(90):
            while len(came_to(numbers, gateway)) < 3:
                before, began = len(gateway.taken), perf_counter()
                with later(minutes=1):
                    await settle()
                assert len(gateway.taken) - before <= 1 + (perf_counter() - began)
        assert len(set(came_to(numbers, gateway))) == 3, "and each once"


def came_to(numbers, gateway):
    """The numbers of these people that the gateway took; others' messages may have waited for it too."""
    return [one["PhoneNumbers"] for one in gateway.taken if one["PhoneNumbers"] in numbers]


async def test_a_gateway_that_knows_ids_is_asked_again_when_nobody_can_tell(manager, acme, wang, by_sms, settle, later):
    from dummy_words import ASKED, BREAKS

    entered = await manager.post("/notices/sms", data={"gateway": "dummy", "url": "https://dummy.example"})
    assert entered.status_code == 303
    ASKED.clear()
    BREAKS[:] = [ConnectionResetError()]
    await say(acme, wang)
    await settle()
    waits = await one_of(acme, wang)
    assert (waits["status"], waits["why"], waits["tries"]) == ("waiting", "interrupted", 1)
    with later(minutes=1):
        await settle()
    assert (await one_of(acme, wang))["status"] == "sent"
    assert ASKED.count(waits["id"]) == 2, "the same id, so that it is taken once"
