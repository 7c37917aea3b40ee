"""What calendars store, and how ordinary hours, statutory days and a tenant's own days become working time; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from desk.kit.worktime import Window, WorkCalendar

Windows = tuple[Window, ...]
COUNTRY = "CN"
"""Whose statutory days count where nothing else was said."""
OFFICE: Windows = ((9 * 60, 18 * 60),)
USUAL_WEEK: tuple[Windows, ...] = (OFFICE,) * 5 + ((), ())
"""The service hours that are assumed: Monday to Friday, 9 to 18 (domain README, "Time basis")."""
NO_DUTY: tuple[Windows, ...] = ((),) * 8
"""Duty hours by weekday, and in the eighth row those of holidays and closed days."""
PUBLISHED = 100_000
"""Of a version as others see it, the last five digits are the published one, what stands before is the calendar's."""


class OwnerKind(StrEnum):
    TENANT = "tenant"
    TEAM = "team"
    CUSTOMER = "customer"


class DayKind(StrEnum):
    """What is published of a day: nobody works, or everybody does although it is a weekend."""

    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


class What(StrEnum):
    """Why there is a new version of a calendar."""

    MADE = "made"
    CHANGED = "changed"
    DAY = "day"
    DAY_REMOVED = "day_removed"
    REMOVED = "removed"


class Published(StrEnum):
    """Why there is a new version of what headquarters publishes."""

    SEEDED = "seeded"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What a tenant says of one date; without windows it is closed."""

    name: str
    windows: Windows


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """What headquarters published of one date."""

    kind: DayKind
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Hours:
    """What was entered of one calendar."""

    name: str
    zone: str
    country: str = COUNTRY
    """Whose statutory days count; empty: nobody's."""
    week: tuple[Windows, ...] = USUAL_WEEK
    duty: tuple[Windows, ...] = NO_DUTY
    duty_counts: bool = True
    """Whether promises run in duty hours, too."""


@dataclass(frozen=True, slots=True)
class CalendarAt:
    """A calendar as it is in one version: what deadlines are counted by."""

    id: UUID | None
    """None is the default, which nobody entered."""
    version: int
    """Of the calendar and of the statutory days together; good for ``queries.calendar_at_version``."""
    zone: str
    calendar: WorkCalendar
    """Working time: the ordinary hours, and the duty hours where they count."""
    duty: WorkCalendar | None
    """The duty hours alone; None where there are none."""
    hours: Hours
    days: Mapping[date, OwnDay] = field(default_factory=dict)
    statutory: Mapping[date, StatutoryDay] = field(default_factory=dict)


def version_of(own: int, published: int) -> int:
    """One number for both versions: a calendar's own (nought is the default), and what was published."""
    return own * PUBLISHED + published


def versions_in(version: int) -> tuple[int, int]:
    """A calendar's own version and the published one."""
    return divmod(version, PUBLISHED)


def calendar_of(
    calendar_id: UUID | None,
    version: int,
    hours: Hours,
    days: Mapping[date, OwnDay],
    statutory: Mapping[date, StatutoryDay],
) -> CalendarAt:
    """What was entered and published, as working time. A tenant's own day counts more than a statutory one."""
    ordinary, duty = dict[date, Windows](), dict[date, Windows]()
    for day, published in statutory.items():
        holiday = published.kind == DayKind.HOLIDAY
        ordinary[day] = () if holiday else _first(hours.week[:5], hours.week)
        duty[day] = hours.duty[7] if holiday else _first(hours.duty[:5])
    for day, own in days.items():
        ordinary[day] = own.windows
        duty[day] = hours.duty[day.weekday()] if own.windows else hours.duty[7]
    week = hours.week
    if hours.duty_counts:
        week = tuple(union(hours.week[n], hours.duty[n]) for n in range(7))
        ordinary = {day: union(windows, duty[day]) for day, windows in ordinary.items()}
    return CalendarAt(
        id=calendar_id,
        version=version,
        zone=hours.zone,
        calendar=WorkCalendar(hours.zone, week, MappingProxyType(ordinary)),
        duty=WorkCalendar(hours.zone, hours.duty[:7], MappingProxyType(duty)) if any(hours.duty) else None,
        hours=hours,
        days=MappingProxyType(dict(days)),
        statutory=MappingProxyType(dict(statutory)),
    )


def _first(*weeks: Iterable[Windows]) -> Windows:
    """The hours of the first weekday that has any: those of a make-up day, which stands for a weekday."""
    return next((windows for week in weeks for windows in week if windows), ())


def union(one: Windows, other: Windows) -> Windows:
    """All that lies in one or the other, in order and without overlap."""
    found: list[Window] = []
    for begin, end in sorted((*one, *other)):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


def windows_from(stored: Any) -> Windows:
    """Windows as they are stored: ``[[540, 720], [780, 1080]]``."""
    return tuple((int(begin), int(end)) for begin, end in stored)


def week_from(stored: Any) -> tuple[Windows, ...]:
    """Rows of windows as they are stored."""
    return tuple(windows_from(row) for row in stored)


def clock(minutes: int) -> str:
    """Minutes since midnight as people write them; the end of a day is 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def written(windows: Windows) -> str:
    """Windows as people write them: ``09:00–12:00, 13:00–18:00``."""
    return ", ".join(f"{clock(begin)}–{clock(end)}" for begin, end in windows)


def minutes_in(windows: Windows) -> int:
    """How long the windows of a day are together."""
    return sum(end - begin for begin, end in windows)
