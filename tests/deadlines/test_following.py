"""Facts begin, pause, resume and end what was promised, in their own transaction."""

from datetime import timedelta

from desk.tickets import actions
from desk.tickets.states import Audience

from .conftest import MONDAY, hours


async def test_a_question_online_is_due_three_working_hours_later(office):
    ticket = await office.ticket(MONDAY + hours(8), channel="online", by="administrator")

    (due,) = (await office.open(ticket)).values()
    assert due["promise"] == "RM-D1"
    assert due["due_at"] == MONDAY + timedelta(days=1, hours=2)
    assert due["status"] == "running"


async def test_our_answer_keeps_it_and_the_first_time_stays(office):
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    await office.do(MONDAY + hours(1), actions.write_entry, ticket.number, actions.NewEntry("好的", Audience.CUSTOMER))
    await office.do(MONDAY + hours(5), actions.write_entry, ticket.number, actions.NewEntry("再说", Audience.CUSTOMER))

    (one,) = await office.all(ticket)
    assert (one["status"], one["met_at"], one["late_seconds"]) == ("met", MONDAY + hours(1), None)
    assert await office.open(ticket) == {}


async def test_a_note_for_the_team_is_no_answer(office):
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    await office.do(MONDAY + hours(1), actions.write_entry, ticket.number, actions.NewEntry("注意", Audience.TEAM))

    assert (await office.open(ticket))["RM-D1"]["status"] == "running"


async def test_an_answer_that_comes_late_is_a_miss_although_no_pacer_ran(office):
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    await office.do(MONDAY + hours(4), actions.write_entry, ticket.number, actions.NewEntry("好的", Audience.CUSTOMER))

    (one,) = await office.all(ticket)
    assert (one["status"], one["met_at"], one["missed_at"]) == ("missed", MONDAY + hours(4), MONDAY + hours(3))
    assert one["late_seconds"] == 3600
    (fact,) = await office.facts("deadline.missed")
    assert (fact["promise"], fact["told"], fact["late_seconds"]) == ("RM-D1", [], 3600)


async def test_a_repair_has_two_working_days_under_both_its_names(office):
    from desk.foundation import promises

    ticket = await office.ticket(MONDAY, kind="repair")

    (due,) = (await office.open(ticket)).values()
    assert due["due_at"] == MONDAY + timedelta(days=2, hours=9)
    assert promises.named("RM-D2").id == due["promise"] == "HL-D10"


async def test_suspending_starts_the_answer_and_the_call(office):
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY + hours(1), ticket.number)

    due = await office.open(ticket)
    assert {name: one["due_at"] - MONDAY for name, one in due.items()} == {"HL-D5": hours(4), "HL-D6": hours(2)}
    assert {one["member"] for one in due.values()} == {office.people["hotline_engineer"]}


async def test_calling_back_keeps_the_call_and_not_the_answer(office):
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(0.5), actions.call_back, ticket.number, "已告知进展")

    assert set(await office.open(ticket)) == {"HL-D5"}
    assert [one["status"] for one in await office.all(ticket) if one["promise"] == "HL-D6"] == ["met"]


async def test_waiting_for_the_customer_pauses_the_clock_and_an_answer_resumes_it(office):
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    ask = actions.NewEntry("请发日志", Audience.CUSTOMER, wait=True)
    await office.do(MONDAY + hours(1), actions.write_entry, ticket.number, ask)

    paused = (await office.open(ticket))["HL-D5"]
    assert (paused["status"], paused["due_at"], paused["turn"]) == ("paused", None, "customer")

    await office.do(MONDAY + timedelta(days=1), actions.resume_ticket, ticket.number)
    resumed = (await office.open(ticket))["HL-D5"]
    assert (resumed["status"], resumed["turn"]) == ("running", "us")
    assert resumed["due_at"] == MONDAY + timedelta(days=1, hours=2)


async def test_a_promised_time_does_not_wait_for_anybody(office):
    ticket = await office.ticket(MONDAY)
    until = MONDAY + hours(30)
    await office.do(MONDAY, actions.promise_reply, ticket.number, until)
    ask = actions.NewEntry("请发日志", Audience.TEAM)
    await office.do(MONDAY + hours(1), actions.write_entry, ticket.number, ask)

    assert (await office.open(ticket))["HL-D11"]["due_at"] == until


async def test_a_new_promise_takes_the_place_of_the_old_one(office):
    ticket = await office.ticket(MONDAY)
    await office.do(MONDAY, actions.promise_reply, ticket.number, MONDAY + hours(2))
    await office.do(MONDAY + hours(1), actions.promise_reply, ticket.number, MONDAY + hours(5))

    assert (await office.open(ticket))["HL-D11"]["due_at"] == MONDAY + hours(5)
    assert [one["status"] for one in await office.all(ticket)] == ["met", "running"]


async def test_suspending_twice_gives_no_new_time_for_the_answer(office):
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(1), actions.resume_ticket, ticket.number)
    await office.suspend(MONDAY + hours(2), ticket.number)

    due = await office.open(ticket)
    assert due["HL-D5"]["due_at"] == MONDAY + hours(3)
    assert due["HL-D6"]["due_at"] == MONDAY + hours(3)


async def test_whoever_gets_the_ticket_gets_its_promises(office):
    ticket = await office.ticket(MONDAY)
    await office.suspend(MONDAY, ticket.number)
    await office.do(MONDAY + hours(1), actions.take_ticket, ticket.number, by="service_manager")

    assert {one["member"] for one in (await office.open(ticket)).values()} == {office.people["service_manager"]}


async def test_an_urgent_question_is_answered_in_half_the_time(office):
    ticket = await office.ticket(MONDAY, channel="online", by="administrator", urgent=True)

    assert (await office.open(ticket))["RM-D1"]["due_at"] == MONDAY + hours(1.5)


async def test_a_profile_says_other_limits(founding, world):
    from .conftest import Office

    office = Office(await founding('[settings.deadlines]\nprofile = "hall"\n'), world)
    await office.hire("administrator")
    ticket = await office.ticket(MONDAY, channel="online", by="administrator")

    assert (await office.open(ticket))["RM-D1"]["due_at"] == MONDAY + hours(24)


async def test_what_a_customer_does_in_the_portal_begins_and_resumes_promises(office, door):
    """The wall of customers stands around the engine, too."""
    from tickets_support import ask, contact

    from desk.tickets import queries

    person = await contact(door, office.tenant)
    number = await ask(person)
    async with office.tenant.scope():
        ticket = await queries.ticket(number)
    assert set(await office.open(ticket)) == {"RM-D1"}

    await office.do(ticket.opened_at, actions.take_ticket, number)
    await office.suspend(ticket.opened_at, number)
    wait = actions.NewEntry("请发日志", Audience.CUSTOMER, wait=True)
    await office.do(ticket.opened_at, actions.write_entry, number, wait)
    assert {one["status"] for one in (await office.open(ticket)).values()} == {"paused"}
    answer = await person.client.post(f"/tickets/{number}/entries", data={"body": "日志在这里"})
    assert answer.status_code == 303
    assert {name: one["status"] for name, one in (await office.open(ticket)).items()} == {
        "HL-D5": "running",
        "HL-D6": "running",
    }


async def test_the_customer_sees_the_promised_time_and_no_other(office, door):
    from datetime import UTC, datetime

    from tickets_support import ask, contact

    person = await contact(door, office.tenant)
    number = await ask(person)
    at = datetime.now(UTC)
    await office.do(at, actions.take_ticket, number)
    await office.suspend(at, number)
    assert "前答复您" not in (await person.client.get(f"/tickets/{number}")).text
    await office.do(at, actions.promise_reply, number, at + timedelta(days=400))
    for page in (f"/tickets/{number}", "/", "/tickets"):
        text = (await person.client.get(page)).text
        assert "前答复您" in text, page
        assert "HL-D" not in text


async def test_a_fact_without_a_promise_costs_nothing(office):
    """Not one statement more."""
    from desk.foundation import events, promises
    from desk.foundation.database import connection

    ticket = await office.ticket(MONDAY)
    heard = []
    async with office.tenant.scope():
        from desk.foundation.events import record
        from desk.foundation.principals import SYSTEM
        from desk.tickets.events import TicketHeld

        assert TicketHeld.name not in promises.by_event
        connection().add_query_logger(heard.append)
        await record(TicketHeld(ticket.id, by=SYSTEM, customer_id=ticket.customer, number=ticket.number))
        connection().remove_query_logger(heard.append)
    assert len(heard) == 1
    assert events._follower is not None


async def test_a_fact_with_a_promise_costs_two_statements(office):
    from desk.foundation.database import connection
    from desk.foundation.events import record
    from desk.foundation.principals import SYSTEM
    from desk.tickets.events import TicketSuspended

    ticket = await office.ticket(MONDAY)
    heard = []
    async with office.tenant.scope():
        from desk.calendars.queries import work_calendar

        await work_calendar(customer_id=ticket.customer)
        connection().add_query_logger(heard.append)
        await record(TicketSuspended(ticket.id, by=SYSTEM, customer_id=ticket.customer, number=ticket.number))
        connection().remove_query_logger(heard.append)
    assert len(heard) == 3
