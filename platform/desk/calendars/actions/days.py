"""Dates that differ from their weekday: said, said anew, and taken back."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from desk.calendars import queries
from desk.calendars.actions.keeping import allow, next_version
from desk.calendars.errors import NotThatDay, TooManyDays
from desk.calendars.states import OwnDay, What
from desk.calendars.tables import CalendarDay
from desk.foundation.database import execute
from desk.foundation.principals import Principal

MOST_DAYS = 1_000


async def set_days(calendar_id: UUID, days: Sequence[date], own: OwnDay, *, by: Principal) -> int:
    """Let these dates be closed, or have other windows than their weekday; the answer is how many that changed."""
    allow(by)
    calendar = await queries.calendar(calendar_id, lock=True)
    known = await queries.own_days(calendar_id)
    changed = [day for day in sorted(set(days)) if known.get(day) != own]
    if not changed:
        return 0
    if len(known.keys() | set(changed)) > MOST_DAYS:
        raise TooManyDays(most=MOST_DAYS)
    version = await next_version(calendar, What.DAY, by=by, day=changed[0])
    await execute(queries.END_DAYS, calendar_id, changed, version)
    windows = msgspec.json.encode(own.windows).decode()
    for day in changed:
        await CalendarDay.add(calendar=calendar_id, day=day, name=own.name, windows=windows, since=version, until=None)
    return len(changed)


async def drop_day(calendar_id: UUID, day: date, *, by: Principal) -> None:
    """Let a date be as its weekday and the statutory days say. Raises ``NotThatDay``."""
    allow(by)
    calendar = await queries.calendar(calendar_id, lock=True)
    if day not in await queries.own_days(calendar_id):
        raise NotThatDay(day=day.isoformat())
    version = await next_version(calendar, What.DAY_REMOVED, by=by, day=day)
    await execute(queries.END_DAYS, calendar_id, [day], version)
