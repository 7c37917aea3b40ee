"""Links: hashed, for a while, good once, and kind to whoever comes late."""

import asyncio
import re
from datetime import timedelta

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.surveys import actions, queries
from desk.surveys.states import Channel

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}


async def link_of(client, survey):
    """A link as a member gets it on the survey's page."""
    shown = (await client.post(f"/surveys/{survey['id']}/link")).text
    (token,) = set(re.findall(r"/rate/(desk_rate_[\w-]+)", shown))
    assert "data:image/svg+xml" in shown
    return token


async def test_a_link_is_hashed_and_a_new_one_kills_the_old(door, acme, brisk, contact, closed):
    _, survey = await closed(acme, await contact(acme))
    member, anybody = await door.member(acme), door.signed_out(acme, "portal")
    first = await link_of(member, survey)
    token = await link_of(member, survey)

    async with acme.scope():
        assert token not in str(await rows("select * from survey where id = $1", survey["id"]))
        assert token not in str(await rows("select payload from event where subject_id = $1", survey["id"]))
    assert (await anybody.get(f"/rate/{first}")).status_code == 404
    assert (await anybody.get(f"/rate/{token}")).status_code == 200
    assert (await door.signed_out(brisk, "portal").get(f"/rate/{token}")).status_code == 404
    assert (await door.signed_out(acme).get(f"/rate/{token}")).status_code == 404


async def test_looking_uses_nothing_up_answering_does(door, acme, contact, closed):
    _, survey = await closed(acme, await contact(acme))
    token, anybody = await link_of(await door.member(acme), survey), door.signed_out(acme, "portal")

    for _ in range(2):
        assert (await anybody.get(f"/rate/{token}")).status_code == 200
    assert (await anybody.post(f"/rate/{token}", data={"skill": "good", "comment": "x"})).status_code == 422
    assert "谢谢您" in (await anybody.post(f"/rate/{token}", data=GOOD)).text
    again = await anybody.post(f"/rate/{token}", data=GOOD | {"skill": "poor"})
    assert again.status_code == 409
    assert "已经评价过了" in again.text
    assert "已经评价过了" in (await anybody.get(f"/rate/{token}")).text
    async with acme.scope():
        found = await queries.sheet(survey["id"])
        assert (found["channel"], found["low"]) == ("link", False)
        assert await value("select count(*) from survey_answer where survey = $1", survey["id"]) == 4


async def test_two_clicks_at_once_give_one_answer(door, acme, contact, closed):
    _, survey = await closed(acme, await contact(acme))
    token = await link_of(await door.member(acme), survey)
    hands = [door.signed_out(acme, "portal") for _ in range(4)]

    async with asyncio.timeout(60):
        came = await asyncio.gather(*(one.post(f"/rate/{token}", data=GOOD | {"by": "qr"}) for one in hands))

    assert sorted(one.status_code for one in came) == [200, 409, 409, 409]
    async with acme.scope():
        assert (await queries.sheet(survey["id"]))["channel"] == "qr"
        assert (
            await value("select count(*) from event where name = 'survey.answered' and subject_id = $1", survey["id"])
            == 1
        )


async def test_a_link_is_over_some_day_unless_it_was_answered(acme, contact, closed):
    _, survey = await closed(acme, await contact(acme))
    later = now() + timedelta(days=15)
    async with acme.scope():
        token = fingerprint((await actions.make_link(survey["id"], by=SYSTEM)).rpartition("/")[2])
        assert await queries.with_token(token, now()) == survey["id"]
        assert await queries.with_token(token, later) is None
        await actions.answer(survey["id"], GOOD, "", channel=Channel.PHONE, by=SYSTEM)
        assert await queries.with_token(token, later) == survey["id"], "says that it was answered"
        assert await actions.make_link(survey["id"], by=SYSTEM) is None


async def test_who_was_handed_a_link_gets_no_mail(door, acme, contact, closed, settle):
    person = await contact(acme)
    _, survey = await closed(acme, person)
    await link_of(await door.member(acme), survey)
    await settle(now() + timedelta(hours=2))

    async with acme.scope():
        assert (await queries.sheet(survey["id"]))["status"] == "asked"
        sent = await value("select count(*) from event where name = 'survey.asked' and subject_id = $1", survey["id"])
    assert sent == 0


async def test_links_are_throttled(door, acme):
    anybody = door.signed_out(acme, "portal")
    came = {(await anybody.get(f"/rate/desk_rate_{n}")).status_code for n in range(70)}
    assert came == {404, 429}
