"""
The table ``[calendar]`` of a tenant file.

    [calendar]
    zone = "Asia/Shanghai"
    week = { weekdays = "9:00-12:00, 13:00-18:00", saturday = "9:00-12:00" }
    duty = { saturday = "13:00-17:00", off = "9:00-12:00" }

    [calendar.days]
    2026-12-31 = "9:00-12:00"
    2026-12-30 = { name = "盘点" }

What is left out stays as it is; of a table ``week`` or ``duty`` that is there, all rows count.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.calendars import actions, queries
from desk.calendars.forms import WEEKDAYS, Wrong, read_date, read_hours, read_windows, typed_hours
from desk.calendars.states import Hours, OwnDay, OwnerKind
from desk.foundation.errors import Invalid
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.foundation.tenants import Change

KEYS = ("name", "zone", "country", "duty_counts")
CLOSED = ("", "closed")
NAME = "服务时间"
"""Of a calendar that a file makes without naming it."""


def read(said: Any) -> dict[str, Any]:
    """The table as the words of the form and dates. Raises ``ValueError`` with what is wrong."""
    if not isinstance(said, dict):
        raise ValueError("calendar is a table")
    unknown = set(said) - {*KEYS, "week", "duty", "days"}
    if unknown:
        raise ValueError(f"calendar: no such key: {', '.join(sorted(unknown))}")
    values = {name: said[name] for name in KEYS if name in said}
    values |= _rows(said, "week", "", WEEKDAYS) | _rows(said, "duty", "duty_", [*WEEKDAYS, "off"])
    try:
        read_hours(typed_hours(Hours("-", "UTC")) | values)
    except Invalid as refusal:
        raise ValueError("; ".join(f"calendar: {name}: {why}" for name, why in refusal.fields.items())) from None
    return {"hours": values, "days": _days(said.get("days", {}))}


def _rows(said: Mapping[str, Any], table: str, prefix: str, names: Any) -> dict[str, str]:
    if table not in said:
        return {}
    rows = dict(said[table])
    usual = rows.pop("weekdays", "")
    unknown = set(rows) - set(names)
    if unknown:
        raise ValueError(f"calendar.{table}: no such day: {', '.join(sorted(unknown))}")
    return {f"{prefix}{name}": str(rows.get(name, usual if name in WEEKDAYS[:5] else "")) for name in names}


def _days(said: Mapping[str, Any]) -> dict[date, OwnDay]:
    found = {}
    for text, what in said.items():
        one = {"hours": what} if isinstance(what, str) else dict(what)
        hours = str(one.get("hours", ""))
        try:
            windows = () if hours in CLOSED else read_windows(hours)
            found[read_date(text)] = OwnDay(str(one.get("name", ""))[:100], windows)
        except Wrong as wrong:
            raise ValueError(f"calendar.days.{text}: {wrong}") from None
    return found


async def changes(wanted: dict[str, Any]) -> list[Change]:
    """What the table says differently from the tenant's calendar."""
    at, usual = await queries.work_calendar(), typed_hours(await _hours_now())
    found = [
        Change(f"calendar.{name}", usual[name], _as_shown(name, new))
        for name, new in wanted["hours"].items()
        if _as_shown(name, new) != usual[name]
    ]
    return found + [
        Change(f"calendar.days.{day}", at.days.get(day), own)
        for day, own in wanted["days"].items()
        if at.days.get(day) != own
    ]


async def apply(wanted: dict[str, Any]) -> None:
    """Make or change the tenant's calendar so."""
    if not await changes(wanted):
        return
    at = await queries.work_calendar()
    hours = read_hours(typed_hours(await _hours_now()) | wanted["hours"])
    calendar_id = at.id
    if calendar_id is None:
        calendar_id = (await actions.make_calendar(actions.Owner(OwnerKind.TENANT), hours, by=SYSTEM)).id
    else:
        await actions.change_hours(calendar_id, hours, by=SYSTEM)
    for day, own in wanted["days"].items():
        await actions.set_days(calendar_id, [day], own, by=SYSTEM)


async def _hours_now() -> Hours:
    """What counts now; of the default, with a name."""
    at = await queries.work_calendar()
    return at.hours if at.id is not None else Hours(NAME, current_scope().tenant.zone)


def _as_shown(name: str, new: Any) -> Any:
    """A value of the file as the form would show it."""
    return typed_hours(read_hours(typed_hours(Hours("-", "UTC")) | {name: new}))[name]
