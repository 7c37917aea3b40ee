"""The board: weeks of partners, months added up, whose time handed-up matters took; and the week a tenant publishes."""

from collections.abc import Sequence
from datetime import date, datetime

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows
from desk.foundation.figures import Part

WEEKS = 12
WEEK = """
insert into partner_week (tenant_id, week, opened, solved, open_tickets, unassigned_tickets, kept, settled, owed_kept,
                          owed_settled, owed_open, owed_late, published_at)
select $1, $2, t.opened, t.solved, t.open_tickets, t.unassigned_tickets, d.kept, d.settled, d.owed_kept, d.owed_settled,
       o.owed_open, o.owed_late, $5
  from (select (select count(*) from ticket where opened_at >= $3 and opened_at < $4) as opened,
               (select count(*) from ticket where solved_at >= $3 and solved_at < $4) as solved,
               (select count(*) from ticket where status not in ('solved', 'closed', 'closed_no_service', 'merged')
                   and opened_at < $4)
               + (select count(*) from ticket where solved_at >= $4 and opened_at < $4)
               + (select count(*) from ticket where closed_at >= $4 and solved_at is null and opened_at < $4)
                 as open_tickets,
               (select count(*) from ticket where assignee is null and opened_at < $4
                   and status not in ('solved', 'closed', 'closed_no_service', 'merged')) as unassigned_tickets) t,
       (select count(*) filter (where promise <> 'HQ-D8' and missed_at is null) as kept,
               count(*) filter (where promise <> 'HQ-D8') as settled,
               count(*) filter (where promise = 'HQ-D8' and missed_at is null) as owed_kept,
               count(*) filter (where promise = 'HQ-D8') as owed_settled
          from deadline where coalesce(missed_at, ended_at) >= $3 and coalesce(missed_at, ended_at) < $4 and not waits
           and (status in ('met', 'missed') or missed_at is not null)) d,
       (select count(*) as owed_open, count(*) filter (where missed_at is not null) as owed_late
          from deadline where promise = 'HQ-D8' and status in ('running', 'paused') and started_at < $4) o
    on conflict (tenant_id, week) do update set
       opened = excluded.opened, solved = excluded.solved, open_tickets = excluded.open_tickets,
       unassigned_tickets = excluded.unassigned_tickets, kept = excluded.kept, settled = excluded.settled,
       owed_kept = excluded.owed_kept, owed_settled = excluded.owed_settled, owed_open = excluded.owed_open,
       owed_late = excluded.owed_late, published_at = excluded.published_at
 where partner_week.published_at < $4
"""
"""A week as it stands, once more when it is over; from then on it stays as it is."""
COUNTED = (
    *("opened", "solved", "open_tickets", "unassigned_tickets", "kept", "settled"),
    *("owed_kept", "owed_settled", "owed_open", "owed_late"),
)
_SUMS = ", ".join(f"sum({one})::integer as {one}" for one in COUNTED)


async def weeks(since: date, slug: str = "") -> list[Record]:
    """The weeks since then of all partners together, or of one, the earliest first. As headquarters."""
    found = await crossing_rows(
        f"""select w.week, count(*) as partners, {_SUMS} from partner_week w
             where w.week > $1
               and ($2 = '' or w.tenant_id = (select p.tenant_id from partner p where p.slug = $2))
             group by w.week order by w.week desc limit $3""",
        since,
        slug,
        WEEKS,
    )
    return found[::-1]


async def months_together(since: date, slug: str = "") -> dict[str, dict[date, list[Part]]]:
    """What all partners, or one, published of each month since then, added up, by figure. As headquarters."""
    found = await crossing_rows(
        """select figure, month, currency, sum(part)::bigint as part, sum(whole)::bigint as whole from scorecard
            where month >= $1
              and ($2 = '' or tenant_id = (select p.tenant_id from partner p where p.slug = $2))
            group by figure, month, currency order by month""",
        since,
        slug,
    )
    sums: dict[str, dict[date, list[Part]]] = {}
    for one in found:
        part = Part(one["part"], one["whole"], currency=one["currency"])
        sums.setdefault(one["figure"], {}).setdefault(one["month"], []).append(part)
    return sums


async def time_of_matters(since: datetime, slug: str = "") -> Record:
    """Seconds of each side in the handed-up matters that ended since then, and how many there were. As headquarters."""
    (found,) = await crossing_rows(
        """select count(*) as matters, coalesce(sum(t.partner_seconds), 0)::bigint as us,
                  coalesce(sum(t.customer_seconds), 0)::bigint as customer,
                  coalesce(sum(t.headquarters_seconds), 0)::bigint as headquarters
             from case_time t
            where t.at >= $1
              and ($2 = '' or t.tenant_id = (select p.tenant_id from partner p where p.slug = $2))""",
        since,
        slug,
    )
    return found


async def own_weeks() -> Sequence[Record]:
    """The weeks that the tenant that is asking published, the earliest first."""
    found = await rows("select * from partner_week order by week desc limit $1", WEEKS)
    return found[::-1]
