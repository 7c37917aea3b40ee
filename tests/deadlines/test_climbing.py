"""Due steps climb their ladder: once, to the right people, and not any more when it was kept meanwhile."""

from datetime import date, timedelta

import asyncpg
import pytest
from people_support import departments

from desk.foundation.errors import Forbidden
from desk.foundation.principals import SYSTEM, Principal
from desk.tickets import actions

from .conftest import MONDAY, hours


async def suspended(office, at=MONDAY):
    """A ticket that was suspended, with its deadlines by promise."""
    ticket = await office.ticket(at)
    await office.suspend(at, ticket.number)
    return ticket, await office.open(ticket)


async def test_the_owner_is_reminded_then_the_manager_is_told_then_the_general_manager(office):
    _, due = await suspended(office)
    call = due["HL-D6"]["id"]
    owner, manager, general = (office.people[one] for one in ("hotline_engineer", "service_manager", "general_manager"))

    assert await office.pace(MONDAY + timedelta(minutes=47)) == 0
    assert await office.pace(MONDAY + timedelta(minutes=48)) == 1
    assert await office.told(call) == {"80%": [owner]}
    await office.pace(MONDAY + hours(1))
    assert await office.told(call) == {"80%": [owner], "due": [owner, manager]}
    await office.pace(MONDAY + hours(2))
    assert (await office.told(call))["twice"] == [general]

    assert [one["promise"] for one in await office.facts("deadline.reminded")] == ["HL-D6"]
    (missed,) = await office.facts("deadline.missed")
    assert (missed["told"], missed["gaps"], missed["late_seconds"]) == ([str(owner), str(manager)], [], 0)
    (climbed,) = await office.facts("deadline.climbed")
    assert (climbed["told"], climbed["late_seconds"]) == ([str(general)], 3600)


async def test_nobody_is_told_twice_of_a_step_whoever_runs_it_again(office):
    from desk.deadlines import actions as engine
    from desk.foundation.database import rows
    from desk.kit.time import as_of

    _, due = await suspended(office)
    await office.pace(MONDAY + hours(1))
    before = await office.told(due["HL-D6"]["id"])
    async with office.tenant.scope():
        with as_of(MONDAY + hours(1)):
            for one in await rows("select id from deadline_step"):
                await engine.climb_step(one["id"])
    assert await office.told(due["HL-D6"]["id"]) == before
    assert len(await office.facts("deadline.missed")) == 1


async def test_what_was_kept_between_firing_and_climbing_is_let_be(office, superuser):
    from desk.foundation.due import DueSteps
    from desk.kit.time import as_of
    from desk.settings import settings

    ticket, due = await suspended(office)
    clock = await asyncpg.connect(settings.clock_url)
    assert await DueSteps(clock).fire(MONDAY + hours(1)) == 2
    await clock.close()
    await office.do(MONDAY + hours(1), actions.call_back, ticket.number)
    with as_of(MONDAY + hours(1)):
        await office.world.settle(MONDAY + hours(1))
    assert await office.told(due["HL-D6"]["id"]) == {}
    assert await office.facts("deadline.missed") == []


async def test_what_paused_between_firing_and_climbing_climbs_when_it_is_really_due(office):
    from desk.foundation.due import DueSteps
    from desk.kit.time import as_of
    from desk.settings import settings
    from desk.tickets.states import Audience

    ticket, due = await suspended(office)
    call = due["HL-D6"]["id"]
    clock = await asyncpg.connect(settings.clock_url)
    at = MONDAY + timedelta(minutes=50)
    assert await DueSteps(clock).fire(at) == 1
    await clock.close()
    ask = actions.NewEntry("请发日志", Audience.CUSTOMER, wait=True)
    await office.do(at, actions.write_entry, ticket.number, ask)
    with as_of(at):
        await office.world.settle(at)
    assert await office.told(call) == {}

    await office.do(at + hours(1), actions.resume_ticket, ticket.number)
    await office.pace(at + hours(1))
    assert list(await office.told(call)) == ["80%"]
    assert await office.pace(at + hours(1) + timedelta(minutes=9)) == 0
    await office.pace(at + hours(1) + timedelta(minutes=10))
    assert list(await office.told(call)) == ["80%", "due"]


async def test_acknowledging_stops_the_ladder_and_the_miss_stays(office):
    from desk.deadlines import actions as engine

    _, due = await suspended(office)
    call = due["HL-D6"]["id"]
    await office.pace(MONDAY + hours(1))
    await office.do(MONDAY + hours(1.1), engine.acknowledge, call, by="service_manager")
    await office.do(MONDAY + hours(1.2), engine.acknowledge, call, by="general_manager")
    await office.pace(MONDAY + hours(2))

    told = await office.told(call)
    assert told["twice"] == []
    assert len(await office.facts("deadline.acknowledged")) == 1
    assert len(await office.facts("deadline.missed")) == 1
    assert await office.facts("deadline.climbed") == []


async def test_whoever_may_not_see_to_it_cannot_and_there_must_be_something(office):
    from desk.deadlines import actions as engine
    from desk.deadlines.errors import NothingToSeeTo

    _, due = await suspended(office)
    nobody = Principal("member", office.people["hotline_engineer"])
    with pytest.raises(Forbidden):
        await office.do(MONDAY, engine.acknowledge, due["HL-D6"]["id"], by=nobody)
    with pytest.raises(NothingToSeeTo):
        await office.do(MONDAY, engine.acknowledge, due["HL-D6"]["id"])


async def test_a_deputy_is_told_in_place_of_whoever_is_away(office):
    from desk.people import actions as people

    deputy = await office.hire("cs_supervisor")
    manager = office.people["service_manager"]
    await office.do(MONDAY, people.note_absence, manager, date(2026, 11, 16), date(2026, 11, 20), deputy, by=SYSTEM)
    _, due = await suspended(office)
    await office.pace(MONDAY + hours(1))

    assert (await office.told(due["HL-D6"]["id"]))["due"] == [office.people["hotline_engineer"], deputy]


async def test_where_nobody_stands_the_next_rung_is_told_and_the_gap_is_kept(founding, world):
    from .conftest import Office

    office = Office(await founding(), world)
    for role in ("hotline_engineer", "department_manager", "administrator"):
        await office.hire(role)
    _, due = await suspended(office)
    await office.pace(MONDAY + hours(2))

    told = await office.told(due["HL-D6"]["id"])
    assert told["due"] == [office.people["hotline_engineer"], office.people["department_manager"]]
    assert told["twice"] == [office.people["administrator"]]
    (missed,) = await office.facts("deadline.missed")
    assert missed["gaps"] == ["direct_manager"]
    (climbed,) = await office.facts("deadline.climbed")
    assert climbed["gaps"] == ["general_manager"]


async def test_the_manager_of_the_owners_own_department_is_the_direct_one(office):
    north = (await departments(office.tenant, "北区"))["北区"]
    near = await office.hire("service_manager", "trainer", department="北区")
    from desk.foundation.database import execute

    async with office.tenant.scope():
        await execute("update member set department = $2 where id = $1", office.people["hotline_engineer"], north)
    _, due = await suspended(office)
    await office.pace(MONDAY + hours(1))

    assert (await office.told(due["HL-D6"]["id"]))["due"] == [office.people["hotline_engineer"], near]


async def test_whoever_heads_the_owners_team_is_the_direct_manager(office):
    from desk.foundation.database import execute

    place = await departments(office.tenant, "南区", "南区一组")
    await office.hire("service_manager", "trainer", department="南区")
    head = await office.hire("trainer", department="南区一组")
    async with office.tenant.scope():
        await execute("update department set part_of = $2 where id = $1", place["南区一组"], place["南区"])
        await execute("update department set head = $2 where id = $1", place["南区一组"], head)
        await execute(
            "update member set department = $2 where id = $1", office.people["hotline_engineer"], place["南区一组"]
        )
    _, due = await suspended(office)
    await office.pace(MONDAY + hours(1))

    assert (await office.told(due["HL-D6"]["id"]))["due"] == [office.people["hotline_engineer"], head]


async def test_nobody_is_rung_out_of_bed_unless_it_is_urgent(office):
    from desk.foundation.database import rows

    night = MONDAY + hours(14)  # 23:00
    calm, hot = await office.ticket(MONDAY), await office.ticket(MONDAY, urgent=True)
    for one in (calm, hot):
        await office.do(MONDAY, actions.promise_reply, one.number, night)
    await office.pace(night)

    async with office.tenant.scope():
        found = await rows(
            """select d.title, l.at from deadline_alert l join deadline d on d.id = l.deadline
                 join deadline_step s on s.id = l.step where s.mark = 'due'"""
        )
    rings = {one["title"]: one["at"] for one in found}
    assert rings == {f"#{calm.number}": MONDAY + timedelta(days=1), f"#{hot.number}": night}
    assert len(await office.facts("deadline.missed")) == 2


async def test_silence_closes_a_solved_ticket_and_a_word_in_time_does_not(office):
    from tickets_support import SOLUTION

    from desk.tickets import queries

    quiet, loud = await office.ticket(MONDAY), await office.ticket(MONDAY)
    for one in (quiet, loud):
        await office.do(MONDAY, actions.solve_ticket, one.number, actions.Solution(**SOLUTION))
    await office.do(MONDAY + hours(20), actions.mark_not_solved, loud.number, "还是不行")
    end = MONDAY + timedelta(days=3, hours=15)
    await office.pace(end - timedelta(seconds=1))
    async with office.tenant.scope():
        assert (await queries.ticket(quiet.number)).status == "solved"
    await office.pace(end)

    async with office.tenant.scope():
        assert (await queries.ticket(quiet.number)).status == "closed"
        assert (await queries.ticket(loud.number)).status == "open"
    assert await office.facts("deadline.missed") == []


async def test_two_pacers_share_what_is_due_and_the_death_of_one_loses_nothing(office, superuser, pile):
    from desk.foundation.due import SHARE, DueSteps
    from desk.settings import settings

    await pile(office.tenant.id, 120, MONDAY)
    one, other = await asyncpg.connect(settings.clock_url), await asyncpg.connect(settings.clock_url)
    dying = one.transaction()
    await dying.start()
    await one.fetch(
        """select id from deadline_step where fired_at is null and at <= $1 order by at limit 50
              for update skip locked""",
        MONDAY + hours(1),
    )
    assert await DueSteps(other).fire(MONDAY + hours(1)) == SHARE
    assert await DueSteps(other).fire(MONDAY + hours(1)) == 20
    assert await DueSteps(other).fire(MONDAY + hours(1)) == 0
    one.terminate()
    fired = 0
    for _ in range(50):
        fired += await DueSteps(other).fire(MONDAY + hours(1))
        if fired == 50:
            break
    await other.close()
    assert fired == 50
    planned = await superuser.fetchval(
        "select count(distinct subject_id) from reaction where tenant_id = $1 and subscriber = 'deadlines.climb'",
        office.tenant.id,
    )
    assert planned == 120
