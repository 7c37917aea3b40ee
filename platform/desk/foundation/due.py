"""
Due steps of deadlines: the pacer marks them as fired and plans the job that climbs, in one transaction.

Runs as ``desk_clock``, who sees when a step is due and not what it is about. Nothing is due: one look at one index,
however many deadlines are open. Something is: at most ``SHARE`` steps of a tenant at a time, beginning behind the
tenant served last, so that nobody's many hold back anybody's few. Steps that another pacer has in hand are passed by.
"""

from datetime import datetime
from uuid import UUID

import asyncpg

from desk.foundation.relay import FIRST
from desk.kit.ids import uuid7

SUBSCRIBER = "deadlines.climb"
SHARE = 50
"""Steps of one tenant in one claim."""
BATCH = 2_000
"""Steps in one claim."""

# In the order of the index, so that no plan reads the table.
_NEXT = "select at from deadline_step where fired_at is null order by at limit 1"
# The oldest due steps name the tenants while these are all there are. Where there are more, one tenant's many may
# hide the others: then a loose index scan walks the tenants one by one.
_OLDEST = """
select array_agg(distinct tenant_id) as tenants, count(*) as count from (
  select tenant_id from deadline_step where fired_at is null and at <= $1 order by at limit $2) as oldest
"""
_EVERY = """
with recursive t (tenant_id) as (
  (select tenant_id from deadline_step where fired_at is null and at is not null order by tenant_id limit 1)
  union all
  select (select s.tenant_id from deadline_step s where s.fired_at is null and s.at is not null
             and s.tenant_id > t.tenant_id order by s.tenant_id limit 1)
    from t where t.tenant_id is not null)
select array_agg(t.tenant_id) from t where t.tenant_id is not null
   and exists (select from deadline_step s where s.fired_at is null and s.at <= $1 and s.tenant_id = t.tenant_id)
"""
_CLAIM = """
with pick as materialized (
  select p.tenant_id, p.id, p.lane from unnest($2::uuid[]) as t (tenant_id) cross join lateral (
    select s.tenant_id, s.id, s.lane from deadline_step s
     where s.tenant_id = t.tenant_id and s.fired_at is null and s.at <= $1
     order by s.at limit $3 for update skip locked) as p
   limit $4)
update deadline_step s set fired_at = $1 from pick
 where s.tenant_id = pick.tenant_id and s.id = pick.id
returning s.tenant_id, s.id, s.lane
"""
_PLAN = """
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
select r.tenant_id, r.id, $1, r.lane, r.step, 'waiting', 0, $2, ''
  from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) as r (tenant_id, id, lane, step)
"""


class DueSteps:
    """One connection's share of the due steps; any number of pacers may have one."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection, self.served = connection, FIRST

    async def fire(self, at: datetime) -> int:
        """Plan the climb of what is due; the answer is the number of steps."""
        first = await self.connection.fetchval(_NEXT)
        if first is None or first > at:
            return 0
        tenants = await self._tenants(at)
        async with self.connection.transaction():
            claimed = await self.connection.fetch(_CLAIM, at, tenants, SHARE, BATCH)
            if claimed:
                await self.connection.execute(
                    _PLAN,
                    SUBSCRIBER,
                    at,
                    [one["tenant_id"] for one in claimed],
                    [uuid7() for _ in claimed],
                    [one["lane"] for one in claimed],
                    [one["id"] for one in claimed],
                )
        reached = {one["tenant_id"] for one in claimed}
        if reached:
            self.served = next((one for one in reversed(tenants) if one in reached), FIRST)
        return len(claimed)

    async def _tenants(self, at: datetime) -> list[UUID]:
        """The tenants that have something due, beginning behind the one served last."""
        oldest = await self.connection.fetchrow(_OLDEST, at, BATCH)
        found = oldest["tenants"] or []
        if oldest["count"] == BATCH:
            found = await self.connection.fetchval(_EVERY, at) or []
        tenants = sorted(found)
        behind = [one for one in tenants if one > self.served]
        return behind + tenants[: len(tenants) - len(behind)]
