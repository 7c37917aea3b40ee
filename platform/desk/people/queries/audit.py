"""Reading the audit trail: facts that say themselves that they belong there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.foundation.database import rows, value
from desk.foundation.tenancy import current_scope
from desk.foundation.web import paging


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail; None leaves a thing open."""

    kind: str | None = None
    person: UUID | None = None
    """A member: what they did, and what was done about them."""
    from_on: date | None = None
    to_on: date | None = None


_AUDITED = """
select e.id, e.at, e.name, e.audit, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.payload from event e
 where e.audit is not null
   and ($1::text is null or e.audit = $1)
   and ($2::uuid[] is null or e.by_id = any($2) or e.subject_id = any($2))
   and ($3::timestamptz is null or e.at >= $3) and ($4::timestamptz is null or e.at < $4)
   and ($5::timestamptz is null or (e.at, e.id) < ($5, $6::uuid))
 order by e.at desc, e.id desc limit $7
"""
_IDS = """
select array_remove(array_cat(array[m.id, m.credential],
         array(select a.id from api_token a where a.tenant_id = m.tenant_id and a.member = m.id)), null)
  from member m where m.id = $1
"""


async def audited(wanted: Wanted, *, size: int, cursor: str | None = None) -> paging.Page[Record]:
    """A page of the trail, the latest first."""
    at, last = paging.decode(cursor, datetime, UUID) if cursor else (None, None)
    found = await rows(
        _AUDITED,
        wanted.kind,
        await _ids_of(wanted.person),
        _midnight(wanted.from_on),
        _midnight(wanted.to_on + timedelta(days=1) if wanted.to_on else None),
        at,
        last,
        size + 1,
    )
    return paging.page_of(found, size, lambda one: (one["at"], one["id"]), cursor=cursor)


async def _ids_of(person: UUID | None) -> list[UUID] | None:
    """All ids by which facts refer to a member; nobody's when there is no such member."""
    return None if person is None else (await value(_IDS, person) or [])


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, ZoneInfo(current_scope().tenant.zone))


async def changed_values(event_ids: list[UUID]) -> list[Record]:
    """The old and new values that belong to these facts, where they were not erased."""
    return await rows(
        "select event_id, field, old, new from field_change where event_id = any($1) order by event_id, field",
        event_ids,
    )
