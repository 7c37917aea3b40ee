"""How it was: asked on the spot by codes to scan, by the supervisor on the phone, and counted per trainer."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from tests_support import make_customer

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of

MORNING = datetime(2031, 4, 7, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, a Monday."""


@pytest.fixture
def over(session, enrol):
    """A session that is over, with somebody who was there; the answer is its number and theirs."""
    from desk_training.actions import teaching

    async def make(tenant):
        number = await session(tenant, begins_at=MORNING)
        there, absent = await enrol(tenant, number, await make_customer(tenant)), await enrol(tenant, number)
        with as_of(MORNING):
            async with tenant.scope():
                marks = {there: "present", absent: "absent"}
                await teaching.note_attendance(number, date(2031, 4, 7), "a_morning", marks, by=SYSTEM)
                await teaching.start_session(number, by=SYSTEM)
        with as_of(MORNING + timedelta(hours=3)):
            async with tenant.scope():
                await teaching.end_session(number, by=SYSTEM)
        return number, there

    return make


async def _promised(tenant, number, promise):
    async with tenant.scope():
        return await value(
            """select d.status from deadline d
                 join training_session s on s.tenant_id = d.tenant_id and s.id = d.subject_id
                where s.number = $1 and d.promise = $2""",
            number,
            promise,
        )


async def test_everybody_who_was_there_scans_a_code_and_answers_once(partner, over, door):
    number, _ = await over(partner)
    assert await _promised(partner, number, "TR-D5") == "running"
    with as_of(MORNING + timedelta(hours=3, minutes=5)):
        member = await door.member(partner)
        shown = await member.post(f"/training/sessions/{number}/survey")
        assert shown.status_code == 200, shown.text
        [path] = {urlsplit(one).path for one in re.findall(r'href="([^"]+/rate/[^"]+)"', shown.text)}
        scanner = door.signed_out(partner, "portal")
        assert (await scanner.get(path)).status_code == 200
        said = {"content": "good", "teaching": "good", "coaching": "good", "ability": "average"}
        answered = await scanner.post(path, data=said)
        assert answered.status_code == 200, answered.text
        again = (await member.post(f"/training/sessions/{number}/survey")).text
    assert "/rate/" not in again
    assert await _promised(partner, number, "TR-D5") != "running"


async def test_the_supervisor_calls_within_three_days(partner, over, world):
    from desk.tasks import actions as tasks

    number, _ = await over(partner)
    with as_of(MORNING + timedelta(hours=4)):
        await world.settle()
    assert await _promised(partner, number, "TR-D8") == "running"
    async with partner.scope():
        session_id = await value("select id from training_session where number = $1", number)
        found = await rows("select id, role from task where key = $1", f"training.quality_call:{session_id}")
        assert [one["role"] for one in found] == ["service_supervisor"]
        await tasks.finish_task(found[0]["id"], "satisfied", by=SYSTEM)
    await world.settle()
    assert await _promised(partner, number, "TR-D8") != "running"


async def test_figures_are_counted_by_trainer_and_by_month(partner, over):
    from desk_training.queries import figures

    from desk.foundation.figures import Period

    await over(partner)
    april = Period(datetime(2031, 4, 1, tzinfo=UTC), datetime(2031, 5, 1, tzinfo=UTC), "Asia/Shanghai")
    async with partner.scope():
        for by in ("", "month", "member", "kind"):
            taught, there = await figures.taught(april, by), await figures.there(april, by)
            assert sum(one.part for one in taught) >= 1
            assert 2 * sum(one.part for one in there) == sum(one.whole for one in there)
            await figures.passed(april, by)
        for by in ("", "month"):
            await figures.certified(april, by)
        [trainer] = await figures.taught(april, "member")
        assert trainer.word
