"""Due times from the log, against a slow reference that looks at every minute, and their algebra to the second."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.deadlines.engine import Segment, Terms, chain, due, running, step_at, used
from desk.deadlines.states import DAY_BEFORE, DUE, TWICE
from desk.kit.worktime import NoWork, WorkCalendar, seconds_between

from ..kit.test_worktime import OFFICE, WEEK, Reference, random_calendar

DAYS = 10
MINUTES = DAYS * 1440


def random_log(draw: random.Random, start: datetime, within: int, step: int = 1) -> tuple[list[Segment], list[int]]:
    """A log of up to six pauses within so many minutes, two changes of which may fall together; and their minutes."""
    changes = sorted(draw.choices(range(0, within, step), k=draw.randint(0, 12)))
    log = [Segment(start, "running", "us", "begun")]
    for position, minute in enumerate(changes):
        state = "paused" if position % 2 == 0 else "running"
        turn = "customer" if state == "paused" else "us"
        log.append(Segment(start + timedelta(minutes=minute), state, turn, "changed"))
    return log, changes


def reference_minutes(worked: list[int], changes: list[int], limit: int) -> int | None:
    """The minute at whose end the limit is used up, looking at one minute after the other; None: not in here."""
    total, place, runs = 0, 0, True
    if limit == 0:
        return 0
    for minute in range(len(worked)):
        while place < len(changes) and changes[place] <= minute:
            runs, place = not runs, place + 1
        total += worked[minute] if runs else 0
        if total == limit:
            return minute + 1
    return None


def worked_minutes(calendar: WorkCalendar, start: datetime, minutes: int, step: int = 1) -> list[int]:
    counted = Reference(calendar).counted(start, minutes, step)
    return [counted[n + 1] - counted[n] for n in range(minutes)]


@pytest.mark.slow
def test_ten_thousand_logs_of_up_to_ten_days_equal_the_reference():
    draw = random.Random(20261122)
    reached = 0
    for _ in range(100):
        calendar = random_calendar(draw)
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randint(0, 500_000))
        worked = worked_minutes(calendar, start, 2 * MINUTES)
        always = [1] * len(worked)
        for n in range(100):
            log, changes = random_log(draw, start, MINUTES)
            basis, minutes = ("work", worked) if n % 4 else ("clock", always)
            limit = draw.randint(0, max(1, sum(minutes[:MINUTES])))
            expected = reference_minutes(minutes, changes, limit)
            found = reckoned(calendar, Terms(basis, limit * 60), log)
            if expected is None:
                assert found is None or found > start + timedelta(minutes=len(minutes)), (calendar, log, limit)
            else:
                reached += 1
                assert found == start + timedelta(minutes=expected), (calendar, log, limit, basis)
    assert reached > 5_000


@pytest.mark.slow
def test_a_hundred_logs_of_a_year_equal_the_reference():
    draw = random.Random(7)
    for _ in range(10):
        calendar = random_calendar(draw)
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * draw.randint(0, 20_000))
        worked = worked_minutes(calendar, start, 366 * 1440, step=5)
        for _ in range(10):
            log, changes = random_log(draw, start, 300 * 1440, step=5)
            limit = 5 * draw.randint(1, max(1, sum(worked[: 200 * 1440]) // 5))
            expected = reference_minutes(worked, changes, limit)
            found = reckoned(calendar, Terms("work", limit * 60), log)
            if expected is not None:
                assert found == start + timedelta(minutes=expected), (calendar, log, limit)


def reckoned(calendar, terms, log):
    try:
        return due(calendar, terms, log)
    except NoWork:
        return None


@pytest.mark.slow
@pytest.mark.parametrize("basis", ["wd", "cd"])
def test_two_thousand_logs_by_days_equal_the_reference(basis):
    """A day counts when the promise ran as the day ended: at the last closing time, or at midnight."""
    draw = random.Random(11)
    for _ in range(100):
        calendar = random_calendar(draw)
        zone = ZoneInfo(calendar.zone)
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randint(0, 500_000))
        first, reference = start.astimezone(zone).date(), Reference(calendar)
        ends = []
        for ahead in range(1, 60):
            day = first + timedelta(days=ahead)
            spans = reference._of(day)
            midnight = datetime(day.year, day.month, day.day) + timedelta(days=1)  # noqa: DTZ001 - a wall clock
            if basis == "cd":
                ends.append(midnight.replace(tzinfo=zone).astimezone(UTC))
            elif spans:
                ends.append(spans[-1][1])
        for _ in range(20):
            log, changes = random_log(draw, start, 3 * MINUTES)
            days = draw.randint(1, 12)
            expected, count = None, 0
            for end in sorted(ends):
                before = sum(start + timedelta(minutes=one) < end for one in changes)
                count += before % 2 == 0
                if count == days:
                    expected = end
                    break
            assert reckoned(calendar, Terms(basis, days), log) == expected, (calendar, log, days)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(  # noqa: DTZ001
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)
calendars = st.integers(0, 10_000).map(lambda seed: random_calendar(random.Random(seed)))
bases = st.sampled_from(["work", "clock"])
limits = st.integers(1, 40 * 3600)
gaps = st.lists(st.integers(0, 200_000), max_size=6)


def log_of(start: datetime, seconds: list[int]) -> list[Segment]:
    """Running, paused, running … each for so many seconds; running in the end."""
    found, at = [Segment(start, "running")], start
    for position, one in enumerate(seconds[: len(seconds) // 2 * 2]):
        at += timedelta(seconds=one)
        found.append(Segment(at, "running" if position % 2 else "paused"))
    return found


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, moments, bases, limits, gaps)
def test_at_the_due_time_exactly_the_limit_is_used(calendar, start, basis, seconds, pauses):
    log, terms = log_of(start, pauses), Terms(basis, seconds)

    at = due(calendar, terms, log)
    assert used(calendar, terms, log, at) == pytest.approx(seconds, abs=1e-6)
    assert used(calendar, terms, log, at - timedelta(seconds=1)) < seconds


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, moments, bases, limits, gaps, st.integers(0, 400_000))
def test_a_pause_of_no_length_changes_nothing(calendar, start, basis, seconds, pauses, later):
    log, terms = log_of(start, pauses), Terms(basis, seconds)
    at = log[-1].from_at + timedelta(seconds=later)
    longer = [*log, Segment(at, "paused"), Segment(at, "running")]

    assert due(calendar, terms, longer) == due(calendar, terms, log)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, moments, bases, limits, limits, gaps)
def test_a_longer_limit_is_never_due_earlier_and_steps_come_in_their_order(calendar, start, basis, one, more, pauses):
    log = log_of(start, pauses)

    assert due(calendar, Terms(basis, one), log) < due(calendar, Terms(basis, one + more), log)
    terms = Terms(basis, one)
    at = [step_at(calendar, terms, log, mark) for mark in ("50%", "80%", DUE, TWICE)]
    assert at == sorted(at)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(calendars, moments, bases, limits, gaps, st.integers(1, 100_000))
def test_pausing_before_the_due_time_never_makes_it_earlier(calendar, start, basis, seconds, pauses, length):
    log, terms = log_of(start, pauses), Terms(basis, seconds)
    before = due(calendar, terms, log)
    at = log[-1].from_at
    longer = [*log, Segment(at, "paused"), Segment(at + timedelta(seconds=length), "running")]

    assert due(calendar, terms, longer) >= before


@settings(max_examples=200, deadline=None, derandomize=True)
@given(calendars, moments, bases, limits, gaps)
def test_the_chain_adds_up_to_what_was_used_and_windows_to_the_chain(calendar, start, basis, seconds, pauses):
    log, terms = log_of(start, pauses), Terms(basis, seconds)
    until = due(calendar, terms, log)

    pieces = chain(calendar, terms, log, until)
    assert sum(one.seconds for one in pieces) == pytest.approx(used(calendar, terms, log, until))
    for piece in pieces:
        if piece.windows and len(piece.windows) < 60:
            assert sum((b - a).total_seconds() for a, b in piece.windows) == pytest.approx(piece.seconds)


def local(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_a_promised_time_is_not_moved_by_any_pause():
    at = local("2026-11-20T10:00")
    log = [Segment(local("2026-11-16T09:00"), "running"), Segment(local("2026-11-17T09:00"), "paused")]

    assert due(WEEK, Terms("promised", 0, at), log) == at
    assert step_at(WEEK, Terms("promised", 0, at), log, TWICE) == local("2026-11-23T18:00")


def test_a_promise_into_the_past_is_due_at_once_with_all_its_steps():
    start, at = local("2026-11-16T09:00"), local("2026-11-15T10:00")
    log = [Segment(start, "running")]

    assert step_at(WEEK, Terms("promised", 0, at), log, "80%") == at


def test_a_working_day_before_is_the_morning_of_the_last_working_day():
    log = [Segment(local("2026-11-02T09:00"), "running")]

    assert step_at(WEEK, Terms("wd", 10), log, DAY_BEFORE) == local("2026-11-13T09:00")


def test_the_same_day_ends_at_its_closing_time_and_at_midnight():
    log = [Segment(local("2026-11-16T11:00"), "running")]

    assert due(WEEK, Terms("wd", 0), log) == local("2026-11-16T18:00")
    assert due(WEEK, Terms("cd", 0), log) == local("2026-11-17T00:00")


def test_a_calendar_without_work_says_so():
    log = [Segment(local("2026-11-16T11:00"), "running")]
    never = WorkCalendar("UTC", ((),) * 7)

    for terms in (Terms("work", 60), Terms("wd", 1)):
        with pytest.raises(NoWork):
            due(never, terms, log)


def test_stretches_that_touch_are_one():
    a, b, c = (local(f"2026-11-16T{hour}:00") for hour in ("09", "10", "11"))

    assert running([Segment(a, "running"), Segment(b, "running", "customer"), Segment(c, "paused")]) == [(a, c)]
    assert seconds_between(WEEK, a, c) == 7200
    assert OFFICE
