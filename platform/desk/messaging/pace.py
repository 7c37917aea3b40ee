"""
The pace of a channel: no more in so many seconds than its gateway takes, counted over all workers.

A script in Redis counts by Redis' own clock, and gives each message that has to wait a place of its own in the queue,
so that a hundred thousand of them ask about once each and not again and again. Without Redis no work reaches a worker;
for what it has in hand, each counts for itself.
"""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation.notices import Rate
from desk.kit.ids import uuid7
from desk.settings import settings

PATIENCE = 0.2
"""Seconds that Redis may take."""

log = structlog.get_logger(__name__)

# Returns the milliseconds to wait; 0 is a place now. Who waits gets the place behind whoever asked before.
_TAKE = """
local mark, most, span = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('time')
local at = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('zremrangebyscore', KEYS[1], '-inf', at - span)
if redis.call('zcard', KEYS[1]) < most then
  redis.call('zadd', KEYS[1], at, mark)
  redis.call('pexpire', KEYS[1], span)
  return 0
end
local free = tonumber(redis.call('zrange', KEYS[1], 0, 0, 'withscores')[2]) + span
local place = math.max(free, tonumber(redis.call('get', KEYS[2]) or '0') + span / most)
local wait = math.max(1, math.ceil(place - at))
redis.call('set', KEYS[2], place, 'px', wait + span)
return wait
"""


@dataclass(frozen=True, slots=True)
class _Key:
    tenant_id: UUID
    channel: str

    def __str__(self) -> str:
        return f"desk:pace:{{{self.tenant_id}:{self.channel}}}"


_own: dict[_Key, deque[float]] = {}


async def wait_for(tenant_id: UUID, channel: str, rate: Rate) -> float:
    """Seconds until a message may be handed over; 0 is now, and counted."""
    key, span = _Key(tenant_id, channel), rate.seconds * 1000
    try:
        async with asyncio.timeout(PATIENCE):
            found = await _client().eval(_TAKE, 2, f"{key}", f"{key}:next", str(uuid7()), str(rate.most), str(span))
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("the pace is kept by each worker: Redis does not answer", error=type(error).__name__)
        return _alone(key, rate)
    return int(found) / 1000


def _alone(key: _Key, rate: Rate) -> float:
    """The same for this process by itself."""
    at, times = time.monotonic(), _own.setdefault(key, deque())
    while times and times[0] <= at - rate.seconds:
        times.popleft()
    if len(times) >= rate.most:
        return times[0] + rate.seconds - at
    times.append(at)
    return 0.0


@cache
def _client() -> Redis:
    return Redis.from_url(settings.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
