"""A member leaves: matters handed over, keys dead, the name kept in what they did."""

from datetime import timedelta

from people_support import set_up
from tests_support import PASSWORD, make_ticket

from desk.foundation.database import execute, row, rows, value
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people import actions, queries
from desk.people.permissions import effective
from desk.tickets import actions as tickets

AGAIN = """
insert into reaction (tenant_id, id, event_id, subscriber, lane, subject_id, status, attempts, available_at, error)
select id, $1, $2, 'tickets.hand_over', 'default', $3, 'waiting', 0, $4, '' from tenant
"""


async def leaves(manager, person, successor):
    return await manager.post(f"/members/{person.id}/departure", data={"successor": str(successor.id)})


async def test_nothing_opens_for_them_any_more(someone, manager, acme):
    person, successor = await someone("service_manager"), await someone()
    browser = await person.signs_in()
    await set_up(browser)
    assert (await leaves(manager, person, successor)).status_code == 303

    assert (await browser.get("/devices")).status_code == 303
    again = await person.browser().post("/sign-in", data={"login": person.login, "password": PASSWORD})
    assert again.status_code == 422
    async with acme.scope():
        for table in ("sign_in", "sign_in_step", "second_factor", "recovery_code"):
            found = await rows(f"select 1 from {table} where credential = $1", person.credential)  # noqa: S608
            assert found == [], table
        assert await value("select password_hash from credential where id = $1", person.credential) == ""
        assert person.id not in [one["id"] for one in await queries.assignable()]


async def test_open_tickets_go_to_the_successor_and_the_past_stays(someone, manager, acme, settle):
    person, successor = await someone("service_manager"), await someone()
    open_one, done = await make_ticket(acme, subject="还没办完"), await make_ticket(acme, subject="已经办完")
    async with acme.scope():
        for one in (open_one, done):
            await tickets.take_ticket(one.number, by=acting(person))
        solution = tickets.Solution("慢", "表太大", "清理", "", "", "")
        await tickets.solve_ticket(done.number, solution, by=acting(person))

    await leaves(manager, person, successor)
    await settle()
    async with acme.scope():
        assert await value("select assignee from ticket where id = $1", open_one.id) == successor.id
        assert await value("select assignee from ticket where id = $1", done.id) == person.id
        told = await row(
            "select by_kind, payload ->> 'to_member' as to from event"
            " where subject_id = $1 and name = 'ticket.assigned' order by at desc limit 1",
            open_one.id,
        )
    assert (told["by_kind"], told["to"]) == ("system", str(successor.id))
    shown = (await manager.get(f"/tickets/{done.number}")).text
    assert person.name in shown
    left = (await manager.get("/members?status=left")).text
    assert person.name in left
    assert person.name not in (await manager.get("/members")).text


async def test_handing_over_twice_changes_nothing(someone, manager, acme, settle):
    person, successor, third = await someone("service_manager"), await someone(), await someone()
    one = await make_ticket(acme)
    async with acme.scope():
        await tickets.take_ticket(one.number, by=acting(person))
    await leaves(manager, person, successor)
    await settle()
    async with acme.scope():
        await tickets.assign_ticket(one.number, third.id, by=SYSTEM)
    async with acme.scope():
        left = await value("select id from event where name = 'member.left' and subject_id = $1", person.id)
        await execute(AGAIN, uuid7(), left, person.id, now())
    await settle()
    async with acme.scope():
        assert await value("select assignee from ticket where id = $1", one.id) == third.id


async def test_who_stood_in_through_them_gets_the_successor(someone, manager, acme):
    person, successor, away = await someone(), await someone(), await someone()
    async with acme.scope():
        today = queries.today()
        for member, deputy in ((away, person), (successor, person)):
            last = today + timedelta(days=2)
            await actions.note_absence(member.id, today, last, deputy.id, by=SYSTEM)
    await leaves(manager, person, successor)

    async with acme.scope():
        assert await value("select deputy from absence where member = $1", away.id) == successor.id
        assert await value("select deputy from absence where member = $1", successor.id) is None


async def test_who_cant_leave_and_who_cant_take_over(someone, manager, acme, brisk):
    person, gone, theirs = await someone(), await someone(), await someone(tenant=brisk)
    await leaves(manager, gone, person)

    for successor in (person, gone, theirs):
        assert (await leaves(manager, person, successor)).status_code == 422
    assert (await manager.post(f"/members/{person.id}/departure", data={})).status_code == 422
    assert (await leaves(manager, theirs, person)).status_code == 404
    assert (await leaves(manager, gone, person)).status_code == 409
    plain = await (await someone()).signs_in()
    assert (await leaves(plain, person, gone)).status_code == 403


async def test_nobody_leaves_by_their_own_hand_or_as_the_last(someone, brisk):
    first, second = await someone("administrator", tenant=brisk), await someone(tenant=brisk)
    browser = await first.signs_in()

    assert (await leaves(browser, first, second)).status_code == 409


async def test_they_come_back_without_a_key(someone, manager, acme):
    person, successor = await someone(), await someone()
    await leaves(manager, person, successor)
    assert (await manager.post(f"/members/{person.id}/departure", data={"_method": "DELETE"})).status_code == 303

    assert person.name in (await manager.get("/members")).text
    again = await person.browser().post("/sign-in", data={"login": person.login, "password": PASSWORD})
    assert again.status_code == 422
    assert "发邀请" in (await manager.get(f"/members/{person.id}")).text


def acting(person):
    """The member as whoever acts."""
    held = effective(frozenset({"service_manager"}), frozenset())
    return Principal("member", person.id, person.name, held, ("service_manager",))
