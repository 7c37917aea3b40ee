"""Series come by themselves: one text at a time, to whoever it is for, and to many only if somebody else says so."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_campaigns.actions.repeating import birthdays_of
from desk_campaigns.states import turn_after
from messaging_support import deliveries

from desk.foundation.database import execute, rows, value
from desk.kit.time import now

SHANGHAI = ZoneInfo("Asia/Shanghai")


def when(**span):
    """A moment as a browser sends it, in the tenant's zone."""
    return (now() + timedelta(**span)).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
async def repeated(writer, partner):
    """``await repeated(rhythm="daily")``: the number of a series that the writer wrote."""

    async def write(**changes):
        said = {"name": "温馨小贴士", "content": "tips", "channels": ["email"], "subject": "小贴士", "rhythm": "daily"}
        said |= {"body": "{name}，第一条\n---\n第二条", "first_at": when(minutes=30)} | changes
        made = await writer.post("/campaigns/series", data=said)
        assert made.status_code == 303, made.text
        async with partner.scope():
            return await value("select number from campaigns_series order by id desc limit 1")

    return write


async def bodies(tenant, person):
    return [one["body"].split("，")[-1].strip() for one in await deliveries(tenant, person)]


async def test_one_text_goes_out_each_time_and_after_the_last_the_first(
    partner, people, writer, repeated, settle, later
):
    (person,) = await people(1)
    number = await repeated()
    await settle()
    assert await bodies(partner, person) == []
    got = []
    for days in range(3):
        with later(days=days, minutes=31):
            await settle()
            await settle()
            got = await bodies(partner, person)
            assert len(got) == days + 1
    assert [one.split("\n")[0] for one in got] == ["第一条", "第二条", "第一条"]
    async with partner.scope():
        found = await rows("select name, status, number from campaigns_campaign order by number")
        kept = await rows("select status from deadline where promise = 'CA-D2'")
    assert len(found) == 3
    assert {one["status"] for one in kept} == {"met"}
    assert "温馨小贴士" in (await writer.get("/campaigns/series")).text
    assert (await writer.post(f"/campaigns/series/{number}/pause")).status_code == 303
    with later(days=5):
        await settle()
        assert len(await bodies(partner, person)) == 3
        assert (await writer.post(f"/campaigns/series/{number}/resumption")).status_code == 303
        await settle()
        assert len(await bodies(partner, person)) == 3, "turns that passed meanwhile are left out"


async def test_a_birthday_is_kept_for_whose_it_is(partner, people, repeated, settle, later):
    born, other = await people(2)
    day = (now() + timedelta(minutes=31)).astimezone(SHANGHAI)
    async with partner.scope():
        await execute("update contact set birthday = $2 where id = $1", born.id, date(1988, day.month, day.day))
    await repeated(birthdays="yes", content="greeting", name="生日祝福", body="生日快乐，{name}")
    for days in range(2):
        with later(days=days, minutes=31):
            await settle()
            await settle()
    assert len(await deliveries(partner, born)) == 1
    assert await deliveries(partner, other) == []
    async with partner.scope():
        assert await value("select count(*) from campaigns_campaign") == 1, "on a day without one there is no campaign"


async def test_to_many_it_goes_only_if_somebody_else_lets_it(door, partner, people, writer, repeated, settle, later):
    known = await people(3)
    async with partner.scope():
        await execute('update tenant set settings = settings || \'{"campaigns": {"free": 2}}\', version = version + 1')
    number = await repeated()
    assert (await writer.post(f"/campaigns/series/{number}/approval")).status_code == 403
    with later(minutes=31):
        await settle()
        async with partner.scope():
            assert await value("select status from campaigns_campaign") == "ready", "it waits for somebody"
            assert await value("select status from deadline where promise = 'CA-D2'") == "running"
    lead = await door.member(partner, "general_manager")
    assert (await lead.post(f"/campaigns/series/{number}/approval")).status_code == 303
    with later(days=1, minutes=31):
        await settle()
        await settle()
    assert [len(await deliveries(partner, one)) for one in known] == [1, 1, 1]


async def test_what_is_wrong_is_said_and_strangers_see_nothing(door, partner, brisk, writer, repeated):
    number = await repeated()
    for wrong, field in (
        ({"rhythm": "hourly"}, "f-rhythm"),
        ({"first_at": "2020-01-01T09:00"}, "f-first_at"),
        ({"first_at": "soon"}, "f-first_at"),
        ({"body": "---"}, "f-body"),
        ({"body": "gut\n---\n{nobody}"}, "f-body"),
    ):
        said = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x", "rhythm": "daily"}
        refused = await writer.post("/campaigns/series", data=said | {"first_at": when(days=1)} | wrong)
        assert refused.status_code == 422, wrong
        assert field in refused.text
    shown = (await writer.get(f"/campaigns/series/{number}")).text
    assert "第二条" in shown
    assert (await (await door.member(brisk)).get(f"/campaigns/series/{number}")).status_code == 404
    reader = await door.member(partner, "cs_agent")
    assert (await reader.get("/campaigns/series")).status_code == 200
    assert (await reader.post(f"/campaigns/series/{number}/pause")).status_code == 403


@pytest.mark.parametrize(
    ("rhythm", "day", "turns"),
    [
        ("monthly", (2027, 1, 31), [(2027, 2, 28), (2027, 3, 31), (2027, 4, 30)]),
        ("yearly", (2028, 2, 29), [(2029, 2, 28), (2030, 2, 28), (2031, 2, 28), (2032, 2, 29)]),
        ("weekly", (2026, 12, 28), [(2027, 1, 4), (2027, 1, 11)]),
        ("daily", (2026, 12, 31), [(2027, 1, 1)]),
    ],
)
def test_turns_keep_their_day_as_far_as_the_month_has_it(rhythm, day, turns):
    first = datetime(*day, 9, tzinfo=UTC)
    at = first
    for turn in turns:
        at = turn_after(first, rhythm, at)
        assert at == datetime(*turn, 9, tzinfo=UTC)
    assert turn_after(first, rhythm, first - timedelta(days=1)) == first


def test_who_was_born_on_a_leap_day_has_a_birthday_each_year():
    assert birthdays_of(datetime(2027, 2, 28, tzinfo=UTC)) == ["02-28", "02-29"]
    assert birthdays_of(datetime(2028, 2, 28, tzinfo=UTC)) == ["02-28"]
    assert birthdays_of(datetime(2028, 2, 29, tzinfo=UTC)) == ["02-29"]
