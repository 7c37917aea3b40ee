"""How customers answered: by dimension and month, and by who served them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows

_COUNTS = """
count(*) filter (where a.level = 'poor')::int as poor,
count(*) filter (where a.level = 'average')::int as average,
count(*) filter (where a.level = 'good')::int as good
"""
_FROM = """
survey_answer a join survey s on s.tenant_id = a.tenant_id and s.id = a.survey
"""
_WITHIN = "s.status = 'answered' and s.answered_at >= $1 and s.answered_at < $2 and ($3::text is null or s.kind = $3)"


@dataclass(frozen=True, slots=True)
class Count:
    """How often one dimension was answered poor, average and good."""

    dimension: str
    poor: int
    average: int
    good: int
    month: int = 0
    member: UUID | None = None
    name: str = ""

    @property
    def answers(self) -> int:
        return self.poor + self.average + self.good

    @property
    def share(self) -> float:
        """The share of those who are satisfied: average counts as not."""
        return self.good / self.answers


async def by_month(begin: datetime, end: datetime, zone: str, kind: str | None = None) -> list[Count]:
    """How each dimension was answered in each month of a year, on the clocks of a zone."""
    found = await rows(
        f"""select a.dimension, extract(month from s.answered_at at time zone $4)::int as month, {_COUNTS}
              from {_FROM} where {_WITHIN} group by 1, 2 order by 1, 2""",
        begin,
        end,
        kind,
        zone,
    )
    return [Count(**one) for one in found]


async def by_member(begin: datetime, end: datetime, kind: str | None = None) -> list[Count]:
    """How each dimension was answered about each member, by name; what nobody in particular did is left out."""
    found = await rows(
        f"""select a.dimension, s.member, m.name, {_COUNTS}
              from {_FROM} join member m on m.tenant_id = s.tenant_id and m.id = s.member
             where {_WITHIN} group by 1, 2, 3, m.name_key order by m.name_key, 2, 1""",
        begin,
        end,
        kind,
    )
    return [Count(**one) for one in found]


async def shares(begin: datetime, end: datetime, kind: str | None = None) -> Record:
    """Of a period: how many were asked, how many answered, how many were low, and of these, how many were handled."""
    found = await row(
        """select count(*) filter (where asked_at >= $1 and asked_at < $2)::int as asked,
                  count(*) filter (where answered_at >= $1 and answered_at < $2)::int as answered,
                  count(*) filter (where answered_at >= $1 and answered_at < $2 and low)::int as low,
                  count(*) filter (where answered_at >= $1 and answered_at < $2 and low
                                     and handled_at is not null)::int as handled
             from survey where ((asked_at >= $1 and asked_at < $2) or (answered_at >= $1 and answered_at < $2))
                           and ($3::text is null or kind = $3)""",
        begin,
        end,
        kind,
    )
    assert found is not None
    return found


async def years(zone: str) -> list[int]:
    """The years in which somebody answered, the latest first."""
    found = await rows(
        """select distinct extract(year from answered_at at time zone $1)::int as year from survey
            where status = 'answered' order by 1 desc limit 30""",
        zone,
    )
    return [one["year"] for one in found]
