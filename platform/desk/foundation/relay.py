"""
The relay: hands waiting reaction rows to Redis, fairly over tenants and in order per subject.

Runs in the pacer as ``desk_clock``, who sees reaction rows and schedules of all tenants and nothing else.
A row is marked as sent in the transaction in which its message is sent, and only a row so marked is worked off.
The job deletes the row, so a second message finds nothing and does nothing. A message that got lost is noticed
because its row is still there: at once when Redis began anew, soon when a worker died with it (the broker sees
to that), after a while in any other case.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from desk.foundation import hooks
from desk.foundation.reactions import LANES
from desk.kit.ids import uuid7

Send = Callable[[str, UUID, list[UUID]], Awaitable[None]]
"""Sends one message: lane, tenant, ids of reaction rows in order. It may keep it until it is asked to flush."""
Flush = Callable[[], Awaitable[None]]
"""Sends what was kept. All, or it raises."""

WINDOW = 4_000
"""Rows of one lane that may be under way at once: Redis stays small, and urgent news stays near."""
SHARE = 100
"""Rows of one tenant and lane that may be under way at once."""
BATCH = 50
"""Rows in one message, and of one tenant in one claim."""
LOST_AFTER = timedelta(seconds=45)
"""How long a sent row may stay before its message counts as lost."""
FIRST = UUID(int=0)

# A loose index scan walks the waiting tenants, beginning behind the one served last. A row waits while an
# earlier row of the same subject is under way or was put off: order per subject. What a plugin could not do holds up
# that plugin alone.
_CLAIM = """
with recursive t (tenant_id) as (
  (select tenant_id from reaction where status = 'waiting' and lane = $1 and tenant_id > $3
    order by tenant_id limit 1)
  union all
  select (select r.tenant_id from reaction r where r.status = 'waiting' and r.lane = $1
             and r.tenant_id > t.tenant_id order by r.tenant_id limit 1)
    from t where t.tenant_id is not null),
pick as (
  select p.tenant_id, p.id from t cross join lateral (
    select r.tenant_id, r.id from reaction r
     where r.status = 'waiting' and r.lane = $1 and r.tenant_id = t.tenant_id and r.available_at <= $2
       and (select count(*) from (select from reaction s where s.status = 'sent' and s.lane = $1
                                     and s.tenant_id = t.tenant_id limit $5) as under_way) < $5
       and not exists (select from reaction e where e.tenant_id = r.tenant_id and e.subject_id = r.subject_id
                          and e.lane = $1 and e.id < r.id
                          and (e.status = 'sent' or (e.status = 'waiting' and e.available_at > $2
                               and (split_part(e.subscriber, '.', 1) <> all($7::text[])
                                    or split_part(e.subscriber, '.', 1) = split_part(r.subscriber, '.', 1)))))
     order by r.id limit $6 for update skip locked) as p
   where t.tenant_id is not null limit $4)
update reaction as r set status = 'sent', sent_at = $2 from pick
 where r.tenant_id = pick.tenant_id and r.id = pick.id
returning r.tenant_id, r.id
"""
# One that stands still with the lock in its hand loses it.
_ALONE = """
select pg_try_advisory_xact_lock(hashtext('relay'), hashtext($1))
  from set_config('idle_in_transaction_session_timeout', '10s', true)
"""
_UNDER_WAY = "select count(*) from (select from reaction where status = 'sent' and lane = $1 limit $2) as under_way"
# What is locked is being worked on, and so not lost.
_TAKE_BACK = """
with lost as (
  select tenant_id, id from reaction where status = 'sent' and sent_at < $1 for update skip locked)
update reaction r set status = 'waiting', sent_at = null
  from lost where r.tenant_id = lost.tenant_id and r.id = lost.id
"""
_DUE = """
with due as (
  select tenant_id, id from scheduled_work where next_at <= $1 order by next_at limit 500 for update skip locked)
update scheduled_work w set next_at = greatest(w.next_at, $1) + make_interval(secs => w.period_seconds)
  from due where w.tenant_id = due.tenant_id and w.id = due.id
returning w.tenant_id, w.id, w.name, w.lane
"""
_PLAN = """
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
select r.tenant_id, r.id, r.name, r.lane, r.subject, 'waiting', 0, $1, ''
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[]) as r (tenant_id, id, name, lane, subject)
 where not exists (select from reaction e where e.tenant_id = r.tenant_id and e.subject_id = r.subject
                      and e.status in ('waiting', 'sent'))
"""


class Relay:
    """One connection's share of the work; any number of relays may run, each lane is served by one at a time."""

    def __init__(self, connection: asyncpg.Connection, send: Send, flush: Flush | None = None) -> None:
        self.connection, self.send, self.flush = connection, send, flush
        self.served: dict[str, UUID] = dict.fromkeys(LANES, FIRST)

    async def hand_over(self, at: datetime) -> int:
        """Send what is due in all lanes, urgent first; the answer is the number of rows."""
        return sum([await self._serve(lane, at) for lane in LANES])

    async def _serve(self, lane: str, at: datetime) -> int:
        async with self.connection.transaction():
            if not await self.connection.fetchval(_ALONE, lane):
                return 0
            room = WINDOW - await self.connection.fetchval(_UNDER_WAY, lane, WINDOW)
            if room <= 0:
                return 0
            claimed = await self.connection.fetch(
                _CLAIM, lane, at, self.served[lane], room, SHARE, BATCH, hooks.of_plugins()
            )
            of_tenant: dict[UUID, list[UUID]] = defaultdict(list)
            for one in claimed:
                of_tenant[one["tenant_id"]].append(one["id"])
            for tenant_id, ids in of_tenant.items():
                await self.send(lane, tenant_id, sorted(ids))
            if self.flush is not None:
                await self.flush()
            self.served[lane] = max(of_tenant) if len(claimed) == room else FIRST
        return len(claimed)

    async def find_lost(self, at: datetime) -> int:
        """Put rows back whose message never came through."""
        return await self._take_back(at - LOST_AFTER)

    async def take_back(self) -> int:
        """Put back all rows that are under way and not in work, because their messages may be gone."""
        return await self._take_back(datetime.max.replace(tzinfo=UTC))

    async def _take_back(self, sent_before: datetime) -> int:
        tag = await self.connection.execute(_TAKE_BACK, sent_before)
        return int(tag.split()[-1])

    async def plan(self, at: datetime) -> int:
        """Turn due schedules into reaction rows; one that is still waiting from last time isn't doubled."""
        async with self.connection.transaction():
            due = await self.connection.fetch(_DUE, at)
            await self.connection.execute(
                _PLAN,
                at,
                [one["tenant_id"] for one in due],
                [uuid7() for _ in due],
                [one["name"] for one in due],
                [one["lane"] for one in due],
                [one["id"] for one in due],
            )
        return len(due)
