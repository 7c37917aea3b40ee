"""A tenant's calendars as rows: lists, one, its days, and what it was."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.calendars.states import OwnDay, OwnerKind, windows_from
from desk.calendars.tables import CalendarTable
from desk.foundation import subjects
from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound

TENANT_CHANGED = "update tenant set version = version + 1"
"""What is known by the version of the tenant's facts is to be read again."""
END_DAYS = """
update calendar_day set until = $3 where calendar = $1 and day = any($2::date[]) and until is null
"""
_KINDS = "case c.owner_kind when 'tenant' then 0 when 'team' then 1 else 2 end"
_LIST = f"""
select c.id, c.owner_kind, c.owner_id, coalesce(g.name, '') as team, c.name, c.zone, c.country, c.week, c.duty,
       c.duty_counts, c.version, c.created_at, c.changed_at, {_KINDS} as place, lower(c.name) as sorted_by,
       (select count(*) from calendar_day d
         where d.tenant_id = c.tenant_id and d.calendar = c.id and d.until is null) as days
  from work_calendar c
  left join department g on g.tenant_id = c.tenant_id and g.id = c.owner_id and c.owner_kind = 'team'
"""
_VERSIONS = """
select v.number, v.at, v.by_kind, v.by_id, v.what, v.day, v.name, v.zone, v.country, v.week, v.duty, v.duty_counts
  from work_calendar_version v
 where v.calendar = $1 and ($2::integer is null or v.number < $2) order by v.number desc limit $3
"""
_DAYS_OF_VERSIONS = """
select day, name, windows, since, until from calendar_day
 where calendar = $1 and (since = any($2::integer[]) or until = any($2::integer[])) order by day, since
"""


async def calendar(calendar_id: UUID, *, lock: bool = False) -> CalendarTable:
    """One calendar that counts. Raises ``NotFound``, also for one that was removed."""
    found = CalendarTable.removed_at.is_null() & (CalendarTable.id == calendar_id)
    query = CalendarTable.objects().where(found).first()
    made = await (query.lock_rows("UPDATE") if lock else query)
    if made is None:
        raise NotFound
    return made


async def calendar_of_owner(kind: OwnerKind, owner_id: UUID) -> UUID | None:
    """The calendar of the tenant, a team or a customer itself, if it has one."""
    found = await row(
        "select id from work_calendar where owner_kind = $1 and owner_id = $2 and removed_at is null", kind, owner_id
    )
    return found["id"] if found else None


async def calendars(
    *, q: str = "", kind: str | None = None, after: tuple[int, str, UUID] | None = None, most: int
) -> list[Record]:
    """Calendars by what they are for and by name, behind a key."""
    return await rows(
        f"""{_LIST} where c.removed_at is null
              and ($1 = '' or position(lower($1) in lower(c.name || ' ' || coalesce(g.name, ''))) > 0)
              and ($2::text is null or c.owner_kind = $2)
              and ($3::integer is null or ({_KINDS}, lower(c.name), c.id) > ($3, $4, $5::uuid))
            order by place, sorted_by, c.id limit $6""",
        q,
        kind,
        *(after or (None, None, None)),
        most,
    )


async def one_listed(calendar_id: UUID) -> Record:
    """One calendar as lists show it. Raises ``NotFound``."""
    found = await row(f"{_LIST} where c.removed_at is null and c.id = $1", calendar_id)
    if found is None:
        raise NotFound
    return found


async def own_days(calendar_id: UUID) -> dict[date, OwnDay]:
    """The dates of a calendar that differ, as they count now."""
    found = await rows(
        "select day, name, windows from calendar_day where calendar = $1 and until is null order by day", calendar_id
    )
    return {one["day"]: OwnDay(one["name"], windows_from(msgspec.json.decode(one["windows"]))) for one in found}


async def versions(calendar_id: UUID, *, before: int | None = None, most: int) -> list[Record]:
    """A calendar as it was, the latest version first."""
    return await rows(_VERSIONS, calendar_id, before, most)


async def days_of_versions(calendar_id: UUID, numbers: Sequence[int]) -> list[Record]:
    """What was said of single dates with these versions, or until them."""
    return await rows(_DAYS_OF_VERSIONS, calendar_id, list(numbers))


async def last_changed_by(calendar_id: UUID) -> str:
    """Who changed it last, as a refusal names them."""
    (last,) = await rows(_VERSIONS, calendar_id, None, 1)
    key = (last["by_kind"], last["by_id"])
    return (await subjects.names_of([key])).get(key, "") if last["by_id"] else ""


async def names_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of calendars, for facts about them."""
    found = await rows("select id, name from work_calendar where id = any($1)", list(ids))
    return {one["id"]: one["name"] for one in found}
