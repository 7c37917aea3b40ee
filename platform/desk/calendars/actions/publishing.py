"""
Headquarters publishes the statutory year: single days, whole years, and that a notice confirmed one.

What is published is written as ``desk_hq`` in a transaction of its own, inside of which the operators' fact is
recorded: when one of both fails, neither is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import asyncpg

from desk.calendars import queries
from desk.calendars.errors import NoDays, NotThatDay, YearIsConfirmed
from desk.calendars.events import StatutoryPublished
from desk.calendars.states import DayKind, Published, StatutoryDay
from desk.foundation.crossing import publishing
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.ids import uuid7
from desk.kit.time import now

Days = Mapping[date, StatutoryDay]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a country."""

    country: str
    year: int


async def publish_days(year: Year, days: Sequence[date], said: StatutoryDay, *, by: Principal) -> int:
    """Say of dates that nobody works, or that everybody does; the answer is of how many that wasn't said before."""
    _allow(by)
    async with publishing() as connection:
        known = await _known(connection, year)
        new = {day: said for day in days if known.get(day) != said}
        if new:
            await _publish(connection, year, Published.CHANGED, "", by, new, new)
    return len(new)


async def withdraw_day(year: Year, day: date, *, by: Principal) -> None:
    """Say nothing of a date any more. Raises ``NotThatDay``."""
    _allow(by)
    async with publishing() as connection:
        if day not in await _known(connection, year):
            raise NotThatDay(day=day.isoformat())
        await _publish(connection, year, Published.CHANGED, "", by, [day], {})


async def publish_year(year: Year, days: Days, reference: str, *, by: Principal) -> int:
    """Put these days in the place of all that was said of a year. Raises ``YearIsConfirmed``."""
    _allow(by)
    async with publishing() as connection:
        known = await _known(connection, year)
        if await connection.fetchval(queries.IS_CONFIRMED, year.country, year.year):
            raise YearIsConfirmed(year=year.year)
        new = {day: said for day, said in days.items() if known.get(day) != said}
        gone = [day for day in known if days.get(day) != known[day]]
        if new or gone:
            await _publish(connection, year, Published.SEEDED, reference, by, {*new, *gone}, new)
    return len(new) + len(set(gone) - set(new))


async def confirm_year(year: Year, notice: str, *, by: Principal) -> None:
    """Say by which notice the year is so; from then on it isn't provisional. Raises ``NoDays``."""
    _allow(by)
    async with publishing() as connection:
        if not await _known(connection, year):
            raise NoDays(year=year.year)
        await connection.execute(queries.CONFIRM_YEAR, year.country, year.year, now(), by.name, notice)
        await _publish(connection, year, Published.CONFIRMED, notice, by, [], {})


async def reopen_year(year: Year, *, by: Principal) -> None:
    """Take the confirmation back: the year is provisional again."""
    _allow(by)
    async with publishing() as connection:
        if not await connection.fetchval(queries.IS_CONFIRMED, year.country, year.year):
            raise NotFound
        await connection.execute(queries.CONFIRM_YEAR, year.country, year.year, None, "", "")
        await _publish(connection, year, Published.REOPENED, "", by, [], {})


async def _known(connection: asyncpg.Connection, year: Year) -> dict[date, StatutoryDay]:
    """What counts now, under a lock: two who publish at once do so one after the other."""
    await connection.execute(queries.LOCK_STATUTORY)
    found = await connection.fetch(queries.DAYS_OF_YEAR, year.country, year.year)
    return {one["day"]: StatutoryDay(DayKind(one["kind"]), one["name_zh"], one["name_en"]) for one in found}


async def _publish(
    connection: asyncpg.Connection,
    year: Year,
    what: Published,
    reference: str,
    by: Principal,
    ended: Any,
    new: Days,
) -> None:
    """One more version: what was said of some dates ends with it, what is said of others begins."""
    country, number = year.country, year.year
    given = (country, number, what.value, reference, by.id, by.name, now())
    version = await connection.fetchval(queries.PUBLISH, *given)
    year_id = await connection.fetchval(queries.OPEN_YEAR, uuid7(), country, number)
    await connection.execute(queries.END_STATUTORY, country, sorted(ended), version)
    await connection.executemany(
        queries.ADD_STATUTORY,
        [
            (uuid7(), country, number, day, said.kind.value, said.name_zh, said.name_en, version)
            for day, said in sorted(new.items())
        ],
    )
    await record(StatutoryPublished(year_id, by=by, what=what.value, country=country, year=number))


def _allow(by: Principal) -> None:
    if not by.may("statutory.publish"):
        raise Forbidden
