"""
When a promise falls due, from its log alone: pure, exact, and the same each time it is asked.

Nothing is counted up while time passes: what was used is the sum over the running stretches of the log, and the due
time is the moment at which that sum reaches the limit. On the bases ``work`` and ``clock`` seconds are counted. On
``wd`` and ``cd`` days are: a day counts when the promise was running as it ended (closing time, midnight). On
``shift`` and ``promised`` the moment is fixed from the start, and nothing moves it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from desk.deadlines.states import DAY_BEFORE, DUE, TWICE
from desk.kit.worktime import (
    FARTHEST,
    NoWork,
    WorkCalendar,
    after_calendar_days,
    after_seconds,
    after_working_days,
    seconds_between,
    spans_between,
)

RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Segment:
    """From when on the promise ran, paused or was over, and whose move it was."""

    from_at: datetime
    state: str
    turn: str = "us"
    event: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long it may take: by the policy that counted at the start, with the factors of grade and priority in it."""

    basis: str
    amount: int = 0
    fixed_at: datetime | None = None
    """On ``shift`` and ``promised``: the moment."""


Stretch = tuple[datetime, datetime | None]


def running(segments: Sequence[Segment]) -> list[Stretch]:
    """The stretches in which it ran; the last one is open while it runs."""
    found: list[Stretch] = []
    for position, one in enumerate(segments):
        until = segments[position + 1].from_at if position + 1 < len(segments) else None
        if one.state != RUNNING or until == one.from_at:
            continue
        if found and found[-1][1] == one.from_at:
            found[-1] = (found[-1][0], until)
        else:
            found.append((one.from_at, until))
    return found


def due(calendar: WorkCalendar, terms: Terms, segments: Sequence[Segment], share: float = 1.0) -> datetime | None:
    """
    The moment at which the limit, or a share of it, is used up; None while a pause keeps it from being reached.

    Raises ``NoWork`` when the calendar never gets there.
    """
    if terms.fixed_at is not None:
        return terms.fixed_at
    if terms.basis in ("wd", "cd"):
        return _by_days(calendar, terms, segments)
    left = float(round(terms.amount * share))
    for begin, end in running(segments):
        if end is None:
            return _after(calendar, terms.basis, begin, left)
        used = between(calendar, terms.basis, begin, end)
        if used >= left:
            return _after(calendar, terms.basis, begin, left)
        left -= used
    return None


def used(calendar: WorkCalendar, terms: Terms, segments: Sequence[Segment], until: datetime) -> float:
    """Seconds of the basis in which it ran, up to a moment."""
    stretches = [(begin, min(end or until, until)) for begin, end in running(segments) if begin < until]
    return sum(between(calendar, terms.basis, begin, end) for begin, end in stretches)


def between(calendar: WorkCalendar, basis: str, begin: datetime, end: datetime) -> float:
    """Seconds between two moments, on the clock of the basis: only ``work`` knows of closing times."""
    if basis == "work":
        return seconds_between(calendar, begin, end)
    return max(0.0, (end - begin).total_seconds())


def _after(calendar: WorkCalendar, basis: str, begin: datetime, seconds: float) -> datetime:
    return after_seconds(calendar, begin, seconds) if basis == "work" else begin + timedelta(seconds=seconds)


def _by_days(calendar: WorkCalendar, terms: Terms, segments: Sequence[Segment]) -> datetime | None:
    """The end of the so-many-th day that counts; a day ends at closing time (``wd``) or at midnight (``cd``)."""
    start, left = segments[0].from_at, terms.amount
    for ahead in range(0 if left == 0 else 1, FARTHEST):
        mark = _end_of_day(calendar, terms.basis, start, ahead)
        if mark is None or mark <= start:
            continue
        if _runs_until(segments, mark):
            left -= 1
            if left <= 0:
                return mark
        elif mark > segments[-1].from_at:
            return None
    raise NoWork(f"no working day in {calendar.zone} after {start}")


def _end_of_day(calendar: WorkCalendar, basis: str, start: datetime, ahead: int) -> datetime | None:
    if basis == "cd":
        return after_calendar_days(calendar, start, ahead)
    spans = calendar.spans(calendar.from_day(start) + timedelta(days=ahead))
    return spans[-1][1] if spans else None


def _runs_until(segments: Sequence[Segment], moment: datetime) -> bool:
    """Whether it ran right up to a moment."""
    return any(begin < moment and (end is None or moment <= end) for begin, end in running(segments))


def step_at(calendar: WorkCalendar, terms: Terms, segments: Sequence[Segment], mark: str) -> datetime | None:
    """When a step of a ladder is due: at its share of the time, at the due time, or later. None during a pause."""
    by_seconds = terms.basis in ("work", "clock")
    if mark == TWICE and by_seconds:
        return due(calendar, terms, segments, 2.0)
    if mark.endswith("%") and by_seconds:
        return due(calendar, terms, segments, int(mark[:-1]) / 100)
    end = due(calendar, terms, segments)
    if end is None or mark == DUE:
        return end
    if mark == TWICE:
        return after_working_days(calendar, end, 1)
    if mark == DAY_BEFORE:
        return max(segments[0].from_at, _working_day_before(calendar, end))
    return _part_of_the_way(calendar, segments[0].from_at, end, int(mark[:-1]) / 100)


def _part_of_the_way(calendar: WorkCalendar, begin: datetime, end: datetime, share: float) -> datetime:
    """A share of the working time until a moment that is given; of any time where none is worked."""
    if end <= begin:
        return end
    whole = seconds_between(calendar, begin, end)
    if whole:
        return after_seconds(calendar, begin, round(whole * share))
    return begin + (end - begin) * share


def _working_day_before(calendar: WorkCalendar, moment: datetime) -> datetime:
    """When work begins on the last working day before the day of a moment; a day earlier where nobody works."""
    day = calendar.from_day(moment)
    for _ in range(60):
        day -= timedelta(days=1)
        if spans := calendar.spans(day):
            return spans[0][0]
    return moment - timedelta(days=1)


def later_than(
    calendar: WorkCalendar, own: Terms, most: Terms, starts: Iterable[datetime]
) -> tuple[datetime, datetime, datetime] | None:
    """The first beginning from which one limit falls due later than another: it, the other's moment, and its own."""
    for start in starts:
        log = [Segment(start, RUNNING)]
        try:
            latest = due(calendar, most, log)
            mine = due(calendar, own, log)
        except NoWork:
            return None
        if latest is not None and mine is not None and mine > latest:
            return start, latest, mine
    return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the log with the windows in which time was used."""

    begin: datetime
    end: datetime | None
    state: str
    turn: str
    event: str
    seconds: float
    windows: tuple[tuple[datetime, datetime], ...]


MOST_WINDOWS = 60
"""Windows of one stretch that are told one by one."""


def chain(calendar: WorkCalendar, terms: Terms, segments: Sequence[Segment], until: datetime) -> list[Piece]:
    """What a due time is made of: each stretch of the log up to a moment, with its windows of working time."""
    found = []
    for position, one in enumerate(segments):
        end = segments[position + 1].from_at if position + 1 < len(segments) else None
        last = min(end or until, until)
        counts = one.state == RUNNING and last > one.from_at
        seconds = between(calendar, terms.basis, one.from_at, last) if counts else 0.0
        shown = spans_between(calendar, one.from_at, last)[:MOST_WINDOWS] if counts and terms.basis == "work" else []
        found.append(Piece(one.from_at, end, one.state, one.turn, one.event, seconds, tuple(shown)))
    return found


def windows_until(
    calendar: WorkCalendar, basis: str, begin: datetime, end: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """The windows of working time that are still to come; none on other bases."""
    return tuple(spans_between(calendar, begin, end)[:MOST_WINDOWS]) if basis == "work" and end > begin else ()


def used_by_turn(stretches: Sequence[Mapping[str, Any]], at: datetime) -> dict[str, float]:
    """Seconds by whose move it was, of the logs of all promises about one matter; what is open lasts until now."""
    ends = [(one, one["to_at"] or (at if one["is_open"] else one["from_at"])) for one in stretches]
    return by_turn([(one["turn"], one["from_at"], end) for one, end in ends if one["state"] != "ended"])


def by_turn(stretches: Sequence[tuple[str, datetime, datetime]]) -> dict[str, float]:
    """
    Seconds by whose move it was, each moment counted once.

    Where promises overlap and differ, it was our move: somebody waited for us.
    """
    found: dict[str, float] = {}
    borders = sorted({at for _, begin, end in stretches for at in (begin, end)})
    for begin, end in pairwise(borders):
        turns = {turn for turn, since, until in stretches if since <= begin and until >= end}
        if turns:
            turn = next(one for one in ("us", "headquarters", "customer") if one in turns)
            found[turn] = found.get(turn, 0.0) + (end - begin).total_seconds()
    return found
