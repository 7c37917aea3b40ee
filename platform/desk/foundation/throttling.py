"""
Throttling: so many tries in so long, counted exactly over all processes, each with the sentence when to try again.

The counters live in Redis. One that is dead or hangs costs a request a tenth of a second, once; then each process
counts for itself until Redis answers again.
"""

import asyncio
import hashlib
import ipaddress
import math
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation.errors import Refusal
from desk.foundation.tenancy import TenantFacts
from desk.foundation.translation import N_
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

PATIENCE = 0.1
"""Seconds that Redis may take."""
PAUSE = 10.0
"""Seconds without another try after Redis didn't answer."""
REMEMBER = 2 * 3600.0
"""Seconds after a silence in which this process's own counters count, too."""
MOST = 50_000
"""Counters that a process keeps by itself."""

log = structlog.get_logger(__name__)

# All counters together, or none: a try is noted only when each of them has room. Returns the milliseconds to wait.
_TAKE = """
local at, mark, wait, n = tonumber(ARGV[1]), ARGV[2], 0, 3
local longest = {}
for i, key in ipairs(KEYS) do
  local windows = tonumber(ARGV[n]); n = n + 1; longest[i] = 0
  for _ = 1, windows do
    local most, span = tonumber(ARGV[n]), tonumber(ARGV[n + 1]); n = n + 2
    local from = '(' .. (at - span)
    local count = redis.call('zcount', key, from, '+inf')
    if count >= most then
      local oldest = redis.call('zrangebyscore', key, from, '+inf', 'withscores', 'limit', count - most, 1)
      wait = math.max(wait, tonumber(oldest[2]) + span - at)
    end
    longest[i] = math.max(longest[i], span)
  end
end
if wait <= 0 then
  for i, key in ipairs(KEYS) do
    redis.call('zadd', key, at, mark)
    redis.call('zremrangebyscore', key, '-inf', at - longest[i])
    redis.call('pexpire', key, longest[i])
  end
end
return wait
"""


class TooManyTries(Refusal):
    """The limit is reached; ``seconds`` says for how long."""

    status = 429
    sentence = N_("Too many tries. Please try again in {minutes} min.")

    def __init__(self, seconds: float) -> None:
        super().__init__(minutes=max(1, math.ceil(seconds / 60)))
        self.seconds = max(1, math.ceil(seconds))


@dataclass(frozen=True, slots=True)
class Throttle:
    """What is counted, and how many tries fit in how many seconds: several windows make the delay grow."""

    name: str
    windows: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One counter: a throttle and whom it counts, the name made unreadable."""

    throttle: Throttle
    name: str


def key(throttle: Throttle, tenant: TenantFacts, whom: str) -> Key:
    """The counter of somebody in a tenant."""
    digest = hashlib.sha256(f"{tenant.id}\n{whom}".encode("utf-8", "surrogatepass")).hexdigest()
    return Key(throttle, f"desk:throttle:{throttle.name}:{digest[:40]}")


def network_of(address: str) -> str:
    """The neighbourhood of an address: a /24, or a /64 of the long ones."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 64), strict=False))


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was counted."""

    mark: str

    async def undo(self, *keys: Key) -> None:
        """It doesn't count here: it was a good one. Other tries stay."""
        await _counters.give_back(self.mark, keys)

    async def forget(self, *keys: Key) -> None:
        """Begin these counters anew."""
        await _counters.forget(keys)


async def count(*keys: Key) -> Try:
    """Count one try on each of these counters. Raises ``TooManyTries`` when one is full; then it counts nowhere."""
    mark = str(uuid7())
    wait = await _counters.take(mark, keys, int(now().timestamp() * 1000))
    if wait > 0:
        raise TooManyTries(wait / 1000)
    return Try(mark)


class _Own:
    """The counters of this process alone."""

    def __init__(self) -> None:
        self.tries: dict[str, list[tuple[int, str]]] = {}

    def take(self, mark: str, keys: tuple[Key, ...], at: int) -> int:
        wait = max((self._wait(one, at) for one in keys), default=0)
        if wait <= 0:
            self.note(mark, keys, at)
        return wait

    def note(self, mark: str, keys: tuple[Key, ...], at: int) -> None:
        """Keep what was counted elsewhere too, so that a silence of Redis forgets nothing that this process saw."""
        for one in keys:
            self._note(one, at, mark)

    def _wait(self, one: Key, at: int) -> int:
        wait = 0
        for most, seconds in one.throttle.windows:
            inside = [when for when, _ in self.tries.get(one.name, ()) if when > at - seconds * 1000]
            if len(inside) >= most:
                wait = max(wait, inside[len(inside) - most] + seconds * 1000 - at)
        return wait

    def _note(self, one: Key, at: int, mark: str) -> None:
        if len(self.tries) >= MOST:
            self.tries.clear()
        longest = max(seconds for _, seconds in one.throttle.windows) * 1000
        kept = [found for found in self.tries.get(one.name, ()) if found[0] > at - longest]
        self.tries[one.name] = [*kept, (at, mark)]

    def give_back(self, mark: str, keys: tuple[Key, ...]) -> None:
        for one in keys:
            if one.name in self.tries:
                self.tries[one.name] = [found for found in self.tries[one.name] if found[1] != mark]

    def forget(self, keys: tuple[Key, ...]) -> None:
        for one in keys:
            self.tries.pop(one.name, None)


class _Counters:
    """Redis while it answers; otherwise one's own. After a silence one request alone asks whether it is back."""

    def __init__(self) -> None:
        self.own = _Own()
        self.silent_until: float | None = None
        self.last_silence: float | None = None

    async def take(self, mark: str, keys: tuple[Key, ...], at: int) -> int:
        arguments: list[str | int] = [at, mark]
        for one in keys:
            arguments.append(len(one.throttle.windows))
            arguments += [part for most, seconds in one.throttle.windows for part in (most, seconds * 1000)]
        found = await self._ask("eval", _TAKE, len(keys), *(one.name for one in keys), *arguments)
        if found is None or (found <= 0 and self._missed_some()):
            return self.own.take(mark, keys, at)
        if found <= 0:
            self.own.note(mark, keys, at)
        return int(found)

    def _missed_some(self) -> bool:
        """Whether Redis was silent lately, so that tries were counted here that it doesn't know."""
        return self.last_silence is not None and time.monotonic() - self.last_silence < REMEMBER

    async def give_back(self, mark: str, keys: tuple[Key, ...]) -> None:
        self.own.give_back(mark, keys)
        for one in keys:
            await self._ask("zrem", one.name, mark)

    async def forget(self, keys: tuple[Key, ...]) -> None:
        self.own.forget(keys)
        await self._ask("delete", *(one.name for one in keys))

    async def _ask(self, command: str, *arguments: Any) -> Any:
        """What Redis says, or None when it says nothing."""
        tick = time.monotonic()
        if self.silent_until is not None:
            if tick < self.silent_until:
                return None
            self.silent_until = tick + PAUSE
        try:
            async with asyncio.timeout(PATIENCE):
                found = await getattr(_client(), command)(*arguments)
        except (RedisError, OSError, TimeoutError):
            if self.silent_until is None:
                log.warning("throttling counts by itself: Redis does not answer")
            self.last_silence = time.monotonic()
            self.silent_until = self.last_silence + PAUSE
            return None
        self.silent_until = None
        return found


_counters = _Counters()


@cache
def _client() -> Redis:
    return Redis.from_url(settings.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
