"""Open deadlines in portions, locked or only looked at: what is recounted, verified and tried out goes through them."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.deadlines.queries.following import _OPEN_COLUMNS, OPEN, Open, read_open
from desk.foundation.database import row, rows

PORTION = 200
FIRST = UUID(int=0)

_PORTION = """
with held as materialized (
  select d.* from deadline d
   where d.id > $1 and d.status in {open} and ($2::text is null or d.promise = $2)
     and ($4::integer is null or d.policy_version < $4)
     and ($5::uuid is null or (d.customer_id = $5 and exists (
       select from deadline_policy p where p.promise = d.promise and p.version = d.policy_version
          and p.applies = 'open')))
   order by d.id limit $3 {lock})
select (select jsonb_agg(o order by o.id)::text from (select {columns} from held d) o) as open
"""


async def portion(
    after: UUID = FIRST,
    *,
    promise: str | None = None,
    below: int | None = None,
    regraded: UUID | None = None,
    size: int = PORTION,
    lock: bool = False,
) -> list[Open]:
    """
    The next open deadlines behind an id: all, those of one promise, those below a version of its policy, those of a
    customer with another grade now whose policy counts for open ones, too.
    """
    sql = _PORTION.format(columns=_OPEN_COLUMNS, open=OPEN, lock="for update" if lock else "")
    found = await row(sql, after, promise, size, below, regraded)
    return read_open(found and found["open"])


async def one_open(deadline_id: UUID) -> Open | None:
    """One deadline while it is open, with its log and what it owes."""
    sql = f"select jsonb_agg(o)::text as open from (select {_OPEN_COLUMNS} from deadline d where d.id = $1) o"
    found = await row(sql, deadline_id)
    return next(iter(read_open(found and found["open"])), None)


async def grades_of(customers: Sequence[UUID]) -> dict[UUID, str]:
    """The grades of customers."""
    found: list[Record] = await rows("select id, grade from customer where id = any($1)", list(customers))
    return {one["id"]: one["grade"] for one in found}
