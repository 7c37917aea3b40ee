"""Which calendar counts, what it costs to know, and what it was."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk.calendars import queries
from desk.foundation.registry import fresh_facts
from desk.kit.worktime import after_seconds, after_working_days


def local(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


async def test_without_any_calendar_the_default_counts_with_the_statutory_days(brisk):
    async with brisk.scope():
        found = await queries.work_calendar()

    assert found.id is None
    assert found.zone == "Asia/Shanghai"
    assert found.duty is None
    days = found.calendar
    assert days.windows_on(date(2026, 11, 20)) == ((540, 1080),)
    assert not days.is_working_day(date(2026, 2, 17)), "Spring Festival"
    assert days.windows_on(date(2026, 2, 14)) == ((540, 1080),), "a Saturday that is worked instead"
    assert not days.is_working_day(date(2026, 2, 7)), "any other Saturday"


async def test_a_promise_runs_over_the_spring_festival_and_its_make_up_saturday(brisk):
    async with brisk.scope():
        calendar = (await queries.work_calendar()).calendar

    assert after_seconds(calendar, local("2026-02-13T17:00"), 10 * 3600) == local("2026-02-14T18:00")
    assert after_seconds(calendar, local("2026-02-14T17:00"), 3 * 3600) == local("2026-02-24T11:00")
    assert after_working_days(calendar, local("2026-02-13T10:00"), 2) == local("2026-02-24T18:00")


async def test_2027_is_provisional_and_so_is_what_nobody_published(brisk):
    async with brisk.scope():
        assert not await queries.is_provisional(2026)
        assert await queries.is_provisional(2027)
        assert await queries.is_provisional(2031)
        assert not await queries.is_provisional(2031, country="")
        days = (await queries.work_calendar()).calendar
    assert not days.is_working_day(date(2027, 2, 8))


async def test_a_calendar_in_use_costs_no_statement(brisk, monkeypatch):
    async with brisk.scope() as scope:
        first = await queries.work_calendar()
        await fresh_facts(scope, scope.tenant.version)

    async def nothing(*words):
        raise AssertionError(words)

    async with brisk.scope():
        for name in ("row", "rows"):
            monkeypatch.setattr(f"desk.calendars.queries.at.{name}", nothing)
        assert await queries.work_calendar() is first
        assert not await queries.is_provisional(2026)
