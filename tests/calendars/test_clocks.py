"""Zones, the clocks' change in spring and autumn, several windows, whole days: through a calendar as it was entered."""

import pytest
from calendars_support import local

from desk.kit.worktime import after_seconds, seconds_between, spans_between

NIGHT = {"sunday": "0:00-6:00, 9:00-12:00", "saturday": "22:00-24:00"}
WHOLE = dict.fromkeys(("saturday", "sunday"), "0:00-24:00")


async def calendar(desk, zone, **hours):
    await desk.make(zone=zone, country="", **hours)
    found = await desk.counts()
    assert found.zone == zone
    return found.calendar


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [("Europe/Berlin", "2026-03-29", "2026-10-25"), ("America/New_York", "2026-03-08", "2026-11-01")],
)
async def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn(desk, zone, spring, autumn):
    found = await calendar(desk, zone, **NIGHT)

    for day, hours in ((spring, 5), (autumn, 7), ("2026-06-07", 6)):
        assert seconds_between(found, local(f"{day}T00:00", zone), local(f"{day}T06:00", zone)) == hours * 3600, day
    assert after_seconds(found, local(f"{spring}T00:00", zone), 6 * 3600) == local(f"{spring}T10:00", zone)
    assert after_seconds(found, local(f"{autumn}T00:00", zone), 6 * 3600) == local(f"{autumn}T05:00", zone)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("Asia/Shanghai", "2026-11-01", 24),
    ],
)
async def test_a_day_that_is_worked_whole_lasts_as_long_as_it_does(desk, zone, day, hours):
    found = await calendar(desk, zone, **WHOLE)
    begin = local(f"{day}T00:00", zone)

    assert seconds_between(found, begin, local(f"{day}T23:00", zone)) == (hours - 1) * 3600
    due = after_seconds(found, begin, 40 * 3600)
    assert sum((end - start).total_seconds() for start, end in spans_between(found, begin, due)) == 40 * 3600


async def test_a_promise_over_the_change_of_the_clocks_keeps_office_hours(desk):
    found = await calendar(desk, "Europe/Berlin")

    assert after_seconds(found, local("2026-03-27T17:00", "Europe/Berlin"), 2 * 3600) == local(
        "2026-03-30T10:00", "Europe/Berlin"
    )
    assert after_seconds(found, local("2026-10-23T17:00", "Europe/Berlin"), 2 * 3600) == local(
        "2026-10-26T10:00", "Europe/Berlin"
    )


async def test_duty_hours_count_where_that_is_said_and_holidays_have_their_own(desk):
    from datetime import date

    calendar_id = await desk.make(duty_saturday="9-12", duty_monday="17-20", duty_off="10-11")
    found = await desk.counts()

    assert found.calendar.windows_on(date(2026, 11, 21)) == ((540, 720),), "Saturday"
    assert found.calendar.windows_on(date(2026, 11, 23)) == ((540, 720), (780, 1200)), "Monday, joined"
    assert found.calendar.windows_on(date(2026, 10, 1)) == ((600, 660),), "National Day"
    assert found.duty is not None
    assert found.duty.windows_on(date(2026, 11, 23)) == ((1020, 1200),)

    await desk.change(calendar_id, duty_saturday="9-12", duty_counts="")
    found = await desk.counts()
    assert not found.calendar.is_working_day(date(2026, 11, 21))
    assert found.duty is not None
    assert found.duty.is_working_day(date(2026, 11, 21))


async def test_a_make_up_saturday_has_the_hours_of_a_weekday_not_of_a_saturday(desk):
    from datetime import date

    await desk.make(saturday="10-11")
    found = (await desk.counts()).calendar

    assert found.windows_on(date(2026, 2, 14)) == ((540, 720), (780, 1080))
    assert found.windows_on(date(2026, 2, 7)) == ((600, 660),)
