"""Scores, feedback, certificates that anybody may check, another try; and a training that was a gift."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests_support import make_customer

from desk.foundation.database import value
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of

MORNING = datetime(2031, 3, 3, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai, a Monday."""


@pytest.fixture
def taught(session, enrol):
    """A session with an exam that is over, of this many people; the answer is its number and theirs."""
    from desk_training.actions import teaching

    async def make(tenant, customer, count=2, **more):
        more = {"kind": "certification", "pass_mark": 60, "valid_months": 24} | more
        number = await session(tenant, count, begins_at=MORNING, **more)
        people = [await enrol(tenant, number, customer) for _ in range(count)]
        with as_of(MORNING):
            async with tenant.scope():
                marks = dict.fromkeys(people, "present")
                await teaching.note_attendance(number, date(2031, 3, 3), "a_morning", marks, by=SYSTEM)
                await teaching.start_session(number, by=SYSTEM)
        with as_of(MORNING + timedelta(hours=2)):
            async with tenant.scope():
                await teaching.end_session(number, by=SYSTEM)
        return number, people

    return make


async def test_scores_are_recorded_fed_back_and_certified(partner, taught, stands, door, contact):
    customer = await make_customer(partner)
    number, (good, bad) = await taught(partner, customer)
    one, me = f"/training/sessions/{number}", (await contact(partner, customer)).client
    member = await door.member(partner)
    assert (await member.get(f"{one}/scores")).status_code == 200
    assert (await member.post(f"{one}/feedback", data={})).status_code == 409
    assert (await member.post(f"{one}/scores", data={f"score_{good}": "101"})).status_code == 422
    half = await member.post(f"{one}/scores", data={f"score_{good}": "87", "complete": "yes"})
    assert half.status_code == 409, "one of two has no score"
    both = {f"score_{good}": "87", f"score_{bad}": "59", "complete": "yes"}
    assert (await member.post(f"{one}/scores", data=both)).status_code == 303
    assert [await stands(partner, person) for person in (good, bad)] == ["passed", "failed"]
    assert ">87<" not in (await me.get("/training")).text, "not before it is fed back"

    assert (await member.post(f"{one}/feedback", data={})).status_code == 303
    assert ">87<" in (await me.get("/training")).text
    shown = await member.get(one)
    assert "data:image/svg" in shown.text
    async with partner.scope():
        code = await value("select code from training_certificate where customer = $1", customer)
        issued = await value("select count(*) from training_certificate where customer = $1", customer)
    assert issued == 1
    assert code in (await me.get("/training")).text


async def test_anybody_checks_a_certificate_by_its_code_and_not_too_often(partner, neighbour, taught, door):
    from desk_training.actions import grading

    customer = await make_customer(partner)
    number, (person,) = await taught(partner, customer, 1)
    with as_of(MORNING + timedelta(hours=3)):
        async with partner.scope():
            await grading.record_scores(number, {person: 90}, by=SYSTEM)
            await grading.grade_session(number, by=SYSTEM)
            await grading.close_session(number, by=SYSTEM)
    async with partner.scope():
        code = await value("select code from training_certificate where customer = $1", customer)
    stranger = door.signed_out(partner, "portal")
    assert (await stranger.get("/certificates")).status_code == 200
    for typed in (code, code.lower().replace("-", " ")):
        found = await stranger.get("/certificates", params={"code": typed})
        assert found.status_code == 200
        assert "王**" in found.text
        assert "王会计" not in found.text
        assert "2033-03-03" in found.text
    assert (await stranger.get("/certificates?code=AAAA-BBBB-CCCC")).status_code == 404
    elsewhere = door.signed_out(neighbour, "portal")
    assert (await elsewhere.get("/certificates", params={"code": code})).status_code == 404
    tries = [(await stranger.get("/certificates?code=AAAA-BBBB-CCCD")).status_code for _ in range(25)]
    assert tries[-1] == 429


async def test_who_failed_tries_again_in_a_session_of_the_same_course(partner, taught, session, stands, door):
    from desk_training.actions import grading
    from desk_training.queries import sessions

    customer = await make_customer(partner)
    number, (person,) = await taught(partner, customer, 1)
    async with partner.scope():
        await grading.record_scores(number, {person: 20}, by=SYSTEM)
        course = (await sessions.sheet(number))["course"]
    again, other = await session(partner, of=course), await session(partner)
    member, place = await door.member(partner), f"/training/enrolments/{person}/resit"
    assert (await member.get(place)).status_code == 200
    assert (await member.post(place, data={"session": str(other)})).status_code == 409
    assert (await member.post(place, data={"session": str(again)})).status_code == 303
    assert await stands(partner, person) == "failed"


async def test_scores_and_feedback_are_promised(partner, taught):
    number, _ = await taught(partner, await make_customer(partner), 1)
    async with partner.scope():
        subject = await value("select id from training_session where number = $1", number)
        due = "select due_at from deadline where subject_id = $1 and promise = $2 and status = 'running'"
        assert await value(due, subject, "TR-D3") == datetime(2031, 3, 3, 16, tzinfo=UTC)
        assert await value(due, subject, "TR-D4") == datetime(2031, 3, 6, 16, tzinfo=UTC)


async def test_sheets_are_printed(partner, taught, door):
    from desk_training.queries import sessions

    number, _ = await taught(partner, await make_customer(partner), 1)
    member = await door.member(partner)
    async with partner.scope():
        subject = await sessions.id_of(number)
    for kind in ("notice", "sign_in_list", "score_list", "report"):
        sheet = await member.get(f"/documents/training.{kind}/{subject}")
        assert sheet.status_code == 200, kind
        assert sheet.content.startswith(b"%PDF"), kind


async def test_a_training_gift_becomes_a_seat(partner, session, enrol, world):
    from desk.foundation.principals import Principal
    from desk.requests import actions as requests

    customer, number = await make_customer(partner), await session(partner, fee_cents=30_000)
    async with partner.scope():
        new = requests.NewRequest("requests.training_voucher", "培训名额", customer)
        request = await requests.open_request(new, by=Principal("system", SYSTEM.id, "x", frozenset({"request.open"})))
    await world.settle()
    enrolled = await enrol(partner, number, customer)
    await world.settle()
    async with partner.scope():
        assert await value("select fee_cents from training_enrolment where number = $1", enrolled) == 0
        assert await value("select status from request where number = $1", request.number) == "done"
    again = await enrol(partner, number, customer)
    await world.settle()
    async with partner.scope():
        assert await value("select fee_cents from training_enrolment where number = $1", again) == 30_000


async def test_points_become_a_seat_though_both_plugins_know_nothing_of_each_other(founding, session, enrol, world):
    from desk_loyalty.actions import gifts, redeeming
    from desk_loyalty.actions._posting import Entry, Line, lock, post
    from desk_loyalty.queries import gifts as known
    from desk_loyalty.states import Account, EntryKind

    partner = await founding(plugins=["loyalty", "training"], toml='[settings.loyalty]\nseason_begins = ""\n')
    customer = await make_customer(partner)
    async with partner.scope():
        await lock(customer)
        lines = [Line(Account.POINTS, 100), Line(Account.ADJUSTED, -100)]
        await post(Entry(customer, EntryKind.ADJUSTED, "test:gift", lines), by=SYSTEM)
        gift = await gifts.add_gift(gifts.GiftFields("培训名额", "training", 100), by=SYSTEM)
        made = await redeeming.ask_for_gift(redeeming.NewRedemption(customer, gift.id), by=SYSTEM)
        await redeeming.approve_redemption(made.number, by=SYSTEM)
    await world.settle()
    enrolled = await enrol(partner, await session(partner, fee_cents=30_000), customer)
    await world.settle()
    async with partner.scope():
        assert await value("select fee_cents from training_enrolment where number = $1", enrolled) == 0
        assert (await known.sheet(made.number))["status"] == "delivered"


async def test_sessions_and_certificates_are_found_by_whoever_may_see_them(partner, taught, door, settle):
    from desk_training.actions import grading

    customer = await make_customer(partner)
    number, (person,) = await taught(partner, customer, 1)
    with as_of(MORNING + timedelta(hours=3)):
        async with partner.scope():
            await grading.record_scores(number, {person: 90}, by=SYSTEM)
            await grading.grade_session(number, by=SYSTEM)
            await grading.close_session(number, by=SYSTEM)
    await settle(MORNING + timedelta(hours=4))
    async with partner.scope():
        code = await value("select code from training_certificate where customer = $1", customer)
    member, stranger = await door.member(partner), await door.member(partner, may_not="training.read")
    place = f'href="/training/sessions/{number}"'

    for text in (f"%23{number}", code):
        assert place in (await member.get(f"/search?q={text}")).text
        assert place not in (await stranger.get(f"/search?q={text}")).text
