"""
Live updates: “changed” signals over server-sent events, outside the scope, each with its own permission.

A signal says what changed, never what it is now: the region fetches that itself. Signals come through
Redis; without it a page is told now and then to look for itself.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.settings import settings

CHANNEL = "desk:signals"
MOST = 2_000
"""Listeners of one process."""
MOST_OF_ONE = 12
"""Listeners of one person and process: as many tabs."""

log = structlog.get_logger(__name__)


class Signal(msgspec.Struct, frozen=True):
    """Something changed in a tenant; ``customer`` is set when the customer may know."""

    tenant: UUID
    topic: str
    customer: UUID | None = None


@dataclass(eq=False, slots=True)
class Listener:
    """One open page: hears what its principal may hear."""

    tenant: UUID
    owner: UUID
    customer: UUID | None
    queue: "asyncio.Queue[str]" = field(default_factory=lambda: asyncio.Queue(100))

    def hears(self, signal: Signal) -> bool:
        """Whether this page may know of the signal."""
        return self.tenant == signal.tenant and (self.customer is None or self.customer == signal.customer)


class Hub:
    """All listeners of this process, fed by one subscription."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.connected = False

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Feed the listeners while the process serves."""
        task = asyncio.create_task(self._feed(), name="signals")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    @contextlib.contextmanager
    def listening(self, listener: Listener) -> Iterator[bool]:
        """Hear signals while the page is open; False when there are too many pages already."""
        own = sum(one.owner == listener.owner for one in self.listeners)
        if own >= MOST_OF_ONE or len(self.listeners) >= MOST:
            yield False
            return
        self.listeners.add(listener)
        try:
            yield True
        finally:
            self.listeners.discard(listener)

    async def _feed(self) -> None:
        while True:
            redis = Redis.from_url(settings.redis_url, socket_connect_timeout=1)
            try:
                async with redis.pubsub() as subscription:
                    await subscription.subscribe(CHANNEL)
                    self.connected = True
                    async for message in subscription.listen():
                        if message["type"] == "message":
                            self._hear(message["data"])
            except (RedisError, OSError) as error:
                log.info("signals wait for Redis", error=type(error).__name__)
            finally:
                self.connected = False
                with contextlib.suppress(RedisError, OSError):
                    await redis.aclose()
            await asyncio.sleep(2)

    def _hear(self, said: bytes) -> None:
        try:
            self.tell(msgspec.json.decode(said, type=Signal))
        except msgspec.MsgspecError as error:
            log.warning("what was said is no signal", error=type(error).__name__)

    def tell(self, signal: Signal) -> None:
        """Hand one signal to whoever may hear it; who doesn't keep up is told to look for itself."""
        for listener in [one for one in self.listeners if one.hears(signal)]:
            with contextlib.suppress(asyncio.QueueFull):
                listener.queue.put_nowait(signal.topic)


HUB = Hub()


async def publish(signal: Signal) -> None:
    """Tell all processes, from a job. Loses nothing that matters when Redis is gone."""
    try:
        async with asyncio.timeout(1):
            await _client().publish(CHANNEL, msgspec.json.encode(signal))
    except (RedisError, OSError, TimeoutError):
        log.info("signal not sent: Redis does not answer")


@cache
def _client() -> Redis:
    return Redis.from_url(settings.redis_url, socket_timeout=0.5, socket_connect_timeout=0.5)
