"""Calendars as something to look at: a week in words, a year month by month, a due time with its reasons, a history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import msgspec
from asyncpg import Record

from desk.calendars.forms import DUTY, WEEKDAYS
from desk.calendars.queries import hours_of
from desk.calendars.states import CalendarAt, Hours, StatutoryDay, Windows, windows_from, written
from desk.foundation.labels import label
from desk.foundation.translation import N_, gettext, language
from desk.kit.time import to_zone
from desk.kit.worktime import spans_between

HEAD, TAIL = 20, 5
"""Lines of an explanation that are shown before and behind the gap in a long one."""
CLOSED = N_("Closed all day")
YES, NO = N_("Yes"), N_("No")
NOBODYS = N_("nobody")
SIGNS = {
    "holiday": (N_("H"), "red"),
    "make_up": (N_("W"), "blue"),
    "closed": (N_("X"), "amber"),
    "hours": (N_("O"), "violet"),
}
"""The letter by which a day of the year is marked, and its tint."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One date of the year view; without a day it is a gap of the grid."""

    day: date | None = None
    kind: str = ""
    letter: str = ""
    tint: str = ""
    words: str = ""
    works: bool = False


@dataclass(slots=True)
class Line:
    """One line of an explanation: a day that was worked, or a row of days that were not."""

    first: date
    last: date
    words: str
    hours: str = ""
    seconds: float = 0.0
    total: float = 0.0
    dates: str = field(default="")


def hours_shown(windows: Windows) -> str:
    """Windows in words."""
    return written(windows) or gettext(CLOSED)


def week_shown(week: Sequence[Windows]) -> str:
    """A week in one line: ``Mon–Fri 09:00–18:00, Sat 09:00–12:00``."""
    parts = []
    for windows, run in groupby(zip(WEEKDAYS, week, strict=True), key=lambda pair: pair[1]):
        names = [label("weekday.short", name) for name, _ in run]
        if windows:
            days = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
            parts.append(f"{days} {written(windows)}")
    return gettext("; ").join(parts) or gettext(CLOSED)


def week_rows(hours: Hours) -> list[dict[str, Any]]:
    """Each weekday with its hours and duty hours, and the row of holidays and closed days."""
    rows = [
        {"day": label("weekday", name), "hours": hours_shown(hours.week[n]), "duty": written(hours.duty[n])}
        for n, name in enumerate(WEEKDAYS)
    ]
    return [*rows, {"day": label("weekday", "off"), "hours": gettext(CLOSED), "duty": written(hours.duty[7])}]


def calendar_row(one: Record, names: Mapping[Any, str]) -> dict[str, Any]:
    """A calendar in the list."""
    hours = hours_of(one)
    owner = {"team": one["team"], "customer": names.get(("customer", one["owner_id"]), "")}.get(one["owner_kind"], "")
    return {
        "id": one["id"],
        "name": one["name"],
        "kind": label("calendar.owner", one["owner_kind"]),
        "owner_kind": one["owner_kind"],
        "owner_id": one["owner_id"],
        "owner": owner,
        "zone": one["zone"],
        "country": one["country"],
        "week": week_shown(hours.week),
        "has_duty": any(hours.duty),
        "days": one["days"],
        "version": one["version"],
        "changed_at": one["changed_at"],
    }


def name_of(one: StatutoryDay) -> str:
    """A statutory day's name in the reader's language."""
    return one.name_zh if language.get() == "zh-CN" else one.name_en


def said_of(at: CalendarAt, day: date) -> tuple[str, str]:
    """What is special about a date: its kind (empty: nothing) and the words."""
    own, published = at.days.get(day), at.statutory.get(day)
    if own is not None:
        words = written(own.windows) or gettext(CLOSED)
        return ("hours" if own.windows else "closed"), f"{own.name}{gettext(': ')}{words}" if own.name else words
    if published is None:
        return "", ""
    kind = published.kind.value
    return kind, f"{label('statutory.kind', kind)}{gettext(': ')}{name_of(published)}"


def year_shown(at: CalendarAt, year: int) -> list[dict[str, Any]]:
    """Twelve months of weeks of cells, Monday first."""
    return [_month(at, date(year, month, 1)) for month in range(1, 13)]


def _month(at: CalendarAt, first: date) -> dict[str, Any]:
    following = (first + timedelta(days=31)).replace(day=1)
    days = [_cell(at, first + timedelta(days=n)) for n in range((following - first).days)]
    cells = [*[Cell()] * first.weekday(), *days, *[Cell()] * (-(first.weekday() + len(days)) % 7)]
    works = sum(one.works for one in days)
    return {"number": first.month, "weeks": [cells[n : n + 7] for n in range(0, len(cells), 7)], "works": works}


def _cell(at: CalendarAt, day: date) -> Cell:
    kind, words = said_of(at, day)
    letter, tint = SIGNS.get(kind, ("", ""))
    return Cell(day, kind, gettext(letter) if letter else "", tint, words, at.calendar.is_working_day(day))


def special_days(at: CalendarAt, year: int) -> list[dict[str, Any]]:
    """The dates of a year that differ, neighbours that are alike in one line."""
    found = sorted(day for day in {*at.days, *at.statutory} if day.year == year)
    lines: list[dict[str, Any]] = []
    for day in found:
        kind, words = said_of(at, day)
        before = lines[-1] if lines else None
        if before and before["last"] == day - timedelta(days=1) and (before["kind"], before["words"]) == (kind, words):
            before["last"] = day
        else:
            letter, tint = SIGNS[kind]
            own = day in at.days
            lines.append(
                {"first": day, "last": day, "kind": kind, "words": words, "own": own, "tint": tint}
                | {"letter": gettext(letter)}
            )
    return [one | {"dates": dates_shown(one["first"], one["last"])} for one in lines]


def own_days_shown(at: CalendarAt, since: date | None = None) -> list[dict[str, Any]]:
    """What the tenant said of single dates, and what they would be otherwise."""
    return [
        {
            "day": day,
            "weekday": label("weekday.short", WEEKDAYS[day.weekday()]),
            "name": own.name,
            "hours": hours_shown(own.windows),
            "closed": not own.windows,
            "otherwise": _otherwise(at, day),
        }
        for day, own in sorted(at.days.items())
        if since is None or day >= since
    ]


def _otherwise(at: CalendarAt, day: date) -> str:
    published = at.statutory.get(day)
    if published is None:
        return hours_shown(at.hours.week[day.weekday()])
    return f"{label('statutory.kind', published.kind.value)}{gettext(': ')}{name_of(published)}"


def explained(at: CalendarAt, start: datetime, due: datetime) -> list[Line]:
    """Why a promise from one moment is due at another: each day between them, with what was worked on it."""
    worked: dict[date, list[tuple[datetime, datetime]]] = {}
    for begin, end in spans_between(at.calendar, start, due):
        worked.setdefault(to_zone(begin, at.zone).date(), []).append((begin, end))
    lines: list[Line] = []
    total, day, last = 0.0, to_zone(start, at.zone).date(), to_zone(due, at.zone).date()
    while day <= last:
        words = said_of(at, day)[1]
        if spans := worked.get(day):
            seconds = sum((end - begin).total_seconds() for begin, end in spans)
            total += seconds
            hours = ", ".join(f"{to_zone(a, at.zone):%H:%M}–{_end(b, at.zone, day)}" for a, b in spans)
            lines.append(Line(day, day, words, hours, seconds, total))
        elif lines and not lines[-1].hours and lines[-1].words == (words or gettext(CLOSED)):
            lines[-1].last = day
        elif day != last or not lines:
            passed = gettext("No more hours on this day") if at.calendar.is_working_day(day) else gettext(CLOSED)
            lines.append(Line(day, day, words or passed, total=total))
        day += timedelta(days=1)
    for one in lines:
        one.dates = dates_shown(one.first, one.last)
    return lines


def _end(at: datetime, zone: str, day: date) -> str:
    local = to_zone(at, zone)
    return "24:00" if local.date() > day else f"{local:%H:%M}"


def shortened(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], int]:
    """The lines before and behind the gap, and how many are left out."""
    if len(lines) <= HEAD + TAIL:
        return lines, (), 0
    return lines[:HEAD], lines[-TAIL:], len(lines) - HEAD - TAIL


def dates_shown(first: date, last: date) -> str:
    """One date or a span of them, with the weekday, in the reader's language."""
    if first == last:
        return f"{first.isoformat()} {label('weekday.short', WEEKDAYS[first.weekday()])}"
    return f"{first.isoformat()} – {last.isoformat()}"


def history(found: Sequence[Record], days: Iterable[Record], names: Mapping[Any, str]) -> list[dict[str, Any]]:
    """
    Versions with who made them and what is old and new, the latest first.

    ``found`` has one more than is shown where there is one: what the last one shown is compared with.
    """
    by_number: dict[int, list[Record]] = {}
    for one in days:
        for number in {one["since"], one["until"]} - {None}:
            by_number.setdefault(number, []).append(one)
    lines = []
    for n, one in enumerate(found):
        before = found[n + 1] if n + 1 < len(found) else None
        by = names.get((one["by_kind"], one["by_id"])) or (
            gettext("The system") if one["by_kind"] == "system" else gettext("Somebody")
        )
        lines.append(
            {
                "number": one["number"],
                "at": one["at"],
                "by": by,
                "what": label("calendar.what", one["what"]),
                "changes": _changes(before, one) + _day_changes(one["number"], by_number.get(one["number"], [])),
            }
        )
    return lines


def _changes(before: Record | None, after: Record) -> list[dict[str, str]]:
    old, new = _entered(before) if before else {}, _entered(after)
    return [
        {"field": name, "old": old.get(name, ""), "new": value}
        for name, value in new.items()
        if old.get(name, "") != value
    ]


def _entered(one: Record) -> dict[str, str]:
    hours = hours_of(one)
    rows = zip((*WEEKDAYS, *DUTY), (*hours.week, *hours.duty), strict=True)
    return {
        label("calendar.field", "name"): hours.name,
        label("calendar.field", "zone"): hours.zone,
        label("calendar.field", "country"): hours.country or gettext(NOBODYS),
        **{_row_name(name): written(windows) for name, windows in rows},
        label("calendar.field", "duty_counts"): gettext(YES if hours.duty_counts else NO),
    }


def _row_name(name: str) -> str:
    if name in WEEKDAYS:
        return label("weekday", name)
    return gettext("Duty, {day}").format(day=label("weekday", name.removeprefix("duty_")))


def _day_changes(number: int, days: Iterable[Record]) -> list[dict[str, str]]:
    found: dict[date, dict[str, str]] = {}
    for one in days:
        change = found.setdefault(one["day"], {"field": one["day"].isoformat(), "old": "", "new": ""})
        windows = hours_shown(windows_from(msgspec.json.decode(one["windows"])))
        said = f"{one['name']}{gettext(': ')}{windows}" if one["name"] else windows
        change["new" if one["since"] == number else "old"] = said
    return [found[day] for day in sorted(found)]
