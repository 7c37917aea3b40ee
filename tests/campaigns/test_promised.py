"""What is promised about campaigns is kept by a fact and missed without it; who wants no more gets no more at once."""

from datetime import timedelta

import pytest
from messaging_support import deliveries

from desk.foundation.database import row, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import now


async def go(client, number, *doors, **said):
    """Through these doors, one after the other."""
    for door in doors:
        answer = await client.post(f"/campaigns/{number}/{door}", data=said)
        assert answer.status_code == 303, (door, answer.text)


async def promised(tenant, number, promise):
    """How the promise about a campaign stands, and until when."""
    async with tenant.scope():
        found = await row(
            """select d.status, d.due_at, g.send_at from deadline d join campaigns_campaign g on g.id = d.subject_id
                where d.promise = $1 and g.number = $2""",
            promise,
            number,
        )
    return found


async def test_news_of_a_virus_is_promised_from_its_first_word_until_it_leaves(
    partner, people, writer, written, settle
):
    await people(1)
    said = {"content": "virus_warning", "channels": ["email"]}
    number = await written(**said)
    assert (await promised(partner, number, "CA-D1"))["status"] == "running"
    await go(writer, number, "readiness", "approval", "sending")
    assert (await promised(partner, number, "CA-D1"))["status"] == "met"
    other = await written(**said)
    again = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x"}
    assert (await writer.post(f"/campaigns/{other}", data=again)).status_code == 303
    assert (await promised(partner, other, "CA-D1"))["status"] == "cancelled"
    assert await promised(partner, await written(), "CA-D1") is None, "what isn't news of a virus is promised nothing"


async def test_what_is_planned_begins_within_ten_minutes_of_its_moment(partner, people, writer, written, settle, later):
    await people(1)
    number = await written(channels=["email"])
    moment = now() + timedelta(hours=1)
    await go(writer, number, "readiness", "approval")
    await go(writer, number, "date", send_at=moment.isoformat())
    found = await promised(partner, number, "CA-D2")
    assert (found["status"], found["due_at"] - found["send_at"]) == ("running", timedelta(minutes=10))
    with later(hours=1, seconds=5):
        await settle()
        assert (await promised(partner, number, "CA-D2"))["status"] == "met"


async def test_who_wants_no_more_is_left_out_of_what_waits_at_once(partner, people, writer, written, settle):
    from desk.messaging.actions import say
    from desk.messaging.states import Source

    stays, goes = await people(2)
    by_mail = await written(channels=["email"], content="tips")
    by_both = await written(channels=["email", "sms"], content="tips")
    other = await written(channels=["email"], content="newsletter")
    for number in (by_mail, by_both, other):
        await go(writer, number, "readiness", "approval")
    async with partner.scope():
        await say(goes.id, "email", "campaigns.tips", allowed=False, source=Source.STAFF, by=SYSTEM)
    await settle()
    async with partner.scope():
        kept = "select status from deadline where promise = 'CA-D4' and subject_id = $1"
        assert await value(kept, goes.id) == "met"
        counts = "select array[recipients, skipped] from campaigns_campaign where number = $1"
        assert [await value(counts, number) for number in (by_mail, by_both, other)] == [[1, 1], [2, 0], [2, 0]]
    assert "不愿接收" in (await writer.get(f"/campaigns/{by_mail}")).text
    await go(writer, by_mail, "sending")
    await settle()
    assert len(await deliveries(partner, stays)) == 1
    assert await deliveries(partner, goes) == []


NUMBERS = {
    "139 0000 5678": "+8613900005678",
    "+86-139-0000-5679": "+8613900005679",
    "0086 13900005680": "+8613900005680",
    "+1 212 555 0123": "+12125550123",
    "010-62345678": "",
    "１３９００００５６８１": "+8613900005681",
    "13900005682,,9": "",
    "not a number": "",
    "1" * 30: "",
}


async def test_numbers_of_all_kinds_are_reached_or_left_out_and_said_so(partner, people, writer, written, settle):
    """However somebody typed it: a mobile number is called in one spelling, and what is none isn't called."""
    known = {number: (await people(1, mobile=number))[0] for number in NUMBERS}
    number = await written(channels=["sms"], subject="")
    await go(writer, number, "readiness", "approval", "sending")
    await settle()
    found = {}
    for typed, person in known.items():
        for one in await deliveries(partner, person):
            found[typed] = one["address"] if one["status"] == "sent" else one["why"]
    assert found == {typed: called or "no_address" for typed, called in NUMBERS.items()}


HOSTILE = "<script>alert(1)</script> {name} \u202e😀 مرحبا"


async def test_whatever_is_typed_comes_out_as_it_was_typed_and_runs_nowhere(partner, people, writer, written, settle):
    (person,) = await people(1)
    number = await written(channels=["email"], body=HOSTILE, name="<img src=x onerror=alert(1)>")
    await go(writer, number, "readiness", "approval", "sending")
    await settle()
    (sent,) = await deliveries(partner, person)
    assert sent["status"] == "sent"
    assert f"<script>alert(1)</script> {person.name}" in sent["body"]
    page = (await writer.get(f"/campaigns/{number}")).text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("field", ["body", "subject", "name"])
async def test_a_megabyte_is_refused_with_a_sentence(writer, field):
    form = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x", field: "x" * 1_000_000}
    refused = await writer.post("/campaigns", data=form)
    assert refused.status_code in (413, 422)
    assert len(refused.text) < 500_000, "what is refused isn't sent back as it came"
