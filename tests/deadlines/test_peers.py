"""What goes wrong in others' engines (peers.md section 2), one fault after the other, doesn't here."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from desk.deadlines.engine import Segment, Terms, due, step_at, used
from desk.foundation.principals import SYSTEM
from desk.kit.worktime import WorkCalendar
from desk.tickets import actions
from desk.tickets.states import Audience

from .conftest import MONDAY, hours

DAYTIME = WorkCalendar("Asia/Shanghai", (((540, 1080),),) * 5 + ((), ()))
ASK = actions.NewEntry("请发日志", Audience.CUSTOMER, wait=True)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_pause_over_night_is_not_taken_from_working_hours():
    """AlgaPSA (a): eight hours, paused from Monday 10:00 to Tuesday 10:00: both clocks agree on Tuesday 17:00."""
    log = [
        Segment(local("2026-11-16T09:00"), "running"),
        Segment(local("2026-11-16T10:00"), "paused"),
        Segment(local("2026-11-17T10:00"), "running"),
    ]
    terms = Terms("work", 8 * 3600)

    assert due(DAYTIME, terms, log) == local("2026-11-17T17:00")
    assert used(DAYTIME, terms, log, local("2026-11-17T10:00")) == 3600
    assert step_at(DAYTIME, terms, log, "50%") == local("2026-11-17T13:00")


def test_every_pause_counts_and_not_only_the_last():
    """ERPNext."""
    log = [Segment(local("2026-11-16T09:00"), "running")]
    for hour in (10, 12, 14):
        log += [
            Segment(local(f"2026-11-16T{hour}:00"), "paused"),
            Segment(local(f"2026-11-16T{hour}:30"), "running"),
        ]

    assert due(DAYTIME, Terms("work", 6 * 3600), log) == local("2026-11-16T16:30")


def test_the_end_of_a_month_is_a_day_like_any_other():
    """OCA compares the numbers of days."""
    log = [Segment(local("2026-11-30T17:00"), "running")]

    assert due(DAYTIME, Terms("work", 2 * 3600), log) == local("2026-12-01T10:00")


async def test_one_step_that_fails_does_not_keep_the_others(office, superuser):
    """AlgaPSA (b): one error poisons all tickets of a tenant."""
    first, second = await office.ticket(MONDAY), await office.ticket(MONDAY)
    for one in (first, second):
        await office.suspend(MONDAY, one.number)
    broken = (await office.open(first))["HL-D6"]["id"]
    # A ladder's word that stands for nothing: the query for its people breaks.
    await superuser.execute(
        "update deadline_step set rungs = array_fill(null::varchar, array[1]) where deadline = $1", broken
    )
    await office.pace(MONDAY + hours(1))

    assert "due" in await office.told((await office.open(second))["HL-D6"]["id"])
    assert await office.told(broken) == {}
    await superuser.execute("delete from reaction where tenant_id = $1", office.tenant.id)


async def test_nothing_is_known_of_what_was_rolled_back(office):
    """AlgaPSA (c): facts are told before the commit."""
    ticket = await office.ticket(MONDAY)

    async def break_off(number, *, by):
        await actions.suspend_ticket(number, actions.Callback("王敏", "0512-5550 0123"), by=by)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await office.do(MONDAY, break_off, ticket.number)
    assert await office.open(ticket) == {}


async def test_a_miss_leaves_the_true_time_of_the_answer(office):
    """AlgaPSA (d): on a breach the answer's time is overwritten with the breach's."""
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    await office.pace(MONDAY + hours(3))
    (overdue,) = await office.all(ticket)
    assert (overdue["status"], overdue["met_at"], overdue["missed_at"]) == ("running", None, MONDAY + hours(3))

    answer = actions.NewEntry("好的", Audience.CUSTOMER)
    await office.do(MONDAY + hours(4), actions.write_entry, ticket.number, answer)
    (ended,) = await office.all(ticket)
    assert (ended["status"], ended["met_at"], ended["missed_at"]) == ("missed", MONDAY + hours(4), MONDAY + hours(3))
    assert len(await office.facts("deadline.missed")) == 1


async def test_two_climbs_of_one_step_at_once_tell_once(office):
    """AlgaPSA (f): what was told last is read, changed and written back."""
    import contextvars

    from desk.deadlines import actions as engine
    from desk.foundation.database import value
    from desk.kit.time import as_of

    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    call = (await office.open(ticket))["HL-D6"]["id"]
    async with office.tenant.scope():
        step = await value("select id from deadline_step where deadline = $1 and mark = 'due'", call)

    async def climb() -> bool:
        async with office.tenant.scope():
            with as_of(MONDAY + hours(1)):
                return await engine.climb_step(step)

    run = asyncio.get_running_loop().create_task
    both = [run(climb(), context=contextvars.Context()) for _ in range(2)]
    assert sorted([await one for one in both]) == [False, True]
    assert len(await office.facts("deadline.missed")) == 1


async def test_what_comes_back_after_a_wait_has_the_rest_of_its_time(office):
    """Zammad: on reopen the ticket may escalate at once."""
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + timedelta(minutes=10), actions.write_entry, ticket.number, ASK)
    back = MONDAY + timedelta(days=7)
    await office.do(back, actions.resume_ticket, ticket.number)

    assert (await office.open(ticket))["HL-D6"]["due_at"] == back + timedelta(minutes=50)
    assert await office.pace(back) == 0


async def test_another_limit_during_a_pause_keeps_the_pause(office):
    """GLPI #6902: changing the limit while it is pending forgets the wait."""
    from desk.deadlines import actions as engine

    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(0.5), actions.write_entry, ticket.number, ASK)
    new = engine.NewPolicy("work", 2 * 3600, "L1", for_open=True)
    await office.do(MONDAY + hours(1), engine.set_policy, "HL-D6", new, by=SYSTEM)
    await office.pace(MONDAY + hours(1))
    assert (await office.open(ticket))["HL-D6"]["due_at"] is None

    await office.do(MONDAY + hours(5), actions.resume_ticket, ticket.number)
    assert (await office.open(ticket))["HL-D6"]["due_at"] == MONDAY + hours(6.5)


async def test_solved_and_not_solved_after_all_is_no_wait(office):
    """GLPI #23359: the time in between counts as pending."""
    from tickets_support import SOLUTION

    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(1), actions.solve_ticket, ticket.number, actions.Solution(**SOLUTION))
    await office.do(MONDAY + hours(30), actions.mark_not_solved, ticket.number, "还是不行")

    assert {one["promise"]: one["status"] for one in await office.all(ticket)} == {
        "HL-D5": "met",
        "HL-D6": "met",
        "TK-S1": "cancelled",
    }
    assert await office.open(ticket) == {}


async def test_a_change_during_a_pause_past_the_old_due_time_is_no_miss(office):
    """Frappe: any save then marks it as failed."""
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(0.5), actions.write_entry, ticket.number, ASK)
    await office.do(MONDAY + hours(48), actions.take_ticket, ticket.number, by="service_manager")
    await office.pace(MONDAY + hours(49))

    call = (await office.open(ticket))["HL-D6"]
    assert (call["status"], call["missed_at"], call["due_at"]) == ("paused", None, None)
    assert await office.facts("deadline.missed") == []


async def test_a_calendar_without_a_working_day_stops_nobody(office):
    """Frappe loops for ever."""
    from desk.calendars.tables import CalendarTable, CalendarVersion
    from desk.foundation.database import execute
    from desk.kit.ids import uuid7

    made, nothing = uuid7(), "[[], [], [], [], [], [], []]"
    stored = {"name": "x", "zone": "Asia/Shanghai", "country": "", "week": nothing, "duty": nothing[:-1] + ", []]"}
    async with office.tenant.scope():
        whose = {"owner_kind": "tenant", "owner_id": office.tenant.id, "created_at": MONDAY, "changed_at": MONDAY}
        await CalendarTable.add(id=made, **whose, **stored)
        await CalendarVersion.add(calendar=made, number=1, at=MONDAY, by_kind="system", what="made", **stored)
        await execute("update tenant set version = version + 1")
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")

    (one,) = (await office.open(ticket)).values()
    assert (one["status"], one["due_at"]) == ("running", None)


async def test_thousands_of_one_tenant_do_not_starve_another(office, founding, superuser, pile):
    """Znuny looks at the first thousand again and again."""
    from desk.foundation.due import BATCH, SHARE, DueSteps
    from desk.settings import settings

    other = (await founding()).id
    await pile(office.tenant.id, BATCH + 500, MONDAY)
    await pile(other, 10, MONDAY + hours(1))
    clock = await asyncpg.connect(settings.clock_url)
    assert await DueSteps(clock).fire(MONDAY + hours(2)) == SHARE + 10
    assert await superuser.fetchval("select count(*) from reaction where tenant_id = $1", other) == 10
    await clock.close()


async def test_nothing_due_is_one_look_at_an_index(office, superuser, pile):
    """Chatwoot and Frappe look at all that is open; so would a plan that believes a third of it to be due."""
    from desk.foundation import due
    from desk.settings import settings

    await pile(office.tenant.id, 5_000, MONDAY + hours(100))
    await superuser.execute("analyze deadline_step")
    clock = await asyncpg.connect(settings.clock_url)
    heard = []
    clock.add_query_logger(heard.append)
    for _ in range(10):
        assert await due.DueSteps(clock).fire(MONDAY) == 0
    await asyncio.sleep(0)
    assert len(heard) == 10
    await clock.close()
    plan = "\n".join(one[0] for one in await superuser.fetch(f"explain {due._NEXT}"))
    assert "deadline_step_due" in plan
    assert "Seq Scan" not in plan
