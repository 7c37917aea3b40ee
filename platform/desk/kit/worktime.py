"""
Working time: how long a promise has run and when it falls due, on the clocks of the place where work is done.

A *week* names windows for each weekday in minutes since midnight; a window may end after midnight (22:00 to
30:00). *Days* replace the windows of single dates: none on a holiday, the usual ones on a make-up working day.
Windows are wall-clock times; daylight saving time makes a window of that day longer or shorter, as it does for people.
All results are exact to the second; a moment has its zone, always.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES = 1440
FARTHEST = 3_700
"""Days that are looked at before a calendar counts as one without work: ten years."""

Window = tuple[int, int]
"""From and to, in minutes since midnight; ``to`` may be up to 48:00."""


class NoWork(ValueError):
    """The calendar has no working time within ten years: nothing can ever fall due by it."""


@dataclass(frozen=True)
class WorkCalendar:
    """The working time of one place."""

    zone: str
    week: tuple[tuple[Window, ...], ...]
    """Seven rows of windows, Monday first."""
    days: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    """Windows of dates that differ from their weekday."""

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for windows in (*self.week, *self.days.values()):
            _check(windows)

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that begin on this date, in their order."""
        return self.days.get(day, self.week[day.weekday()])

    def is_working_day(self, day: date) -> bool:
        """Whether any work is done on this date."""
        return bool(self.windows_on(day))

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The windows of a date as moments."""
        return [(_at(self.zone, day, begin), _at(self.zone, day, end)) for begin, end in self.windows_on(day)]

    def from_day(self, moment: datetime) -> date:
        """The local date of a moment."""
        return moment.astimezone(_zone(self.zone)).date()


def _check(windows: tuple[Window, ...]) -> None:
    last = 0
    for begin, end in windows:
        if not (0 <= begin < end <= 2 * MINUTES and begin < MINUTES and begin >= last):
            raise ValueError(f"windows overlap or lie outside the day: {windows}")
        last = end
    if windows and last > MINUTES + windows[0][0]:
        raise ValueError("a window reaches into the next day's first one")


def _spans_from(calendar: WorkCalendar, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """All spans that end after the moment, in order, without overlap."""
    day = calendar.from_day(moment) - timedelta(days=2)
    reached = datetime.min.replace(tzinfo=UTC)
    for _ in range(FARTHEST):
        for begin, end in calendar.spans(day):
            begin = max(begin, reached)
            if end > max(begin, moment):
                yield begin, end
            reached = max(reached, end)
        day += timedelta(days=1)


def is_open(calendar: WorkCalendar, moment: datetime) -> bool:
    """Whether work is being done at this moment."""
    for begin, end in _spans_from(calendar, moment):
        return begin <= moment < end
    return False


def seconds_between(calendar: WorkCalendar, begin: datetime, end: datetime) -> float:
    """Working seconds from one moment to a later one; zero when it isn't later."""
    total = 0.0
    if end <= begin:
        return total
    for opened, closed in _spans_from(calendar, begin):
        if opened >= end:
            break
        total += (min(closed, end) - max(opened, begin)).total_seconds()
    return total


def spans_between(calendar: WorkCalendar, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The working time from one moment to a later one, span by span: what ``seconds_between`` adds up."""
    found = []
    for opened, closed in _spans_from(calendar, begin) if end > begin else ():
        if opened >= end:
            break
        found.append((max(opened, begin), min(closed, end)))
    return found


def after_seconds(calendar: WorkCalendar, begin: datetime, seconds: float) -> datetime:
    """
    The first moment by which so many working seconds have passed since ``begin``.

    Zero seconds from a moment outside working time is that moment itself: nothing has to be waited for.
    Raises ``NoWork``.
    """
    if seconds <= 0:
        return begin
    left = seconds
    for opened, closed in _spans_from(calendar, begin):
        opened = max(opened, begin)
        there = (closed - opened).total_seconds()
        if there >= left:
            return opened + timedelta(seconds=left)
        left -= there
    raise NoWork(f"no working time in {calendar.zone} after {begin}")


def after_working_days(calendar: WorkCalendar, begin: datetime, days: int) -> datetime:
    """
    Closing time of the so-many-th working day; the day of the event isn't counted (domain README, basis ``wd``).

    Raises ``NoWork``.
    """
    day = calendar.from_day(begin)
    left = days
    for _ in range(FARTHEST):
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            left -= 1
            if left <= 0:
                return calendar.spans(day)[-1][1]
    raise NoWork(f"no working day in {calendar.zone} after {begin}")


def after_calendar_days(calendar: WorkCalendar, begin: datetime, days: int) -> datetime:
    """The end of the so-many-th day after the day of the event, on the local clock (basis ``cd``)."""
    return _at(calendar.zone, calendar.from_day(begin) + timedelta(days=days), MINUTES)


def next_opening(calendar: WorkCalendar, moment: datetime) -> datetime:
    """When work begins next after this moment, or the moment itself while work is being done. Raises ``NoWork``."""
    for begin, _ in _spans_from(calendar, moment):
        return max(begin, moment)
    raise NoWork(f"no working time in {calendar.zone} after {moment}")


def next_day_opening(calendar: WorkCalendar, moment: datetime) -> datetime:
    """When work begins on the next working day after the day of this moment. Raises ``NoWork``."""
    day = calendar.from_day(moment)
    for _ in range(FARTHEST):
        day += timedelta(days=1)
        if spans := calendar.spans(day):
            return spans[0][0]
    raise NoWork(f"no working day in {calendar.zone} after {moment}")


def _at(zone: str, day: date, minutes: int) -> datetime:
    """A wall-clock time as a moment. One that the clocks skip is read with the offset before the skip."""
    days, rest = divmod(minutes, MINUTES)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), _zone(zone))
    return wall.astimezone(UTC)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
