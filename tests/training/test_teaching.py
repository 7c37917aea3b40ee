"""Attendance before teaching, half a day at a time; the trainer's absences; fees; what is promised and told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests_support import make_customer

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of, now

MORNING = datetime(2031, 3, 3, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, a Monday."""


def test_half_days_are_those_in_which_somebody_is_taught():
    from desk_training.actions.teaching import halves

    def of(begin, end):
        moments = [datetime.fromisoformat(f"2031-03-0{one}+08:00") for one in (begin, end)]
        return [(day.day, half[2:]) for day, half in halves(*moments, "Asia/Shanghai")]

    assert of("3T09:00", "3T12:00") == [(3, "morning")]
    assert of("3T14:00", "3T17:00") == [(3, "afternoon")]
    assert of("3T09:00", "3T16:00") == [(3, "morning"), (3, "afternoon")]
    assert of("3T09:00", "4T12:00") == [(3, "morning"), (4, "morning")]
    assert len(of("3T09:00", "5T17:00")) == 6


async def test_teaching_begins_and_ends_with_attendance(partner, session, enrol, stands, door):
    number = await session(partner, 3, begins_at=MORNING, hours=7)
    here, absent, _, waits = [await enrol(partner, number) for _ in range(4)]
    one = f"/training/sessions/{number}"
    with as_of(MORNING - timedelta(days=2)):
        assert (await (await door.member(partner)).post(f"{one}/start", data={})).status_code == 409, "too early"
    with as_of(MORNING):
        member = await door.member(partner)
        refused = await member.post(f"{one}/start", data={})
        assert refused.status_code == 409
        assert "2031-03-03" in refused.text
        marks = {f"mark_{here}": "late", f"mark_{absent}": "absent"}
        assert (await member.get(f"{one}/attendance")).status_code == 200
        noted = await member.post(f"{one}/attendance", data={"half": "2031-03-03 a_morning", **marks})
        assert noted.status_code == 303, noted.text
        assert (await member.post(f"{one}/start", data={})).status_code == 409, "one of three has no mark"
    assert await stands(partner, waits) == "waiting"


async def test_who_was_there_attended_and_who_waited_is_let_go(partner, session, enrol, stands, door):
    number = await session(partner, 2, begins_at=MORNING, hours=7)
    here, absent, waits = [await enrol(partner, number) for _ in range(3)]
    one = f"/training/sessions/{number}"
    with as_of(MORNING):
        member = await door.member(partner)
        marks = {f"mark_{here}": "late", f"mark_{absent}": "absent"}
        await member.post(f"{one}/attendance", data={"half": "2031-03-03 a_morning", **marks})
        assert (await member.post(f"{one}/attendance", data={"half": "2031-03-04 a_morning"})).status_code in (404, 422)
        assert (await member.post(f"{one}/start", data={})).status_code == 303
        assert (await member.post(f"{one}/cancellation", data={"reason": "x"})).status_code == 409
    assert await stands(partner, waits) == "cancelled"
    with as_of(MORNING + timedelta(hours=6)):
        member = await door.member(partner)
        assert (await member.post(f"{one}/end", data={})).status_code == 409, "the afternoon has no marks"
        await member.post(f"{one}/attendance", data={"half": "2031-03-03 b_afternoon", **marks})
        assert (await member.post(f"{one}/end", data={})).status_code == 303
    assert [await stands(partner, one) for one in (here, absent)] == ["attended", "absent"]


@pytest.mark.parametrize(("minutes", "covered", "violation"), [(12, False, True), (12, True, False), (9, False, False)])
async def test_leaving_for_long_without_a_substitute_is_a_violation(
    partner, session, enrol, door, minutes, covered, violation
):
    from desk_training.queries import sessions, teaching

    number = await _running(partner, session, enrol)
    _, other = await door.person(partner, ("service_manager",))
    one = f"/training/sessions/{number}"
    with as_of(MORNING + timedelta(hours=1)):
        member = await door.member(partner)
        said = {"reason": "接电话"} | ({"substitute": str(other)} if covered else {})
        assert (await member.post(f"{one}/absences", data=said)).status_code == 303
        assert (await member.post(f"{one}/absences", data=said)).status_code == 409
    with as_of(MORNING + timedelta(hours=1, minutes=minutes)):
        member = await door.member(partner)
        assert (await member.post(f"{one}/return")).status_code == 303
        assert (await member.get(one)).status_code == 200
    async with partner.scope():
        [away] = await teaching.absences(await sessions.id_of(number))
    assert away["violation"] is violation


async def test_what_was_planned_is_announced_the_next_day_and_people_are_reminded_once(founding, session, enrol, world):
    from desk_training.actions import telling

    partner = await founding(plugins=["training"])
    number = await session(partner, announced=False, in_days=5)
    await enrol(partner, number)
    async with partner.scope():
        assert await telling.announce_planned(by=SYSTEM) == 0, "today is the trainer's own day to do it"
    with as_of((now() + timedelta(days=2)).replace(hour=4)):  # noon in Shanghai, whenever it is now
        async with partner.scope():
            assert await telling.announce_planned(by=SYSTEM) == 1
        async with partner.scope():
            assert await telling.announce_planned(by=SYSTEM) == 0
        await world.settle()
    async with partner.scope():
        told = {one["kind"] for one in await rows("select kind from delivery where kind like 'training.%'")}
    assert {"training.registered", "training.session_announced"} <= told
    with as_of(now() + timedelta(days=4, hours=12)):
        async with partner.scope():
            assert await telling.remind(by=SYSTEM) == 1
        async with partner.scope():
            assert await telling.remind(by=SYSTEM) == 0


async def test_the_promises_run_on_the_engine(partner, session, enrol):
    number = await session(partner, announced=False, in_days=4)

    async def promised():
        async with partner.scope():
            return {
                one["promise"]: (one["status"], one["due_at"])
                for one in await rows(
                    """select d.promise, d.status, d.due_at from deadline d
                         join training_session s on s.tenant_id = d.tenant_id and s.id = d.subject_id
                        where d.subject_kind = 'training_session' and s.number = $1""",
                    number,
                )
            }

    status, due = (await promised())["TR-D1"]
    assert status == "running"
    assert now() < due < now() + timedelta(days=2)
    from desk_training.actions import planning

    async with partner.scope():
        found = await planning.announce_session(number, by=SYSTEM)
    after = await promised()
    assert after["TR-D1"][0] != "running"
    assert after["TR-D7"] == ("running", found.begins_at)


async def test_a_fee_is_paid_counted_once_and_goes_back_with_the_session(partner, session, enrol, stands, world, door):
    from desk_training.actions import planning

    from desk.payments import actions as payments

    number = await session(partner, fee_cents=30_000)
    customer = await make_customer(partner)
    enrolled = await enrol(partner, number, customer)
    async with partner.scope():
        subject = await value("select id from training_enrolment where number = $1", enrolled)
        said = {"subject_kind": "enrolment", "subject_id": subject}
        paid = await payments.record_payment(payments.NewPayment("training.fee", customer, 30_000, **said), by=SYSTEM)
    await world.settle()
    assert await stands(partner, enrolled) == "paid"
    assert (
        f"/payments/{paid.payment.number}"
        in (await (await door.member(partner)).get(f"/training/sessions/{number}")).text
    )

    async with partner.scope():
        await planning.cancel_session(number, "老师生病", by=SYSTEM)
    await world.settle()
    async with partner.scope():
        back = await value("select refunded_cents from payment where number = $1", paid.payment.number)
    assert back == 30_000
    assert await stands(partner, enrolled) == "cancelled"


async def test_a_customer_says_that_the_fee_is_paid(partner, session, contact):
    from desk_training.queries import enrolments

    number, customer = await session(partner, fee_cents=30_000), await make_customer(partner)
    me = (await contact(partner, customer)).client
    await me.post(f"/training/{number}/enrolments", data={})
    async with partner.scope():
        [mine] = await enrolments.of_customer(customer, most=2)
    place = f"/training/enrolments/{mine['number']}/payment"
    assert place in (await me.get("/training")).text
    assert (await me.post(place)).headers["location"] == "/payments?told=yes"
    assert (await me.post(place)).status_code == 303, "once more is the same payment"
    async with partner.scope():
        assert await value("select count(*) from payment where subject_id = $1", mine["id"]) == 1


async def test_a_training_fee_becomes_points_by_the_payment_alone(founding, session, enrol, world):
    from desk.payments import actions as payments

    partner = await founding(plugins=["training", "loyalty"])
    customer = await make_customer(partner)
    await enrol(partner, await session(partner, fee_cents=30_000), customer)
    async with partner.scope():
        await payments.record_payment(payments.NewPayment("training.fee", customer, 30_000), by=SYSTEM)
    await world.settle()
    from desk_loyalty.queries import ledger

    async with partner.scope():
        assert (await ledger.balance(customer)).points == 600


async def _running(tenant, session, enrol):
    from desk_training.actions import teaching

    number = await session(tenant, begins_at=MORNING)
    enrolled = await enrol(tenant, number)
    with as_of(MORNING):
        async with tenant.scope():
            await teaching.note_attendance(number, date(2031, 3, 3), "a_morning", {enrolled: "present"}, by=SYSTEM)
            await teaching.start_session(number, by=SYSTEM)
    return number
