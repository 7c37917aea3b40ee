"""A fact becomes deliveries: one for each person and channel, before anything is sent, once, each with its reason."""

from datetime import timedelta

import pytest
import time_machine
from messaging_support import deliveries, make_contact, say
from tests_support import make_ticket

from desk.foundation.database import rows, value
from desk.foundation.events import record, registered
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import actions, queries
from desk.people import actions as people

REPLY = {"audience": "customer", "body": "请把纸张改成 A4 再打印。"}


async def ticket_of(acme, person, **changes):
    from desk.tickets.tables import Ticket

    made = await make_ticket(acme, person.customer, subject="打印空白页")
    async with acme.scope():
        await Ticket.update({"contact": person.id} | changes).where(Ticket.id == made.id)
    return made


async def test_an_answer_reaches_the_contact_by_mail_and_in_the_portal(manager, acme, wang, mailbox, settle):
    ticket = await ticket_of(acme, wang)
    await manager.post(f"/tickets/{ticket.number}/entries", data=REPLY)
    assert mailbox.messages == []
    await settle()

    mail, text = mailbox.message(), mailbox.text()
    assert mailbox.messages[-1].rcpt_tos == [wang.email]
    assert mail["subject"] == f"[#{ticket.number}] 打印空白页"
    assert "请把纸张改成 A4 再打印。" in text
    assert f"http://{acme.host('portal')}/tickets/{ticket.number}" in text
    inbox = await wang.client.get("/inbox")
    assert "您的问题有了答复：打印空白页" in inbox.text
    assert "1" in (await wang.client.get("/inbox/bell")).text
    found = await deliveries(acme, wang)
    assert sorted((one["channel"], one["status"], one["kind"]) for one in found) == [
        ("email", "sent", "ticket.reply"),
        ("inbox", "sent", "ticket.reply"),
    ]
    assert "请把纸张改成 A4" in next(one["body"] for one in found if one["channel"] == "email")


async def test_what_the_team_notes_and_what_the_customer_writes_reaches_no_customer(
    manager, acme, wang, mailbox, settle
):
    ticket = await ticket_of(acme, wang)
    await manager.post(f"/tickets/{ticket.number}/entries", data={"audience": "team", "body": "客户很急"})
    await wang.client.post(f"/tickets/{ticket.number}/entries", data={"body": "还是不行"})
    await settle()

    assert mailbox.messages == []
    assert await deliveries(acme, wang) == []


async def test_a_solution_reaches_the_contact_in_their_language(manager, door, acme, mailbox, settle):
    from tickets_support import SOLUTION

    person = await make_contact(door, acme, locale="en")
    ticket = await ticket_of(acme, person, status="open")
    answer = await manager.post(f"/tickets/{ticket.number}/solution", data=SOLUTION)
    assert answer.status_code in (200, 303), answer.text
    await settle()

    assert mailbox.message()["subject"] == f"[#{ticket.number}] Solved: 打印空白页"
    assert "Hello 王敏," in mailbox.text()
    assert SOLUTION["solution"] in mailbox.text()


async def test_work_that_is_assigned_lies_in_the_members_inbox_with_a_live_bell(manager, door, acme, settle):
    ticket, other = await make_ticket(acme, subject="月末结账"), await door.member(acme, "hotline_engineer")
    _, member = await door.person(acme, ("hotline_engineer",))
    before = (await other.get("/inbox/bell")).text
    await manager.post(f"/tickets/{ticket.number}/assignment", data={"member": str(member)})
    await settle()

    assert (await other.get("/inbox/bell")).text != before
    page = (await other.get("/inbox?shown=unread")).text
    assert f"#{ticket.number} 分派给您：月末结账" in page
    assert f"inbox-{member} from:body" in page


async def test_nobody_hears_of_what_they_did_themselves(door, acme, settle):
    ticket, own = await make_ticket(acme), await door.member(acme, "hotline_engineer", "cs_supervisor")
    _, member = await door.person(acme, ("hotline_engineer", "cs_supervisor"))
    await own.post(f"/tickets/{ticket.number}/assignment", data={"member": str(member)})
    await settle()

    async with acme.scope():
        assert await value("select count(*) from delivery where person_id = $1", member) == 0


async def test_a_colleague_who_is_called_in_a_note_hears_of_it_and_one_with_a_longer_name_counts(manager, acme, settle):
    ticket, ids = await make_ticket(acme), []
    async with acme.scope():
        for number, name in enumerate(("欧阳明", "欧阳明明")):
            staff_no = f"M{number}{ticket.number}"
            new = people.NewMember(name, staff_no, ("hotline_engineer",), f"{staff_no}@acme.test")
            ids.append((await people.add_member(new, by=SYSTEM)).id)
    await manager.post(f"/tickets/{ticket.number}/entries", data={"audience": "team", "body": "@欧阳明明 请看一下"})
    await settle()

    async with acme.scope():
        found = await rows("select person_id, kind from delivery where person_id = any($1)", ids)
    assert [(one["person_id"], one["kind"]) for one in found] == [(ids[1], "ticket.mentioned")]


async def test_the_assignee_hears_what_the_customer_wrote(door, acme, wang, settle):
    _, member = await door.person(acme, ("hotline_engineer",))
    ticket = await ticket_of(acme, wang, assignee=member, status="open")
    await wang.client.post(f"/tickets/{ticket.number}/entries", data={"body": "打印还是空白"})
    await settle()

    page = (await (await door.member(acme, "hotline_engineer")).get("/inbox")).text
    assert f"#{ticket.number} 客户来信：打印空白页" in page
    assert "打印还是空白" in page


async def test_a_fact_that_is_told_twice_is_told_once(acme, wang, dummy, settle):
    cause = await say(acme, wang)
    await settle()
    async with acme.scope():
        await actions.tell(await queries.fact(cause))
    await settle()

    assert len(dummy.SENT) == 1
    assert len(await deliveries(acme, wang, cause=cause)) == 1


async def test_the_row_is_there_before_anything_is_sent(acme, wang, dummy, settle):
    cause = await say(acme, wang)
    async with acme.scope():
        await actions.tell(await queries.fact(cause))

    assert dummy.SENT == []
    [one] = await deliveries(acme, wang)
    assert (one["status"], one["body"], one["address"]) == ("waiting", "王敏: 你好", "")
    await settle()
    assert [one.body for one in dummy.SENT] == ["王敏: 你好"]


@pytest.mark.parametrize(
    ("change", "why"),
    [({"status": "left"}, "left"), ({"mobile": ""}, "no_address")],
    ids=["left", "no address"],
)
async def test_who_cant_be_reached_has_a_row_with_the_reason(door, acme, dummy, settle, change, why):
    person = await make_contact(door, acme, **change)
    await say(acme, person)
    await settle()

    assert [(one["status"], one["why"]) for one in await deliveries(acme, person)] == [("skipped", why)]
    assert dummy.SENT == []


async def test_what_happened_days_ago_is_no_news(acme, wang, dummy, settle):
    with time_machine.travel(now() - timedelta(days=3), tick=True):
        await say(acme, wang)
    await settle()

    assert [(one["status"], one["why"]) for one in await deliveries(acme, wang)] == [("skipped", "late")]


async def test_a_notice_that_is_switched_off_makes_no_rows(acme, wang, dummy, rules, settle):
    await rules(channels={"dummy.said": []})
    await say(acme, wang)
    await settle()

    assert await deliveries(acme, wang) == []


async def test_a_notice_of_a_plugin_that_fails_holds_nothing_up(acme, wang, dummy, settle):
    async with acme.scope():
        await record(registered()["dummy.said"](uuid7(), by=SYSTEM, to=[["contact", "no id"]], word="x"))
    await settle()

    async with acme.scope():
        assert await value("select count(*) from reaction where subscriber = 'messaging.tell'") == 0
        assert await value("select failures from plugin_trip where plugin = 'dummy'") == 1


async def test_another_tenants_plugin_stays_silent(door, brisk, dummy, settle):
    person = await make_contact(door, brisk)
    await say(brisk, person)
    await settle()

    assert dummy.SENT == []
    assert await deliveries(brisk, person) == []
