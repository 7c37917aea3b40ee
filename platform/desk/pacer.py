"""
The pacer: relays reaction rows to Redis and turns due schedules into rows. Any number may run.

It looks when the wake flag is up, and once a second in any case; without Redis it waits and looks again.
"""

import asyncio
import signal
from datetime import datetime
from uuid import UUID

import asyncpg
import structlog
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionError as DramatiqConnectionError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation import hooks, logs, measures
from desk.foundation.reactions import LANES
from desk.foundation.relay import Relay
from desk.foundation.wake import FLAG
from desk.kit.time import now
from desk.settings import settings

GLANCE = 0.05
"""Seconds between two looks at the wake flag."""
LOOK = 1.0
"""Seconds between two looks at the database when nobody raised the flag."""
SWEEP = 5.0
"""Seconds between two searches for lost messages and due schedules."""
PATIENCE = 3.0
"""Seconds that Redis may take before the rows stay where they are."""

log = structlog.get_logger(__name__)


class Pacer:
    """One process's loop over the relay."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self.redis = Redis.from_url(settings.redis_url, socket_timeout=1, socket_connect_timeout=1)
        self.broker = RedisBroker(  # type: ignore[no-untyped-call]
            url=settings.redis_url,
            namespace="desk",
            middleware=[],
            socket_timeout=PATIENCE,
            socket_connect_timeout=1,
        )
        for lane in LANES:
            self.broker.declare_queue(lane)

    async def send(self, lane: str, tenant_id: UUID, ids: list[UUID]) -> None:
        """One message; raises when Redis doesn't take it, so that the rows stay waiting."""
        message: Message[None] = Message(
            queue_name=lane,
            actor_name=f"react_{lane}",
            args=(),
            kwargs={"tenant_id": str(tenant_id), "ids": [str(one) for one in ids]},
            options={},
        )
        await asyncio.to_thread(self.broker.enqueue, message)

    async def run(self) -> None:
        """Serve until stopped; a lost database or Redis is waited for."""
        while not self.stopped.is_set():
            try:
                connection = await asyncpg.connect(settings.clock_url)
                try:
                    log.info("pacer ready")
                    await self._serve(Relay(connection, self.send))
                finally:
                    await connection.close()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("pacer waits for the database", error=type(error).__name__)
                await self._pause(1.0)
        await self.redis.aclose()

    async def _serve(self, relay: Relay) -> None:
        swept: datetime | None = None
        while not self.stopped.is_set():
            at = now()
            moved = 0
            try:
                moved = await relay.hand_over(at)
                measures.RELAYED.inc(moved)
            except (RedisError, DramatiqConnectionError) as error:
                log.warning("pacer waits for Redis", error=type(error).__name__)
                await self._pause(1.0)
            if swept is None or (at - swept).total_seconds() > SWEEP:
                moved += await relay.find_lost(at) + await relay.plan(at)
                swept = at
            if not moved:
                await self._wait_for_flag()

    async def _wait_for_flag(self) -> None:
        end = asyncio.get_running_loop().time() + LOOK
        while not self.stopped.is_set() and asyncio.get_running_loop().time() < end:
            try:
                if await self.redis.getdel(FLAG):
                    return
                await self._pause(GLANCE)
            except (RedisError, OSError):
                await self._pause(LOOK / 2)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.stopped.wait(), seconds)
        except TimeoutError:
            return


def run() -> None:
    """Run the pacer until told to stop."""
    logs.configure()
    hooks.boot()
    measures.serve()
    asyncio.run(_run())


async def _run() -> None:
    pacer = Pacer()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, pacer.stopped.set)
    await pacer.run()
