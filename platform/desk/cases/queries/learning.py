"""What closed cases taught, and how long headquarters takes: by kind, partner and product."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row, rows

Key = tuple[datetime, UUID]
GROUPS = {"kind": "c.kind", "partner": "c.partner_name", "product": "c.product"}
MOST = 20_000


async def candidates(*, q: str = "", most: int, after: Key | None = None) -> list[Record]:
    """What was marked for the knowledge base, the newest first."""
    beyond = "and (k.at, k.id) < ($3, $4)" if after else ""
    return await rows(
        f"""select k.id, k.partner, k.number, k.product, k.problem, k.answer, k.author_name, k.at
              from knowledge_candidate k
             where ($1 = '' or strpos(lower(k.problem), lower($1)) > 0 or strpos(lower(k.answer), lower($1)) > 0
                    or strpos(lower(k.product), lower($1)) > 0) {beyond}
             order by k.at desc, k.id desc limit $2""",
        *(q, most, *(after or ())),
    )


async def candidate_of(case_id: UUID) -> Record | None:
    """What a case taught, where it was marked."""
    return await row("select problem, answer from knowledge_candidate where hq_case = $1", case_id)


async def cases_since(since: datetime, group: str) -> list[Record]:
    """Each case that was handed up since then: its group, how often it wasn't solved, and when it was answered."""
    return await crossing_rows(
        f"""select c.id, {GROUPS[group]} as name, c.opened_at, c.status,
                   (select min(e.at) from case_entry e where e.tenant_id = c.tenant_id and e.hq_case = c.id
                       and e.side = 'headquarters' and e.act in ('answer', 'decline')) as answered_at,
                   (select count(*) from case_entry e where e.tenant_id = c.tenant_id and e.hq_case = c.id
                       and e.act = 'not_solved') as objections
              from hq_case c
             where c.direction = 'up' and c.opened_at >= $1 order by c.opened_at desc limit {MOST}""",
        since,
    )


async def kept_since(since: datetime) -> dict[UUID, tuple[int, int]]:
    """Of each case: how many promises of headquarters ended since then, and how many of them in time."""
    found = await rows(
        """select subject_id, count(*) as ended, count(*) filter (where missed_at is null) as in_time from deadline
            where subject_kind = 'case_desk' and started_at >= $1 and (met_at is not null or missed_at is not null)
              and promise not like '%-H' group by subject_id""",
        since,
    )
    return {one["subject_id"]: (one["ended"], one["in_time"]) for one in found}


async def tickets_since(since: datetime) -> dict[str, int]:
    """How many tickets partners opened, of the months that they published."""
    found: Sequence[Record] = await crossing_rows(
        """select p.name, sum(s.part)::bigint as opened from scorecard s join partner p on p.tenant_id = s.tenant_id
            where s.figure = 'tickets.opened' and s.month >= date_trunc('month', $1::timestamptz)::date
            group by p.name""",
        since,
    )
    return {one["name"]: one["opened"] for one in found}
