"""
Time: the one clock of the house, and how moments and lengths of time are written for people.

Nothing else asks for the current time, so a test build can live in next week: every process of it reads the
same offset, in seconds, from the file that ``DESK_CLOCK_OFFSET_FILE`` names. The offset counts only while
``DESK_ENVIRONMENT`` is ``test`` or ``demo``.
"""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from time import monotonic
from zoneinfo import ZoneInfo

_LOOK_AGAIN_AFTER = 0.05  # seconds
_WEEKDAYS = {
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class _OffsetFile:
    """The offset as it was last read, and when the file was last looked at."""

    def __init__(self) -> None:
        self.offset = timedelta(0)
        self.looked_at = -math.inf
        self.version: tuple[str, int, int, int] | None = None

    def current(self) -> timedelta:
        tick = monotonic()
        if abs(tick - self.looked_at) >= _LOOK_AGAIN_AFTER:
            self.looked_at = tick
            self._look()
        return self.offset

    def _look(self) -> None:
        path = os.environ.get("DESK_CLOCK_OFFSET_FILE")
        if not path or os.environ.get("DESK_ENVIRONMENT") not in ("test", "demo"):
            self.offset, self.version = timedelta(0), None
            return
        try:
            status = os.stat(path)
            version = (path, status.st_mtime_ns, status.st_size, status.st_ino)
            if version != self.version:
                with open(path, encoding="ascii") as file:
                    self.offset = timedelta(seconds=float(file.read(64).strip() or 0))
                self.version = version
        except FileNotFoundError:
            self.offset, self.version = timedelta(0), None
        except (OSError, ValueError, OverflowError):
            pass  # half written: the last good offset holds until the next look


_offset_file = _OffsetFile()


_told: ContextVar[datetime | None] = ContextVar("desk_told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; shifted in test builds, at most 50 ms after the offset changed."""
    return _told.get() or datetime.now(UTC) + _offset_file.current()


@contextmanager
def as_of(at: datetime) -> Iterator[None]:
    """Tell what happened earlier as of then: inside, the present is ``at``. For sample data and what is taken over."""
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)


def to_zone(at: datetime, zone: str | tzinfo) -> datetime:
    """
    The same moment on the clocks of a zone such as ``Asia/Shanghai``.

    Raises ValueError for a moment without a zone and ZoneInfoNotFoundError (a KeyError) for an unknown zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(_zone(zone) if isinstance(zone, str) else zone)


def year_bounds(year: int, zone: str) -> tuple[datetime, datetime]:
    """The first moment of a year, and of the next one, on the clocks of a zone."""
    there = _zone(zone)
    return datetime(year, 1, 1, tzinfo=there), datetime(year + 1, 1, 1, tzinfo=there)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def moment(at: datetime, now: datetime, zone: str | tzinfo, lang: str) -> str:
    """
    A moment as short as it stays clear, on the reader's clock.

    10:31 today; 周二 14:00, Tue 14:00 in the same week (Monday to Sunday); else 11-19, 19 Nov;
    with the year when it is another: 2025-11-19, 19 Nov 2025.
    """
    there, today = to_zone(at, zone), to_zone(now, zone).date()
    day = there.date()
    if day == today:
        return clock(there)
    if day.isocalendar()[:2] == today.isocalendar()[:2]:
        return f"{_short_weekday(day, lang)} {clock(there)}"
    return short_day(day, today, lang)


def clock(at: datetime) -> str:
    """Hours and minutes as they stand in ``at``, 24 hours: 09:05."""
    return f"{at.hour:02}:{at.minute:02}"


def short_day(day: date, today: date, lang: str) -> str:
    """A date in a list: 11-19 or 19 Nov; with the year when it is not today's."""
    if _is_chinese(lang):
        return day.isoformat()[5 if day.year == today.year else 0 :]
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1][:3]}{year}"


def full_moment(at: datetime, zone: str | tzinfo) -> str:
    """Date, time to the second and zone, the same in every language: 2026-11-19 10:31:05 UTC+08:00."""
    there = to_zone(at, zone)
    offset = there.isoformat(timespec="seconds")[19:25]  # older zones carry seconds too, nobody reads those
    return f"{there.date().isoformat()} {clock(there)}:{there.second:02} UTC{offset}"


def day_heading(day: date, lang: str, today: date | None = None) -> str:
    """
    The heading over one day: 11 月 19 日 星期四, or Thursday 19 November.

    With the year when ``today`` is given and lies in another.
    """
    other_year = today is not None and today.year != day.year
    if _is_chinese(lang):
        year = f"{day.year} 年 " if other_year else ""
        return f"{year}{day.month} 月 {day.day} 日 {_WEEKDAYS['zh'][day.weekday()]}"
    year = f" {day.year}" if other_year else ""
    return f"{_WEEKDAYS['en'][day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def span(seconds: float, lang: str, *, day: int = 86_400) -> str:
    """
    A length of time in its two largest units, rounded down: 2 小时 30 分, 2 h 30 min, 3 天, 45 s.

    The sign is dropped: whether it is left or late is said by the words around it. ``day`` is how many
    seconds a day counts, 28,800 for working days of eight hours.
    """
    whole = int(abs(seconds))
    days, rest = divmod(whole, day)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    units = ("天", "小时", "分", "秒") if _is_chinese(lang) else ("d", "h", "min", "s")
    counts = (days, hours, minutes, rest)
    first = next((place for place, count in enumerate(counts) if count), 3)
    last = 3 if first == 3 else min(first + 1, 2)  # seconds only when there is nothing larger
    shown = [f"{counts[place]} {units[place]}" for place in range(first, last + 1) if counts[place] or place == first]
    return " ".join(shown)


def _short_weekday(day: date, lang: str) -> str:
    return "周" + _WEEKDAYS["zh"][day.weekday()][-1] if _is_chinese(lang) else _WEEKDAYS["en"][day.weekday()][:3]


def _is_chinese(lang: str) -> bool:
    return lang.lower().startswith("zh")
