"""What partners published, and the counts that a tenant publishes of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row
from desk.headquarters.queries.life import KNOWN

_ROWS = """
select k.*, c.open_tickets, c.unassigned_tickets, c.solved_30_days, c.customers, c.members, c.published_at, w.kept,
       w.settled, w.owed_kept, w.owed_settled
  from (select k.* from ({known}) k where {where} order by {order} limit ${most}) k
  left join partner c on c.tenant_id = k.id
  left join lateral (
    select sum(x.kept)::integer as kept, sum(x.settled)::integer as settled, sum(x.owed_kept)::integer as owed_kept,
           sum(x.owed_settled)::integer as owed_settled
      from (select * from partner_week y where y.tenant_id = k.id order by y.week desc limit 4) x) w on true
 order by {order}
"""
Key = tuple[str, UUID]
"""Where a partner stands: its name and its id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners are looked for."""

    status: str = ""
    plugin: str = ""
    q: str = ""


async def listed(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many behind or before a key, by name. As headquarters: no tenant's tables are opened."""
    where, arguments = _conditions(wanted)
    beyond, sign = (before, "<") if before is not None else (after, ">")
    if beyond is not None:
        arguments += beyond
        where += f" and (k.name, k.id) {sign} (${len(arguments) - 1}, ${len(arguments)})"
    order = "desc" if before is not None else "asc"
    arguments.append(most)
    order = f"k.name {order}, k.id {order}"
    found = await crossing_rows(_ROWS.format(known=KNOWN, where=where, order=order, most=len(arguments)), *arguments)
    return found[::-1] if before is not None else found


async def counted(several: Sequence[tuple[Wanted, int]]) -> list[int]:
    """How many partners each of these finds, up to its own most."""
    found = []
    for wanted, most in several:
        where, arguments = _conditions(wanted)
        counting = f"select count(*) from (select from ({KNOWN}) k where {where} limit ${len(arguments) + 1}) x"
        found.append(int((await crossing_rows(counting, *arguments, most))[0][0]))
    return found


async def own_counts(since: datetime) -> Record:
    """The counts of the tenant that is asking, over its own rows."""
    found = await row(
        """select (select count(*) from ticket where status not in ('solved', 'closed', 'closed_no_service', 'merged'))
                    as open_tickets,
                  (select count(*) from ticket where assignee is null
                      and status not in ('solved', 'closed', 'closed_no_service', 'merged')) as unassigned_tickets,
                  (select count(*) from ticket where solved_at >= $1) as solved_30_days,
                  (select count(*) from customer where status <> 'lost') as customers,
                  (select count(*) from member where status = 'active') as members""",
        since,
    )
    assert found is not None
    return found


def _conditions(wanted: Wanted) -> tuple[str, list[Any]]:
    where = """($1 = '' or k.status = $1) and ($2 = '' or $2 = any(k.plugins))
               and ($3 = '' or strpos(lower(k.name), lower($3)) > 0 or strpos(k.slug, lower($3)) > 0)"""
    return where, [wanted.status, wanted.plugin, wanted.q]
