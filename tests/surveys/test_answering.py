"""One answer for each cause, by page, phone and program."""

import asyncio

import msgspec
import pytest

from desk.foundation.database import rows, value
from desk.foundation.errors import Refusal
from desk.foundation.principals import SYSTEM
from desk.surveys import actions
from desk.surveys.errors import AnsweredAlready
from desk.surveys.states import Channel

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}
LOW = GOOD | {"skill": "poor", "comment": "问了三次才听懂"}


async def test_a_customer_answers_under_the_closed_ticket_once(acme, contact, closed):
    person = await contact(acme)
    number, survey = await closed(acme, person)
    place = f"/surveys/{survey['id']}/answer"

    assert f"/surveys/{survey['id']}" in (await person.client.get(f"/tickets/{number}")).text
    assert (await person.client.post(place, data={"skill": "splendid"})).status_code == 422
    assert (await person.client.post(place, data=GOOD)).status_code == 303
    assert (await person.client.post(place, data=LOW)).status_code == 303
    assert "谢谢您的评价" in (await person.client.get(f"/surveys/{survey['id']}")).text
    async with acme.scope():
        assert await value("select count(*) from survey_answer where survey = $1 and level = 'good'", survey["id"]) == 4
        facts = await rows(
            "select payload, cause_id from event where name = 'survey.answered' and subject_id = $1", survey["id"]
        )
    assert len(facts) == 1
    payload = msgspec.json.decode(facts[0]["payload"])
    assert payload["levels"] == GOOD
    assert (payload["channel"], payload["low"]) == ("page", False)
    assert facts[0]["cause_id"] == survey["cause_id"]


async def test_another_customer_cannot_tell_that_it_is_there(door, acme, brisk, contact, closed):
    person, stranger = await contact(acme), await contact(acme)
    _, survey = await closed(acme, person)
    place = f"/surveys/{survey['id']}"

    assert (await stranger.client.get(place)).status_code == 404
    assert (await stranger.client.post(f"{place}/answer", data=GOOD)).status_code == 404
    for path in ("", "/answer", "/link"):
        member = await door.member(brisk)
        came = await (member.post(place + path, data=GOOD) if path else member.get(place))
        assert came.status_code == 404


async def test_the_portal_lists_what_one_was_asked(acme, contact, closed, settle):
    from datetime import timedelta

    from desk.kit.time import now

    person, stranger = await contact(acme), await contact(acme)
    number, survey = await closed(acme, person)
    assert f"/surveys/{survey['id']}" not in (await person.client.get("/surveys")).text

    await settle(now() + timedelta(hours=2))

    assert f"/surveys/{survey['id']}" in (await person.client.get("/surveys")).text
    assert "1 项待评价" in (await person.client.get("/")).text
    await person.client.post(f"/surveys/{survey['id']}/answer", data=GOOD)
    page = (await person.client.get("/surveys")).text
    assert f"#{number}" in page
    assert "全部满意" in page
    assert "都已评价" in (await person.client.get("/")).text
    assert f"/surveys/{survey['id']}" not in (await stranger.client.get("/surveys")).text


async def test_of_many_who_answer_at_once_one_counts(acme, contact, closed):
    _, survey = await closed(acme, await contact(acme))

    async def attempt():
        async with acme.scope():
            try:
                await actions.answer(survey["id"], GOOD, "", channel=Channel.PHONE, by=SYSTEM)
            except AnsweredAlready:
                return False
            return True

    async with asyncio.timeout(60):
        came = await asyncio.gather(*(attempt() for _ in range(5)))
    assert sum(came) == 1


async def test_a_member_fills_it_in_by_phone_and_asks_for_the_reason(acme, someone, contact, closed):
    number, survey = await closed(acme, await contact(acme))
    agent = await (await someone(acme, "cs_agent")).signs_in()
    place = f"/surveys/{survey['id']}/answer"

    assert "在电话中询问" in (await agent.get(f"/tickets/{number}/panels/surveys")).text
    assert (await agent.post(place, data={"skill": "good"})).status_code == 422
    silent = await agent.post(place, data=LOW | {"comment": " "})
    assert silent.status_code == 422
    assert "请问明原因" in silent.text
    assert (await agent.post(place, data=LOW)).status_code == 303
    again = await agent.post(place, data=LOW)
    assert again.status_code == 409
    assert "已经评价过了" in again.text
    assert (await agent.post(f"/surveys/{survey['id']}/link")).status_code == 409


async def test_what_follows_from_an_answer_does_not_wait_for_the_asking(acme, contact, closed, settle):
    person = await contact(acme)
    _, survey = await closed(acme, person)
    await person.client.post(f"/surveys/{survey['id']}/answer", data=LOW)
    await settle()
    async with acme.scope():
        assert await value("select count(*) from task where subject_id = $1", survey["id"]) == 1


async def test_programs_read_and_answer(door, acme, brisk, contact, closed):
    _, survey = await closed(acme, await contact(acme))
    program, place = await door.api(acme), f"/api/v1/surveys/{survey['id']}"

    made = (await program.put(f"{place}/link")).json()
    assert "/rate/desk_rate_" in made["url"]
    assert (await program.put(f"{place}/answer", json={"levels": ["skill=good"]})).status_code == 422
    said = {"levels": [f"{name}={level}" for name, level in GOOD.items()]}
    assert (await program.put(f"{place}/answer", json=said)).json()["levels"] == GOOD
    assert (await program.put(f"{place}/answer", json=said)).status_code == 409
    assert (await program.put(f"{place}/link")).status_code == 409
    assert str(survey["id"]) in (await program.get("/api/v1/surveys?status=answered&limit=100")).text
    assert str(survey["id"]) not in (await program.get("/api/v1/surveys?status=asked&limit=100")).text
    assert (await (await door.api(brisk)).get(place)).status_code == 404


@pytest.mark.parametrize("levels", [{}, {"skill": "good"}, GOOD | {"else": "good"}, GOOD | {"skill": "fine"}])
async def test_what_is_left_out_or_unknown_is_refused(acme, contact, closed, levels):
    _, survey = await closed(acme, await contact(acme))
    async with acme.scope():
        with pytest.raises(Refusal):
            await actions.answer(survey["id"], levels, "", channel=Channel.PHONE, by=SYSTEM)
