"""Reading the audit trail: facts that say themselves that they belong there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record

from desk.foundation import keysets
from desk.foundation.database import rows, value
from desk.foundation.tenancy import current_scope
from desk.foundation.web import paging


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail; None leaves a thing open."""

    kind: str | None = None
    ids: tuple[UUID, ...] | None = None
    """By which facts refer to a member: what they did, and what was done about them."""
    since: datetime | None = None
    until: datetime | None = None


_AUDITED = """
select e.id, e.at, e.name, e.audit, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.payload from event e
"""
_IDS = """
select array_remove(array_cat(array[m.id, m.credential],
         array(select a.id from api_token a where a.tenant_id = m.tenant_id and a.member = m.id)), null)
  from member m where m.id = $1
"""


async def audit_listed(
    wanted: Wanted, *, most: int, after: keysets.Key | None = None, before: keysets.Key | None = None
) -> list[Record]:
    """At most so many facts behind or before a key, the latest first."""
    return await keysets.part(
        _AUDITED, _narrowed(wanted), by="e.at", key="e.id", falling=True, most=most, after=after, before=before
    )


def counting_audit(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    return keysets.counting("event e", _narrowed(wanted), most=most)


async def audited(wanted: Wanted, *, size: int, cursor: str | None = None) -> paging.Page[Record]:
    """A page of the trail for programs."""
    key = paging.decode(cursor, datetime, UUID) if cursor else None
    found = await audit_listed(wanted, most=size + 1, after=(key[0], key[1]) if key else None)
    return paging.page_of(found, size, lambda one: (one["at"], one["id"]), cursor=cursor)


async def ids_of_member(person: UUID) -> tuple[UUID, ...]:
    """All ids by which facts refer to a member; none when there is no such member."""
    return tuple(await value(_IDS, person) or ())


def between_days(first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
    """From the first moment of a day to the end of another, on the tenant's clocks."""
    return _midnight(first), _midnight(last + timedelta(days=1) if last else None)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, ZoneInfo(current_scope().tenant.zone))


def _narrowed(wanted: Wanted) -> keysets.Conditions:
    conditions, arguments = ["e.audit is not null"], list[Any]()
    for condition, said in (
        ("e.audit = {}", wanted.kind),
        (
            "(e.by_id = any({0}::uuid[]) or e.subject_id = any({0}::uuid[]))",
            None if wanted.ids is None else list(wanted.ids),
        ),
        ("e.at >= {}", wanted.since),
        ("e.at < {}", wanted.until),
    ):
        if said is not None:
            arguments.append(said)
            conditions.append(condition.format(f"${len(arguments)}"))
    return conditions, arguments


async def changed_values(event_ids: list[UUID]) -> list[Record]:
    """The old and new values that belong to these facts, where they were not erased."""
    return await rows(
        "select event_id, field, old, new from field_change where event_id = any($1) order by event_id, field",
        event_ids,
    )
