"""The register is brought up to date at once (TR-D2), and nobody leaves early unseen (TR-D7)."""

from datetime import UTC, datetime, timedelta

import pytest
from tests_support import make_customer

from desk.foundation.database import rows, value
from desk.foundation.figures import Period
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of

MORNING = datetime(2031, 6, 2, 1, 0, tzinfo=UTC)
STATUSES = "select status from deadline where subject_id = $1 and promise = $2 order by id"


async def test_who_registers_and_who_cancels_keeps_the_promise_when_all_that_follows_is_done(
    partner, session, person, world
):
    from desk_training.actions import enrolling

    number, customer = await session(partner, seats=1), await make_customer(partner)
    first, second = await person(partner, customer, "王会计"), await person(partner, customer, "李出纳")
    async with partner.scope():
        held = await enrolling.enrol(enrolling.NewEnrolment(number, customer, first), by=SYSTEM)
        waits = await enrolling.enrol(enrolling.NewEnrolment(number, customer, second), by=SYSTEM)
        assert [one["status"] for one in await rows(STATUSES, held.id, "TR-D2")] == ["running"]
    await world.settle()
    async with partner.scope():
        assert [one["status"] for one in await rows(STATUSES, held.id, "TR-D2")] == ["met"]
        await enrolling.withdraw(held.number, by=SYSTEM)
        assert [one["status"] for one in await rows(STATUSES, held.id, "TR-D2")] == ["met", "running"]
    await world.settle()
    async with partner.scope():
        assert [one["status"] for one in await rows(STATUSES, held.id, "TR-D2")] == ["met", "met"]
        assert await value("select status from training_enrolment where id = $1", waits.id) == "registered"


@pytest.mark.parametrize(("begins", "ends", "promised", "counted"), [(0, 180, 0, 0), (5, 150, 1, 2)])
async def test_ending_early_is_told_and_stands_on_the_trainers_record(
    founding, session, enrol, begins, ends, promised, counted
):
    from desk_training import figures
    from desk_training.actions import teaching

    tenant = await founding(plugins=["training"])
    with as_of(MORNING - timedelta(days=3)):
        number = await session(tenant, begins_at=MORNING)
        one = await enrol(tenant, number)
    with as_of(MORNING + timedelta(minutes=begins)):
        async with tenant.scope():
            [half] = teaching.halves(MORNING, MORNING + timedelta(hours=3), "Asia/Shanghai")
            await teaching.note_attendance(number, *half, {one: "present"}, by=SYSTEM)
            await teaching.start_session(number, by=SYSTEM)
    with as_of(MORNING + timedelta(minutes=ends)):
        async with tenant.scope():
            ended = await teaching.end_session(number, by=SYSTEM)
    async with tenant.scope():
        found = await rows("select due_at from deadline where subject_id = $1 and promise = 'TR-D7b'", ended.id)
        assert [one["due_at"] for one in found] == [MORNING + timedelta(minutes=ends)] * promised
        june = Period(datetime(2031, 6, 1, tzinfo=UTC), datetime(2031, 7, 1, tzinfo=UTC), "Asia/Shanghai")
        [violations] = [kind for kind in figures.FIGURES if kind.name == "training.violations"]
        for by in ("", "month", "member"):
            assert sum(part.part for part in await violations.reckon(june, by)) == counted


async def test_the_register_holds_all_that_is_said_of_somebody_new(partner, session, door):
    from desk.customers.tables import Contact

    number, customer = await session(partner), await make_customer(partner)
    program = await door.api(partner)
    said = {"session": number, "customer": str(customer), "name": "赵新人", "phone": "021-62345678", "needs": "年结"}
    assert (await program.post("/api/v1/training/enrolments", json=said | {"birthday": "五月"})).status_code == 422
    made = await program.post("/api/v1/training/enrolments", json=said | {"birthday": "1990-05-04"})
    assert made.status_code == 201, made.text
    async with partner.scope():
        person = await Contact.objects().where(Contact.id == made.json()["contact"]).first()
    assert (str(person.birthday), person.name) == ("1990-05-04", "赵新人")
    assert person.phone.replace(" ", "").replace("-", "").endswith("62345678")
