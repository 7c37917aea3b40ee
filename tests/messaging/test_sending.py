"""What becomes of a delivery: taken, put off, refused, wrong address, or nobody can tell; never twice by itself."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest
from messaging_support import Picky, free_port, mail_to, make_contact, one_of, say, serving
from pydantic import SecretStr

from desk.customers.tables import Contact
from desk.foundation import jobs
from desk.foundation.database import execute, rows
from desk.foundation.notices import Outcome
from desk.foundation.relay import Relay
from desk.kit.time import now
from desk.messaging import actions
from desk.messaging.actions import ways
from desk.messaging.states import BACK_OFF
from desk.settings import settings


async def test_a_mail_says_whose_it_is_and_how_to_end_it(acme, wang, dummy, rules, mailbox, settle):
    await mail_to(acme, wang, rules, settle, word="年终促销\r\nBcc: evil@example.com")

    found, message = await one_of(acme, wang), mailbox.message()
    assert message["message-id"] == f"<{found['id']}@localhost>"
    assert message["auto-submitted"] == "auto-generated"
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert message["list-unsubscribe"].startswith(f"<http://{acme.host('portal')}/opt-out/")
    assert message["bcc"] is None
    assert message["subject"] == "年终促销 Bcc: evil@example.com from Acme 软件服务"
    assert str(message["from"]) == "Acme 软件服务 <no-reply@localhost>"
    assert (found["status"], found["address"], found["tries"]) == ("sent", wang.email, 1)


async def test_a_server_that_doesnt_take_it_now_is_asked_again_later(acme, wang, dummy, rules, mailbox, settle, later):
    mailbox.refuses = True
    await mail_to(acme, wang, rules, settle)
    found = await one_of(acme, wang)
    assert (found["status"], found["why"], found["note"]) == ("waiting", "refused", "451 try again later")
    await settle()
    assert (await one_of(acme, wang))["tries"] == 1

    mailbox.refuses = False
    with later(seconds=31):
        await settle()
    found = await one_of(acme, wang)
    assert (found["status"], found["why"], found["tries"], len(mailbox.to(wang.email))) == ("sent", "", 2, 1)


async def test_it_is_tried_for_a_day_and_then_has_failed(acme, wang, dummy, rules, settle, later):
    await rules(quiet_from="00:00", quiet_until="00:00")
    dummy.NEXT += [Outcome("later", "refused")] * 20
    await say(acme, wang)
    await settle()
    waited = timedelta(0)
    for pause in BACK_OFF:
        waited += pause + timedelta(seconds=2)
        with later(seconds=waited.total_seconds()):
            await settle()
    found = await one_of(acme, wang)

    assert (found["tries"], found["status"]) == (len(BACK_OFF) + 1, "failed")
    async with acme.scope():
        said = await rows("select payload from event where name = 'delivery.failed' and subject_id = $1", found["id"])
    assert len(said) == 1
    assert '"status": "failed"' in said[0]["payload"]


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"rcpt": "550 no such user"}, "bounced", "no_mailbox"),
        ({"rcpt": "450 busy"}, "waiting", "refused"),
        ({"data": "554 this is spam"}, "failed", "refused"),
        ({"data": "452 disk full"}, "waiting", "refused"),
        ({"data": "hang up"}, "unknown", "interrupted"),
    ],
    ids=["no mailbox", "busy", "spam", "full", "hangs up"],
)
async def test_what_a_server_says_decides(acme, wang, dummy, rules, settle, monkeypatch, said, status, why):

    with serving(Picky(**said)) as port:
        url = SecretStr(f"smtp://127.0.0.1:{port}")
        monkeypatch.setattr(ways, "settings", ways.settings.model_copy(update={"smtp_url": url}))
        await mail_to(acme, wang, rules, settle)
    found = await one_of(acme, wang)
    assert (found["status"], found["why"]) == (status, why)


async def test_nobody_there_is_tried_again(acme, wang, dummy, rules, settle, monkeypatch):

    nowhere = SecretStr(f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setattr(ways, "settings", ways.settings.model_copy(update={"smtp_url": nowhere}))
    await mail_to(acme, wang, rules, settle)

    found = await one_of(acme, wang)
    assert (found["status"], found["why"]) == ("waiting", "connection")


@pytest.mark.parametrize("what", [RuntimeError("broken"), TimeoutError()], ids=["raises", "takes too long"])
async def test_a_channel_that_breaks_over_it_leaves_it_unknown_and_a_person_sends_it_again(
    manager, acme, wang, dummy, settle, later, what
):
    dummy.NEXT.append(what)
    await say(acme, wang)
    await settle()
    found = await one_of(acme, wang)
    assert (found["status"], dummy.SENT) == ("unknown", [])
    with later(days=1):
        await settle()
    assert dummy.SENT == []

    page = (await manager.get(f"/deliveries/{found['id']}")).text
    assert "可能已经送到，不会自动重发" in page
    assert (await manager.post(f"/deliveries/{found['id']}/sending")).status_code == 303
    await settle()
    assert len(dummy.SENT) == 1
    assert (await one_of(acme, wang))["status"] == "sent"
    assert (await manager.post(f"/deliveries/{found['id']}/sending")).status_code == 409


async def find_lost():
    """Put back what was under way when its worker died, as the pacer does."""
    clock = await asyncpg.connect(settings.clock_url)
    try:
        return await Relay(clock, None).find_lost(now())
    finally:
        await clock.close()


class Killed(BaseException):
    """As a worker ends by kill -9: nothing after it runs."""


async def test_a_worker_that_dies_while_sending_leaves_it_unknown(acme, wang, dummy, settle, later):

    dummy.NEXT.append(Killed())
    await say(acme, wang)
    with pytest.raises(Killed):
        await settle()
    found = await one_of(acme, wang)
    assert (found["status"], found["tries"]) == ("sending", 1)

    await settle()
    assert (await one_of(acme, wang))["status"] == "sending"
    with later(seconds=60):
        assert await find_lost() >= 1
        await settle()
        found = await one_of(acme, wang)
        assert (found["status"], found["why"]) == ("unknown", "interrupted")
    with later(days=2):
        await settle()
    assert dummy.SENT == []


async def test_two_who_send_the_same_at_once_send_it_once(acme, wang, dummy, settle):
    await say(acme, wang)
    async with acme.scope():
        tell = await rows("select id from reaction where subscriber = 'messaging.tell'")
    await settle_one(acme, [one["id"] for one in tell])
    found = await one_of(acme, wang, status="waiting")
    first = asyncio.create_task(actions.send(acme.id, found["id"]))
    second = asyncio.create_task(actions.send(acme.id, found["id"]))
    await asyncio.gather(first, second)
    assert len(dummy.SENT) == 1
    assert (await one_of(acme, wang))["status"] == "sent"
    await settle()
    assert len(dummy.SENT) == 1


async def settle_one(acme, ids):
    """Only these reactions, as a worker would."""
    async with acme.scope():
        await execute("update reaction set status = 'sent' where id = any($1)", ids)
    await jobs.work_off(acme.id, ids)


async def test_what_is_too_long_for_a_channel_is_cut(acme, wang, dummy, settle):
    await say(acme, wang, word="长" * 500)
    await settle()

    assert len(dummy.SENT[0].body) == 200
    assert dummy.SENT[0].body.endswith("…")


async def test_who_left_meanwhile_gets_nothing(acme, wang, dummy, settle):

    await say(acme, wang)
    async with acme.scope():
        tell = [one["id"] for one in await rows("select id from reaction where subscriber = 'messaging.tell'")]
    await settle_one(acme, tell)
    async with acme.scope():
        await Contact.update({"status": "left"}).where(Contact.id == wang.id)
    await settle()

    assert dummy.SENT == []
    assert (await one_of(acme, wang))["why"] == "left"


async def test_what_was_left_out_can_be_sent_when_there_is_an_address(manager, door, acme, dummy, settle):

    person = await make_contact(door, acme, mobile="")
    await say(acme, person)
    await settle()
    found = await one_of(acme, person, status="skipped")
    async with acme.scope():
        await Contact.update({"mobile": "13900009999"}).where(Contact.id == person.id)
    await manager.post(f"/deliveries/{found['id']}/sending")
    await settle()

    assert [one.address for one in dummy.SENT] == ["13900009999"]
