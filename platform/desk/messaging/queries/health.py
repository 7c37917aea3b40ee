"""How channels are, and what went out by them lately."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows

COUNT_FAILURE = """
insert into channel_health (tenant_id, id, channel, failures, why, failing_since) values ($1, $2, $3, 1, $4, $5)
on conflict (tenant_id, channel) do update
   set failures = channel_health.failures + 1, why = excluded.why,
       failing_since = coalesce(channel_health.failing_since, excluded.failing_since)
returning failures, rests, rests_until
"""
END_FAILURES = """
with before as (select rests from channel_health where channel = $1 and failures > 0 for update)
update channel_health h set failures = 0, rests = 0, rests_until = null, failing_since = null, why = ''
  from before where h.channel = $1 returning before.rests
"""
REST = "update channel_health set rests_until = $2, rests = rests + 1 where channel = $1"
# What waited for the end of a rest waits no longer.
WAKE = """
update reaction r set available_at = $2
  from delivery d where r.subject_id = d.id and r.status = 'waiting' and r.available_at > $2
   and d.channel = $1 and d.status = 'waiting' and d.why = 'resting'
"""


async def health_of(channel: str) -> Record | None:
    """How a channel is; nothing is known of one that never failed."""
    return await row("select failures, rests, rests_until from channel_health where channel = $1", channel)


async def health() -> dict[str, Record]:
    """How channels are that failed some time, by key."""
    found = await rows("select channel, failures, why, failing_since, rests_until from channel_health")
    return {one["channel"]: one for one in found}


async def lately(since: UUID) -> dict[tuple[str, str], int]:
    """How many deliveries there are since a key, by channel and status."""
    found = await rows(
        "select channel, status, count(*) as count from delivery where id >= $1 group by channel, status", since
    )
    return {(one["channel"], one["status"]): one["count"] for one in found}
