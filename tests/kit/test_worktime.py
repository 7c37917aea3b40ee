"""Working time against a slow reference that looks at every minute, and its algebra to the second."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.kit.worktime import (
    NoWork,
    WorkCalendar,
    after_calendar_days,
    after_seconds,
    after_working_days,
    is_open,
    next_day_opening,
    next_opening,
    seconds_between,
)

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Africa/Cairo")
OFFICE = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
WEEK = WorkCalendar("Asia/Shanghai", (OFFICE,) * 5 + ((), ()))


def random_calendar(draw: random.Random) -> WorkCalendar:
    """A week of up to three windows a day, some of them over midnight, with holidays and make-up days."""

    def windows() -> tuple[tuple[int, int], ...]:
        cuts = sorted(draw.sample(range(0, 1440, 5), 2 * draw.randint(0, 3)))
        found = [tuple(cuts[i : i + 2]) for i in range(0, len(cuts), 2)]
        if found and draw.random() < 0.2:
            found[-1] = (found[-1][0], min(1440 + found[0][0], found[-1][1] + 5 * draw.randint(0, 120)))
        return tuple(found)

    week = tuple(windows() for _ in range(7))
    if not any(week):
        week = (OFFICE,) * 7
    begin = date(2026, 1, 1)
    days = {begin + timedelta(days=draw.randint(0, 730)): draw.choice([(), OFFICE]) for _ in range(draw.randint(0, 40))}
    return WorkCalendar(draw.choice(ZONES), week, days)


class Reference:
    """Looks at the wall clock of one minute after the other; knows nothing of spans and their order."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar, self.zone = calendar, ZoneInfo(calendar.zone)
        self.hours: dict[date, list[tuple[datetime, datetime]]] = {}

    def worked(self, moment: datetime) -> bool:
        today = moment.astimezone(self.zone).date()
        return any(opens <= moment < closes for back in range(3) for opens, closes in self._of(today - timedelta(back)))

    def _of(self, day: date) -> list[tuple[datetime, datetime]]:
        if day not in self.hours:
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock
            self.hours[day] = [
                tuple((midnight + timedelta(minutes=one)).replace(tzinfo=self.zone).astimezone(UTC) for one in window)
                for window in self.calendar.windows_on(day)
            ]
        return self.hours[day]

    def counted(self, begin: datetime, minutes: int, step: int = 1) -> list[int]:
        """How many minutes were worked until each minute; with a step, one look stands for so many."""
        total, found, last = 0, [0], False
        for n in range(minutes):
            if n % step == 0:
                last = self.worked(begin + timedelta(minutes=n))
            total += last
            found.append(total)
        return found


@pytest.mark.slow
def test_ten_thousand_spans_of_up_to_ten_days_equal_the_reference():
    draw = random.Random(20261122)
    for _ in range(100):
        calendar = random_calendar(draw)
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randint(0, 500_000))
        counted = Reference(calendar).counted(start, 20 * 1440)
        for _ in range(100):
            a = draw.randint(0, 10 * 1440)
            b = a + draw.randint(0, 10 * 1440)
            begin, end = start + timedelta(minutes=a), start + timedelta(minutes=b)
            minutes = counted[b] - counted[a]
            assert seconds_between(calendar, begin, end) == minutes * 60, (calendar, begin, end)
            if minutes:
                position = int((after_seconds(calendar, begin, minutes * 60) - start).total_seconds() // 60)
                assert counted[position] - counted[a] == minutes
                assert counted[position - 1] < counted[position], (calendar, begin)


@pytest.mark.slow
def test_a_hundred_spans_of_a_year_equal_the_reference():
    draw = random.Random(7)
    for _ in range(10):
        calendar = random_calendar(draw)
        begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * draw.randint(0, 20_000))
        counted = Reference(calendar).counted(begin, 366 * 1440, step=5)
        for _ in range(10):
            minutes = 5 * draw.randint(60 * 288, 366 * 288)
            end = begin + timedelta(minutes=minutes)
            assert seconds_between(calendar, begin, end) == counted[minutes] * 60, (calendar, begin, end)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)
calendars = st.integers(0, 10_000).map(lambda seed: random_calendar(random.Random(seed)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, moments, st.integers(1, 40 * 3600))
def test_what_is_due_after_so_many_seconds_lies_so_many_seconds_away(calendar, begin, seconds):
    due = after_seconds(calendar, begin, seconds)

    assert seconds_between(calendar, begin, due) == seconds
    assert seconds_between(calendar, begin, due - timedelta(seconds=1)) < seconds


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_spans_add_up(calendar, three):
    first, second, third = three

    whole = seconds_between(calendar, first, third)
    assert whole == seconds_between(calendar, first, second) + seconds_between(calendar, second, third)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(calendars, moments, st.integers(1, 20 * 3600), st.integers(1, 20 * 3600))
def test_a_longer_promise_is_never_due_earlier(calendar, begin, one, more):
    assert after_seconds(calendar, begin, one) < after_seconds(calendar, begin, one + more)


def local(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_three_hours_from_before_lunch_end_after_it():
    assert after_seconds(WEEK, local("2026-11-19T10:12"), 3 * 3600) == local("2026-11-19T14:12")


def test_what_is_asked_on_friday_evening_runs_from_monday():
    assert after_seconds(WEEK, local("2026-11-20T19:00"), 3600) == local("2026-11-23T10:00")


def test_working_days_do_not_count_the_day_of_the_event_and_end_at_closing_time():
    assert after_working_days(WEEK, local("2026-11-19T08:00"), 2) == local("2026-11-23T18:00")


def test_a_make_up_saturday_is_a_working_day_and_a_holiday_is_not():
    calendar = WorkCalendar("Asia/Shanghai", WEEK.week, {date(2026, 10, 1): (), date(2026, 10, 10): OFFICE})

    assert after_working_days(calendar, local("2026-09-30T10:00"), 1) == local("2026-10-02T18:00")
    assert after_working_days(calendar, local("2026-10-09T10:00"), 1) == local("2026-10-10T18:00")


def test_the_hour_that_is_skipped_is_not_worked_and_the_one_that_comes_twice_is():
    night = WorkCalendar("Europe/Berlin", (((0, 6 * 60),),) * 7)

    assert (
        seconds_between(night, local("2026-03-29T00:00", "Europe/Berlin"), local("2026-03-29T06:00", "Europe/Berlin"))
        == 5 * 3600
    )
    assert (
        seconds_between(night, local("2026-10-25T00:00", "Europe/Berlin"), local("2026-10-25T06:00", "Europe/Berlin"))
        == 7 * 3600
    )


def test_a_calendar_without_work_says_so():
    never = WorkCalendar("UTC", ((),) * 7)

    for ask in (
        lambda: after_seconds(never, local("2026-01-01"), 1),
        lambda: after_working_days(never, local("2026-01-01"), 1),
    ):
        with pytest.raises(NoWork):
            ask()
    assert not is_open(never, local("2026-01-01"))


def test_calendar_days_end_at_midnight_and_openings_are_found():
    assert after_calendar_days(WEEK, local("2026-11-19T10:00"), 3) == local("2026-11-23T00:00")
    assert next_opening(WEEK, local("2026-11-19T12:30")) == local("2026-11-19T13:00")
    assert next_opening(WEEK, local("2026-11-19T13:30")) == local("2026-11-19T13:30")
    assert next_day_opening(WEEK, local("2026-11-20T08:00")) == local("2026-11-23T09:00")


@pytest.mark.parametrize("week", [((),) * 6, (((60, 30),),) + ((),) * 6, (((0, 100), (50, 200)),) + ((),) * 6])
def test_windows_that_make_no_sense_are_refused(week):
    with pytest.raises(ValueError, match=r"week|windows"):
        WorkCalendar("UTC", week)
