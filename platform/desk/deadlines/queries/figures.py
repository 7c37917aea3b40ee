"""Figures of promises: kept, late and missed by promise and month, and who used the time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.deadlines.queries.following import OPEN
from desk.foundation.database import rows
from desk.foundation.figures import MEMBER, TEAM, Part, Period, tally
from desk.people.queries import TEAM_KEY

_SETTLED = """
select d.tenant_id, d.id, d.promise, d.member, d.met_at, d.missed_at, d.late_seconds,
       coalesce(d.missed_at, d.ended_at) as at
  from deadline d
 where coalesce(d.missed_at, d.ended_at) is not null and not d.waits
   and coalesce(d.missed_at, d.ended_at) >= $1 and coalesce(d.missed_at, d.ended_at) < $2
   and (d.status in ('met', 'missed') or d.missed_at is not null)
"""
FIGURES = f"""
select s.promise, to_char(s.at at time zone $3, 'YYYY-MM') as month,
       count(*) filter (where s.missed_at is null) as met,
       count(*) filter (where s.missed_at is not null and s.met_at is not null) as late,
       count(*) filter (where s.missed_at is not null and s.met_at is null) as missed,
       percentile_cont(0.5) within group (order by s.late_seconds) filter (where s.late_seconds is not null) as lateness
  from ({_SETTLED}) s group by s.promise, month order by month desc, s.promise
"""
_WHOSE = f"""
select x.promise, x.turn, sum(x.seconds) as seconds from (
  select s.promise, g.turn, g.state, extract(epoch from
           lead(g.from_at) over (partition by g.deadline order by g.position) - g.from_at) as seconds
    from ({_SETTLED}) s join deadline_segment g on g.tenant_id = s.tenant_id and g.deadline = s.id) x
 where x.state <> 'ended' and x.seconds is not null group by x.promise, x.turn
"""


async def figures(since: datetime, until: datetime, zone: str) -> list[Record]:
    """
    By promise and month, the latest first. A promise belongs to the month in which its time passed, or in which it was
    kept before that.
    """
    return await rows(FIGURES, since, until, zone)


async def kept_and_settled(period: Period, by: str) -> list[Part]:
    """How many promises were kept in time, of those that were kept or missed in a period."""
    return await tally(
        f"({_SETTLED}) s left join member m on m.tenant_id = s.tenant_id and m.id = s.member",
        period,
        by,
        at="s.at",
        part="count(*) filter (where s.missed_at is null)",
        whole="count(*)",
        keys={
            MEMBER: ("m.id", "m.name"),
            TEAM: TEAM_KEY,
            "promise": ("s.promise", "''"),
        },
    )


async def whose_time(since: datetime, until: datetime) -> list[Record]:
    """Seconds of any clock by promise and by whose move it was, of the same promises."""
    return await rows(_WHOSE, since, until)


async def stretches_of(subjects: Sequence[UUID], kind: str) -> list[Record]:
    """From when to when it was whose move, by the logs of all promises about these; the open ends are None."""
    return await rows(
        f"""select d.subject_id, g.turn, g.state, g.from_at, d.status in {OPEN} as is_open,
                   lead(g.from_at) over (partition by g.deadline order by g.position) as to_at
              from deadline d join deadline_segment g on g.tenant_id = d.tenant_id and g.deadline = d.id
             where d.subject_id = any($1) and d.subject_kind = $2 and not d.waits
             order by g.from_at""",
        list(subjects),
        kind,
    )
