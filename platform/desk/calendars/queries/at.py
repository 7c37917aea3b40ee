"""
The calendar that counts, now and as it was.

A version of a calendar never changes, so each process keeps those that it has seen. Which one counts is known by the
version of the tenant's facts, that every request reads anyway: a calendar in use costs no statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from desk.calendars.states import (
    COUNTRY,
    CalendarAt,
    DayKind,
    Hours,
    OwnDay,
    OwnerKind,
    StatutoryDay,
    calendar_of,
    version_of,
    versions_in,
    week_from,
    windows_from,
)
from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound
from desk.foundation.tenancy import current_scope

MOST = 5_000
"""Calendars and tenants that a process keeps."""

_INDEX = """
select c.owner_kind, c.owner_id, c.id, c.version,
       coalesce((select max(v.version) from statutory_version v), 0) as published,
       array(select y.country || y.year from statutory_year y where y.confirmed_at is not null) as confirmed,
       (select jsonb_object_agg(d.id, d.part_of) from department d where d.part_of is not null) as teams
  from (select) one left join work_calendar c on c.removed_at is null
"""
_VERSION = """
select name, zone, country, week, duty, duty_counts from work_calendar_version where calendar = $1 and number = $2
"""
_DAYS = """
select day, name, windows from calendar_day
 where calendar = $1 and since <= $2 and (until is null or until > $2) order by day
"""
_STATUTORY = """
select day, kind, name_zh, name_en from statutory_day
 where country = $1 and since <= $2 and (until is null or until > $2) order by day
"""

K = TypeVar("K")
V = TypeVar("V")
Owner = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Index:
    """Which calendars there are, each with its version as others see it, and what was published."""

    version: int
    """Of the tenant's facts."""
    published: int
    calendars: Mapping[Owner, tuple[UUID, int]]
    confirmed: frozenset[str]
    teams: Mapping[UUID, UUID]
    """The department of each team."""


_indexes: dict[tuple[UUID, UUID | None], Index] = {}
_calendars: dict[tuple[UUID, UUID | None, UUID | None, int, str], CalendarAt] = {}
_statutory: dict[tuple[str, int], Mapping[date, StatutoryDay]] = {}


async def work_calendar(*, customer_id: UUID | None = None, team_id: UUID | None = None) -> CalendarAt:
    """The calendar of a customer's site, else of the team, its department, the tenant, else the default."""
    index = await _index()
    wanted = (
        (OwnerKind.CUSTOMER, customer_id),
        (OwnerKind.TEAM, team_id),
        (OwnerKind.TEAM, index.teams.get(team_id) if team_id else None),
        (OwnerKind.TENANT, current_scope().tenant.id),
    )
    for kind, owner_id in wanted:
        if owner_id is not None and (found := index.calendars.get((kind.value, owner_id))):
            return await calendar_at_version(*found)
    return await calendar_at_version(None, version_of(0, index.published))


async def calendar_at_version(calendar_id: UUID | None, version: int) -> CalendarAt:
    """A calendar as it was in a version; None is the default one. Raises ``NotFound``."""
    scope = current_scope()
    key = (scope.tenant.id, scope.customer_id, calendar_id, version, "" if calendar_id else scope.tenant.zone)
    known = _calendars.get(key)
    return known or _keep(_calendars, key, await _read(calendar_id, version))


async def is_provisional(year: int, *, country: str = COUNTRY) -> bool:
    """Whether the statutory days of a year aren't confirmed yet: due times in it may move."""
    return bool(country) and f"{country}{year}" not in (await _index()).confirmed


async def published_version() -> int:
    """The version of what headquarters has published."""
    return (await _index()).published


async def statutory_days(country: str, published: int) -> Mapping[date, StatutoryDay]:
    """The days of a country as they were published in a version."""
    if not country:
        return {}
    known = _statutory.get((country, published))
    if known is None:
        found = {
            one["day"]: StatutoryDay(DayKind(one["kind"]), one["name_zh"], one["name_en"])
            for one in await rows(_STATUTORY, country, published)
        }
        known = _keep(_statutory, (country, published), found)
    return known


async def _index() -> Index:
    scope = current_scope()
    key = (scope.tenant.id, scope.customer_id)
    known = _indexes.get(key)
    if known is not None and known.version == scope.tenant.version:
        return known
    found = await rows(_INDEX)
    published = found[0]["published"]
    made = Index(
        version=scope.tenant.version,
        published=published,
        calendars={
            (one["owner_kind"], one["owner_id"]): (one["id"], version_of(one["version"], published))
            for one in found
            if one["id"] is not None
        },
        confirmed=frozenset(found[0]["confirmed"]),
        teams=msgspec.json.decode(found[0]["teams"] or "{}", type=dict[UUID, UUID]),
    )
    return _keep(_indexes, key, made)


async def _read(calendar_id: UUID | None, version: int) -> CalendarAt:
    own, published = versions_in(version)
    if calendar_id is None:
        hours = Hours("", current_scope().tenant.zone)
        return calendar_of(None, version, hours, {}, await statutory_days(hours.country, published))
    found = await row(_VERSION, calendar_id, own)
    if found is None:
        raise NotFound
    hours = hours_of(found)
    days = {
        one["day"]: OwnDay(one["name"], windows_from(msgspec.json.decode(one["windows"])))
        for one in await rows(_DAYS, calendar_id, own)
    }
    return calendar_of(calendar_id, version, hours, days, await statutory_days(hours.country, published))


def hours_of(found: Any) -> Hours:
    """What was entered, from a row."""
    return Hours(
        name=found["name"],
        zone=found["zone"],
        country=found["country"],
        week=week_from(msgspec.json.decode(found["week"])),
        duty=week_from(msgspec.json.decode(found["duty"])),
        duty_counts=found["duty_counts"],
    )


def _keep(kept: dict[K, V], key: K, made: V) -> V:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = made
    return made
