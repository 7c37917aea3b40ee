"""Whom a minimum has reached, and what partners answered to a trial: counts, as headquarters sees them."""

from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import row
from desk.foundation.errors import NotFound

REACH = "update deadline_minimum set reach = $3 where id = $1 and reach = any($2) returning id"
ADD_STAGE = """
insert into minimum_stage (tenant_id, minimum, by_name, at)
select p.id, $1, $3, $4 from partners_known() p where p.slug = any($2) and p.status <> 'closed' on conflict do nothing
"""
ADD_TRIAL = """
insert into rollout_trial (id, kind, promise, basis, amount, country, days, by_name, at)
values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)
"""
ANSWER = """
insert into rollout_answer (tenant_id, trial, open, moved, breached, looser, is_whole, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, trial) do update
set open = excluded.open, moved = excluded.moved, breached = excluded.breached, looser = excluded.looser,
    is_whole = excluded.is_whole, at = excluded.at
"""


class Trial(msgspec.Struct, frozen=True):
    """What headquarters would like to change: a minimum, or days of a country by date and kind."""

    id: UUID
    kind: str
    promise: str
    basis: str | None
    amount: int | None
    country: str
    days: dict[str, str]
    by_name: str
    at: datetime


async def trial(trial_id: UUID) -> Trial:
    """One trial. Raises ``NotFound``."""
    found = await row("select * from rollout_trial where id = $1", trial_id)
    if found is None:
        raise NotFound
    return Trial(**dict(found) | {"days": msgspec.json.decode(found["days"])})


async def answers(trial_id: UUID) -> list[Record]:
    """What each partner answered, and who hasn't yet, by name."""
    return await crossing_rows(
        """select p.slug, p.name, a.open, a.moved, a.breached, a.looser, a.is_whole, a.at
             from partners_known() p left join rollout_answer a on a.tenant_id = p.id and a.trial = $1
            where p.status = 'active' order by p.name, p.slug""",
        trial_id,
    )


async def running(promise: str) -> Record | None:
    """The version of a minimum that has reached some partners and not all."""
    found = await crossing_rows(
        """select * from deadline_minimum where promise = $1 and reach in ('some', 'halted')
            order by version desc limit 1""",
        promise,
    )
    return found[0] if found else None


async def reached(minimum_id: UUID) -> list[Record]:
    """The partners, each with since when the minimum counts there; None where it doesn't yet."""
    return await crossing_rows(
        """select p.slug, p.name, s.at from partners_known() p
             left join minimum_stage s on s.tenant_id = p.id and s.minimum = $1
            where p.status <> 'closed' order by p.name, p.slug""",
        minimum_id,
    )


async def partners() -> list[Record]:
    """The partners that a minimum may reach first, by name."""
    return await crossing_rows("select slug, name from partners_known() where status <> 'closed' order by name, slug")
