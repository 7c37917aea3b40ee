"""
What is said of calendars and days: on pages, by programs, and in tenant files, all in the same words.

Hours are written as people write them, ``9:00-12:00, 13:00-18:00``; empty is closed. A window over midnight is refused
with a sentence that says how to write it: until 24:00 on one day, from 0:00 on the next.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Meta

from desk.calendars.actions import Owner
from desk.calendars.states import COUNTRY, DayKind, Hours, OwnDay, OwnerKind, StatutoryDay, Windows, written
from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_READABLE, REQUIRED, Form, read_values
from desk.kit.worktime import MINUTES

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DUTY = (*(f"duty_{day}" for day in WEEKDAYS), "duty_off")
"""Duty hours by weekday, and those of holidays and closed days."""
UNREADABLE = N_("“{text}” can't be read. Write hours like 9:00-12:00, 13:00-18:00.")
OVER_MIDNIGHT = N_("{text} ends before it begins. Over midnight, write until 24:00 here and from 0:00 on the next day.")
NO_TIME = N_("{text} is no time of day. A day goes from 0:00 to 24:00.")
OVERLAP = N_("{first} and {second} overlap.")
NO_ZONE = N_("There is no time zone of this name. Names look like Asia/Shanghai.")
NO_DAY = N_("This is no date.")
BEFORE = N_("The end is before the beginning.")
TOO_LONG = N_("At most {most} days can be entered at once.")
TOO_FAR = N_("Only the years 2000 to 2099 can be entered.")
NO_HOURS = N_("Say which hours, or choose closed.")
NOT_IN_YEAR = N_("This day isn't in the year {year}.")
AT_ONCE = 62
_WINDOW = re.compile(r"(\d{1,2})(?:[:：.](\d{2}))?\s*(?:-|–|—|~|～|－|至|到|to)\s*(\d{1,2})(?:[:：.](\d{2}))?")
_BETWEEN = re.compile(r"[,，、;；\n]+|\s+(?=\d{1,2}(?:[:：.]\d{2})?\s*(?:-|–|—|~|～|－|至|到|to))")
Hour = Annotated[str, Meta(max_length=200)]


class HoursForm(Form):
    """Hours by weekday, as text; ``duty_off`` are the duty hours of holidays and closed days."""

    name: Annotated[str, Meta(max_length=100)]
    zone: Annotated[str, Meta(max_length=60)]
    country: Annotated[str, Meta(max_length=2, pattern="^([A-Z]{2})?$")] = ""
    monday: Hour = ""
    tuesday: Hour = ""
    wednesday: Hour = ""
    thursday: Hour = ""
    friday: Hour = ""
    saturday: Hour = ""
    sunday: Hour = ""
    duty_monday: Hour = ""
    duty_tuesday: Hour = ""
    duty_wednesday: Hour = ""
    duty_thursday: Hour = ""
    duty_friday: Hour = ""
    duty_saturday: Hour = ""
    duty_sunday: Hour = ""
    duty_off: Hour = ""
    duty_counts: bool = False


class OwnerForm(Form):
    """Whose calendar it shall be."""

    owner: Literal["tenant", "team", "customer"] = "tenant"
    team: Annotated[str, Meta(max_length=100)] = ""
    customer: UUID | None = None


class VersionForm(Form):
    """The version that somebody looked at."""

    version: int | None = None


class DaysForm(Form):
    """A date or a few in a row, closed or with other hours."""

    day: Annotated[str, Meta(max_length=10)]
    until: Annotated[str, Meta(max_length=10)] = ""
    name: Annotated[str, Meta(max_length=100)] = ""
    kind: Literal["closed", "hours"] = "closed"
    hours: Hour = ""


class DayForm(Form):
    """One date, by a program: hours, or none for closed."""

    name: Annotated[str, Meta(max_length=100)] = ""
    hours: Hour = ""


class DueForm(Form):
    """When work begins, on the clocks of the calendar, and how many working hours it has."""

    start: Annotated[str, Meta(max_length=30)]
    hours: Annotated[str, Meta(max_length=10, pattern=r"^\d{1,4}([.,]\d{1,2})?$")]


class StatutoryForm(Form):
    """What headquarters says of a date or a few in a row."""

    day: Annotated[str, Meta(max_length=10)]
    name_zh: Annotated[str, Meta(max_length=100)]
    name_en: Annotated[str, Meta(max_length=100)]
    until: Annotated[str, Meta(max_length=10)] = ""
    kind: Literal["holiday", "make_up"] = "holiday"


class NoticeForm(Form):
    """The notice that confirms a year."""

    notice: Annotated[str, Meta(max_length=200, min_length=2)]


class YearForm(Form):
    year: Annotated[int, Meta(ge=2000, le=2099)]
    country: Annotated[str, Meta(max_length=2, pattern="^[A-Z]{2}$")] = COUNTRY


class Wrong(ValueError):
    """What is wrong with a text, as a translated sentence."""


def read_windows(text: str) -> Windows:
    """Hours as windows, in their order; none for an empty text. Raises ``Wrong``."""
    found = []
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        match = _WINDOW.fullmatch(part)
        if match is None:
            raise Wrong(gettext(UNREADABLE).format(text=part[:40]))
        begin, end = _minutes(match[1], match[2], part), _minutes(match[3], match[4], part)
        if end <= begin:
            raise Wrong(gettext(OVER_MIDNIGHT).format(text=part))
        found.append((begin, end, part))
    found.sort()
    for (_, reached, first), (begins, _, second) in pairwise(found):
        if begins < reached:
            raise Wrong(gettext(OVERLAP).format(first=first, second=second))
    return tuple((begin, end) for begin, end, _ in found)


def _minutes(hours: str, minutes: str | None, part: str) -> int:
    at = int(hours) * 60 + int(minutes or 0)
    if at > MINUTES or int(minutes or 0) > 59:
        raise Wrong(gettext(NO_TIME).format(text=part))
    return at


def read_hours(values: Mapping[str, Any]) -> Hours:
    """A calendar's hours. Raises ``Invalid`` with a sentence for each field that needs another look."""
    form, faults = _with_faults(values, HoursForm, {"name": "-", "zone": "UTC"})
    rows: dict[str, Windows] = {}
    for name in (*WEEKDAYS, *DUTY):
        try:
            rows[name] = read_windows(getattr(form, name))
        except Wrong as wrong:
            faults.setdefault(name, str(wrong))
    if "zone" not in faults and form.zone not in available_timezones():
        faults["zone"] = gettext(NO_ZONE)
    if faults:
        order = ("name", "zone", "country", *WEEKDAYS, *DUTY)
        raise Invalid({name: faults[name] for name in (*order, *faults) if name in faults})
    return Hours(
        name=form.name,
        zone=form.zone,
        country=form.country,
        week=tuple(rows[name] for name in WEEKDAYS),
        duty=tuple(rows[name] for name in DUTY),
        duty_counts=form.duty_counts,
    )


def read_owner(values: Mapping[str, Any]) -> Owner:
    """Whose calendar it shall be. Raises ``Invalid``."""
    form = read_values(values, OwnerForm)
    if form.owner == "team" and not form.team.strip():
        raise Invalid({"team": gettext(REQUIRED)})
    if form.owner == "customer" and form.customer is None:
        raise Invalid({"customer": gettext(REQUIRED)})
    return Owner(OwnerKind(form.owner), form.team.strip(), form.customer)


def read_days(values: Mapping[str, Any]) -> tuple[tuple[date, ...], OwnDay]:
    """Dates, and what is said of them. Raises ``Invalid``."""
    form, faults = _with_faults(values, DaysForm, {"day": "2000-01-01"})
    days = _span(form.day, form.until, faults)
    windows: Windows = ()
    try:
        windows = read_windows(form.hours) if form.kind == "hours" else ()
        if form.kind == "hours" and not windows:
            faults.setdefault("hours", gettext(NO_HOURS))
    except Wrong as wrong:
        faults.setdefault("hours", str(wrong))
    if faults:
        raise Invalid(faults)
    return days, OwnDay(form.name, windows)


def read_day(values: Mapping[str, Any]) -> OwnDay:
    """What a program says of one date. Raises ``Invalid``."""
    form = read_values(values, DayForm)
    try:
        return OwnDay(form.name, read_windows(form.hours))
    except Wrong as wrong:
        raise Invalid({"hours": str(wrong)}) from None


def read_statutory(values: Mapping[str, Any], year: int) -> tuple[tuple[date, ...], StatutoryDay]:
    """Dates of a year, and what is published of them. Raises ``Invalid``."""
    form, faults = _with_faults(values, StatutoryForm, {"day": f"{year}-01-01", "name_zh": "-", "name_en": "-"})
    days = _span(form.day, form.until, faults)
    for name, day in zip(("day", "until"), (days[:1], days[-1:]), strict=True):
        if day and day[0].year != year:
            faults.setdefault(name, gettext(NOT_IN_YEAR).format(year=year))
    if faults:
        raise Invalid(faults)
    return days, StatutoryDay(DayKind(form.kind), form.name_zh, form.name_en)


def read_due(values: Mapping[str, Any], zone: str) -> tuple[datetime, float]:
    """A moment, one without a zone on the clocks there, and so many working seconds. Raises ``Invalid``."""
    form, faults = _with_faults(values, DueForm, {"start": "2000-01-01T00:00", "hours": "1"})
    start = datetime(2000, 1, 1, tzinfo=ZoneInfo(zone))
    try:
        start = datetime.fromisoformat(form.start)
        start = start if start.tzinfo else start.replace(tzinfo=ZoneInfo(zone))
        if not 2000 <= start.year <= 2099:
            faults.setdefault("start", gettext(TOO_FAR))
    except ValueError:
        faults.setdefault("start", gettext(NOT_READABLE))
    if faults:
        raise Invalid(faults)
    return start.astimezone(UTC), float(form.hours.replace(",", ".")) * 3600


def read_date(text: str) -> date:
    """A date of this century. Raises ``Wrong``."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Wrong(gettext(NO_DAY)) from None
    if not 2000 <= found.year <= 2099:
        raise Wrong(gettext(TOO_FAR))
    return found


def _span(first: str, last: str, faults: dict[str, str]) -> tuple[date, ...]:
    """All dates from the first to the last one; what is wrong with them is added to the faults."""
    ends: dict[str, date] = {}
    for name, text in (("day", first), ("until", last or first)):
        try:
            ends[name] = read_date(text)
        except Wrong as wrong:
            if name == "day" or last:
                faults.setdefault(name, str(wrong))
    if len(ends) < 2 or faults.keys() & {"day", "until"}:
        return ()
    count = (ends["until"] - ends["day"]).days + 1
    if count < 1:
        faults["until"] = gettext(BEFORE)
    elif count > AT_ONCE:
        faults["until"] = gettext(TOO_LONG).format(most=AT_ONCE)
    return tuple(ends["day"] + timedelta(days=n) for n in range(min(max(count, 0), AT_ONCE)))


def _with_faults(values: Mapping[str, Any], form: Any, stand_in: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """The form, and what is wrong with it; what is wrong has a stand-in in it, so that the rest can be looked at."""
    try:
        return read_values(values, form), {}
    except Invalid as refusal:
        kept = {name: value for name, value in values.items() if name not in refusal.fields}
        return read_values({**stand_in, **kept}, form), dict(refusal.fields)


def typed_hours(hours: Hours) -> dict[str, Any]:
    """What was entered, as the form shows it."""
    rows = zip((*WEEKDAYS, *DUTY), (*hours.week, *hours.duty), strict=True)
    return {
        "name": hours.name,
        "zone": hours.zone,
        "country": hours.country,
        "duty_counts": "yes" if hours.duty_counts else "",
        **{name: written(windows) for name, windows in rows},
    }
