"""Promises that fall due lie in the inboxes of who is told, and ring nobody before they work."""

from datetime import timedelta
from types import SimpleNamespace

from messaging_support import deliveries
from tests_support import make_ticket

from desk.foundation.events import Subject, record
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now


async def missed(door, acme, *, rings_at, promise):
    from desk.deadlines.events import DeadlineMissed

    _, member = await door.person(acme, ("hotline_engineer",))
    ticket = await make_ticket(acme, subject="月末结账")
    said = {"promise": promise, "deadline": str(uuid7()), "step": str(uuid7()), "mark": "due", "gaps": []}
    said["headquarters"] = False
    more = {"told": [str(member)], "due_at": now(), "rings_at": rings_at, "late_seconds": 1200}
    async with acme.scope():
        await record(
            DeadlineMissed(Subject("ticket", ticket.id), by=SYSTEM, customer_id=ticket.customer, **said, **more)
        )
    return ticket, SimpleNamespace(id=member)


async def test_a_missed_promise_lies_in_the_inbox_of_who_is_told(door, acme, settle):
    from desk.foundation import promises

    ticket, member = await missed(door, acme, rings_at=now(), promise=next(iter(promises.registered())))
    await settle()

    page = (await (await door.member(acme, "hotline_engineer")).get("/inbox?kind=deadline.missed")).text
    assert "已逾期：" in page
    assert f"#{ticket.number}" in page
    assert "月末结账" in page
    [one] = await deliveries(acme, member, kind="deadline.missed")
    assert (one["status"], one["path"]) == ("sent", f"/tickets/{ticket.number}")


async def test_it_rings_nobody_before_they_work(door, acme, rules, mailbox, settle, later):
    from desk.foundation import promises

    await rules(channels={"deadline.missed": ["inbox", "email"]})
    morning = now() + timedelta(hours=3)
    _, member = await missed(door, acme, rings_at=morning, promise=next(iter(promises.registered())))
    await settle()
    found = {one["channel"]: one["status"] for one in (await deliveries(acme, member))[-2:]}
    assert found == {"inbox": "sent", "email": "waiting"}
    with later(hours=3, seconds=1):
        await settle()
    found = {one["channel"]: one["status"] for one in (await deliveries(acme, member))[-2:]}
    assert found == {"inbox": "sent", "email": "sent"}
    assert mailbox.messages
