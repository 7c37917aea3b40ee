"""Headquarters publishes the statutory year: everywhere at once, with its history; partners say otherwise for a day."""

from datetime import date

import pytest
from calendars_support import Desk, text_of

YEAR = "/statutory-years/CN/2031"
NEW_YEAR = {"day": "2031-01-01", "kind": "holiday", "name_zh": "元旦", "name_en": "New Year's Day"}


@pytest.fixture
async def operator(door, headquarters):
    client = await door.member(headquarters, "hq_admin")
    client.headers["cookie"] += "; lang=en"
    yield client
    for n in ("2031-01-01", "2031-01-02", "2031-01-04"):
        await client.post(f"{YEAR}/days/{n}/removal")
    await client.post(f"{YEAR}/confirmation", data={"_method": "DELETE"})


@pytest.fixture
async def publish(operator):
    async def post(**values):
        return await operator.post(f"{YEAR}/days", data=NEW_YEAR | values)

    return post


async def works(tenant, day):
    from desk.calendars import queries

    async with tenant.scope():
        return (await queries.work_calendar()).calendar.is_working_day(day)


async def test_what_headquarters_publishes_counts_at_every_partner_at_once(operator, publish, acme, brisk):
    assert await works(acme, date(2031, 1, 1))

    assert (await publish(until="2031-01-02")).status_code == 303
    assert (await publish(day="2031-01-04", kind="make_up", name_zh="调休", name_en="Make-up")).status_code == 303

    for tenant in (acme, brisk):
        assert not await works(tenant, date(2031, 1, 1))
        assert not await works(tenant, date(2031, 1, 2))
        assert await works(tenant, date(2031, 1, 4)), "a Saturday"
    await operator.post(f"{YEAR}/days/2031-01-02/removal")
    assert await works(brisk, date(2031, 1, 2))


async def test_each_partner_hears_of_it_as_a_fact_of_its_own(publish, acme, settle):
    from desk.foundation.database import row, value

    await settle()
    async with acme.scope():
        before = await value("select count(*) from event where name = 'calendar.changed'")
    await publish()
    await publish(day="2031-01-02")
    await settle()

    async with acme.scope():
        told = await row(
            "select payload, by_kind, subject_id from event where name = 'calendar.changed' order by id desc limit 1"
        )
        after = await value("select count(*) from event where name = 'calendar.changed'")
    assert after == before + 1, "two changes in a row are one piece of news"
    assert '"statutory"' in told["payload"]
    assert (told["by_kind"], told["subject_id"]) == ("system", acme.id)


async def test_an_old_version_still_knows_the_days_that_were_published_then(publish, acme):
    from desk.calendars import queries

    async with acme.scope():
        before = await queries.work_calendar()
    await publish()
    async with acme.scope():
        now = await queries.work_calendar()
        old = await queries.calendar_at_version(None, before.version)

    assert now.version > before.version
    assert not now.calendar.is_working_day(date(2031, 1, 1))
    assert old.calendar.is_working_day(date(2031, 1, 1))


async def test_a_partners_own_day_counts_more(publish, door, brisk):
    from desk.calendars import actions, queries
    from desk.foundation.principals import SYSTEM

    desk = Desk(brisk, await door.member(brisk))
    calendar = await desk.make()
    await publish()
    await desk.say(calendar, day="2031-01-01", kind="hours", hours="10-12", name="值班")

    found = (await desk.counts()).calendar
    assert found.windows_on(date(2031, 1, 1)) == ((600, 720),)
    async with brisk.scope():
        assert await queries.is_provisional(2031)
        await actions.remove_calendar(calendar, by=SYSTEM)


async def test_a_year_is_confirmed_by_a_notice_and_can_be_opened_again(operator, publish, acme):
    from desk.calendars import queries

    empty = await operator.post(f"{YEAR}/confirmation", data={"notice": "No. 1"})
    assert empty.status_code == 409
    assert "has no days yet" in empty.text
    await publish()
    nothing = await operator.post(f"{YEAR}/confirmation", data={"notice": ""})
    assert nothing.status_code == 422

    assert (await operator.post(f"{YEAR}/confirmation", data={"notice": "No. 7 of 2030"})).status_code == 303

    async with acme.scope():
        assert not await queries.is_provisional(2031)
    page = text_of((await operator.get(YEAR)).text)
    assert "Confirmed No. 7 of 2030" in page
    await operator.post(f"{YEAR}/confirmation", data={"_method": "DELETE"})
    async with acme.scope():
        assert await queries.is_provisional(2031)
    assert (await operator.post(f"{YEAR}/confirmation", data={"_method": "DELETE"})).status_code == 404


async def test_the_page_shows_days_and_each_change_with_who_made_it(operator, publish):
    await publish()
    await publish(name_en="First of January")

    page = text_of((await operator.get(YEAR)).text)

    assert "2031-01-01 Wed Holiday 元旦 First of January" in page
    assert "+ 2031-01-01 Holiday: First of January" in page
    assert "李晓峰" in page
    change = (await operator.get(f"{YEAR}?day=2031-01-01")).text
    assert 'value="First of January"' in change
    assert "2031" in text_of((await operator.get("/statutory-years")).text)


async def test_what_is_wrong_is_said_beside_each_field(operator, publish):
    answer = await publish(day="2030-12-31", until="2031-01-02", name_zh="", kind="holiday")

    page = text_of(answer.text)
    assert answer.status_code == 422
    assert "This day isn&#39;t in the year 2031." in page or "This day isn't in the year 2031." in page
    assert "Please fill this in." in page
    assert 'value="2030-12-31"' in answer.text
    for path in ("/statutory-years/cn/2031", "/statutory-years/CN/1999", "/statutory-years/CHN/2031"):
        assert (await operator.get(path)).status_code == 404
    assert (await operator.post("/statutory-years", data={"year": "soon"})).status_code == 422


async def test_only_headquarters_administrator_publishes(door, headquarters, acme):
    reader = await door.member(headquarters, "hq_support")

    assert (await reader.get(YEAR)).status_code == 200
    assert (await reader.post(f"{YEAR}/days", data=NEW_YEAR)).status_code == 403
    assert (await (await door.member(acme)).get(YEAR)).status_code == 404
