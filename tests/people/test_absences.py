"""Who isn't there, and who stands in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.foundation.database import value
from desk.people import queries

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def today(acme):
    async with acme.scope():
        return queries.today()


async def note(browser, first, last, deputy=None, member=None):
    given = {"from_on": first.isoformat(), "to_on": last.isoformat()}
    given |= {"deputy": str(deputy.id)} if deputy else {}
    given |= {"member": str(member.id)} if member else {}
    return await browser.post("/absences", data=given)


async def test_a_colleague_is_away_and_everybody_sees_it(someone, manager, acme, today):
    person, deputy = await someone(), await someone()
    browser = await person.signs_in()
    assert (await note(browser, today, today + timedelta(days=3), deputy)).status_code == 303

    seen = (await browser.get("/absences")).text
    assert person.name in seen
    assert "现在不在" in seen
    listed = (await manager.get("/members")).text
    until = (today + timedelta(days=3)).isoformat()
    assert f"不在，到 {until}" in listed
    assert f"代理人：{deputy.name}" in listed
    async with acme.scope():
        one = next(one for one in await queries.assignable() if one["id"] == person.id)
        assert (one["away_until"].isoformat(), one["deputy_id"]) == (until, deputy.id)
        assert await queries.deputy_of(person.id) == deputy.id
        assert await queries.deputy_of(deputy.id) is None


async def test_the_day_is_the_tenants(someone, acme, today):
    person, deputy = await someone(), await someone()
    await note(await person.signs_in(), today + timedelta(days=10), today + timedelta(days=10), deputy)
    midnight = datetime.combine(today + timedelta(days=10), datetime.min.time(), ZONE)

    async with acme.scope():
        assert await queries.deputy_of(person.id, midnight - timedelta(seconds=1)) is None
        assert await queries.deputy_of(person.id, midnight) == deputy.id
        assert await queries.deputy_of(person.id, midnight + timedelta(hours=23, minutes=59)) == deputy.id
        assert await queries.deputy_of(person.id, midnight + timedelta(hours=24)) is None


async def test_a_deputy_who_is_away_has_a_deputy(someone, acme, today):
    first, second, third = [await someone() for _ in range(3)]
    await note(await first.signs_in(), today, today, second)
    await note(await second.signs_in(), today, today, third)
    async with acme.scope():
        assert await queries.deputy_of(first.id) == third.id

    await note(await third.signs_in(), today, today, first)
    async with acme.scope():
        assert await queries.deputy_of(first.id) is None


async def test_what_wont_do_is_said_field_by_field(someone, today):
    person, deputy = await someone(), await someone()
    browser, tomorrow = await person.signs_in(), today + timedelta(days=1)

    assert "早于第一天" in (await note(browser, tomorrow, today)).text
    past = today - timedelta(days=9)
    assert "已经过去" in (await note(browser, past, past)).text
    assert (await note(browser, today, today + timedelta(days=400))).status_code == 422
    assert "请选择一位同事" in (await note(browser, today, today, person)).text
    assert (await note(browser, tomorrow, tomorrow, deputy)).status_code == 303
    assert "已经登记过" in (await note(browser, today, tomorrow, deputy)).text
    assert (await browser.post("/absences", data={"from_on": "soon"})).status_code == 422


async def test_whose_absence_it_is(someone, manager, acme, today):
    person, other = await someone(), await someone()
    browser = await other.signs_in()

    assert (await note(browser, today, today, member=person)).status_code == 403
    assert (await note(manager, today, today, member=person)).status_code == 303
    async with acme.scope():
        own = await value("select id from absence where member = $1", person.id)
    assert (await browser.post(f"/absences/{own}/end")).status_code == 404
    assert (await (await person.signs_in()).post(f"/absences/{own}/end")).status_code == 303
    assert (await manager.post(f"/absences/{own}/end")).status_code == 404


async def test_another_tenants_colleague_is_nobody(someone, brisk, today):
    theirs, ours = await someone(tenant=brisk), await someone()
    browser = await ours.signs_in()

    assert (await note(browser, today, today, theirs)).status_code == 422


async def test_programs_read_it(someone, door, acme, today):
    person, deputy = await someone(), await someone()
    await note(await person.signs_in(), today, today, deputy)
    client = await door.api(acme, "finance")

    items = (await client.get("/api/v1/absences")).json()["items"]
    own = next(one for one in items if one["member"] == str(person.id))
    assert (own["from_on"], own["deputy"]) == (today.isoformat(), str(deputy.id))
    assert (await client.get(f"/api/v1/members/{person.id}")).json()["deputy"] == str(deputy.id)
