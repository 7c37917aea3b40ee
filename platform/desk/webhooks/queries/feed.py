"""
The facts of a tenant in their order, for whoever reads on from where they stopped.

A fact has its place, its key, a moment before its transaction ends: a later one may be there sooner. Whoever read on
behind it would never see it. So the feed ends at the ``horizon``: before all facts of transactions that are still open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.events import registered
from desk.foundation.reactions import EVERY
from desk.foundation.tenancy import current_scope
from desk.kit.ids import first_key, moment_of, uuid7

CLOCKS_APART = 1.0
"""Seconds by which the clocks of web, workers and database may differ, and between a fact's key and its lock."""
LOOKED_AT = 1_000
"""Facts that one page looks at, whether they are wanted or not."""
FIRST = UUID(int=0)

# Every transaction that has recorded facts of this tenant holds this lock until it ends: see ``events.record``.
_OLDEST = """
select min(coalesce(a.xact_start, '-infinity'))
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
 where l.locktype = 'advisory' and l.objsubid = 2 and l.pid <> pg_backend_pid()
   and l.database = (select oid from pg_database where datname = current_database())
   and l.classid = (hashtext('facts')::bigint & 4294967295)::oid
   and l.objid = (hashtext($1::uuid::text)::bigint & 4294967295)::oid
"""
FITS = "($3 or name = any($4::text[]) or exists (select from unnest($5::text[]) p where starts_with(name, p)))"
_SEEN = f"""
with looked_at as materialized (
  select id, name, version, at, by_kind, by_id, subject_kind, subject_id, customer_id, cause_id, audience, payload
    from event where id > $1 and id < $2 order by id limit {LOOKED_AT})
select * from looked_at where {FITS} order by id limit $6
"""
_LAST = f"""
select id, count(*) over () as count from (
  select id from event where id > $1 and id < $2 order by id limit {LOOKED_AT}) x order by id desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page of the feed: where to read on, and whether there is more at this moment."""

    facts: Sequence[Record]
    last: UUID
    more: bool


async def horizon() -> UUID:
    """A key before all facts that may still appear."""
    oldest = await value(_OLDEST, current_scope().tenant.id)
    moment = moment_of(uuid7())
    if oldest is not None:
        moment = min(moment, oldest.timestamp() if oldest.year > 1 else 0.0)
    return first_key(moment - CLOCKS_APART)


async def seen(after: UUID, patterns: Sequence[str], *, most: int) -> Seen:
    """The next facts behind a key that fit one of the patterns; without patterns, all."""
    until = await horizon()
    every = not patterns or EVERY in patterns
    found = await rows(_SEEN, after, until, every, list(patterns), starts(patterns), most + 1)
    if len(found) > most:
        return Seen(found[:most], found[most - 1]["id"], True)
    last = await row(_LAST, after, until)
    if last is None:
        return Seen(found, after, False)
    return Seen(found, last["id"], last["count"] == LOOKED_AT)


def starts(patterns: Sequence[str]) -> list[str]:
    """With what the names begin that fit ``ticket.*`` and the like."""
    return [one.removesuffix("*") for one in patterns if one.endswith(".*")]


@cache
def known_types() -> tuple[str, ...]:
    """The names of all facts that this installation records."""
    return tuple(sorted(registered()))
