"""
The pacer: relays reaction rows to Redis, and turns due steps and schedules into rows. Any number may run.

It looks when the wake flag is up, and once a second in any case; without Redis it waits and looks again.
A Redis that was started anew or flushed is known by a key that is missing: then all that is under way is sent again.
"""

import asyncio
import signal
import time
from datetime import datetime
from uuid import UUID

import asyncpg
import structlog
from dramatiq import Message
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation import hooks, logs, measures
from desk.foundation.broker import Broker, letter
from desk.foundation.due import DueSteps
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
MEMORY = "desk:memory"
"""Names the life of Redis in which it was set: gone after a flush, another's after a start."""

log = structlog.get_logger(__name__)


class Pacer:
    """One process's loop over the relay."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self.redis = Redis.from_url(settings.redis_url, socket_timeout=1, socket_connect_timeout=1)
        self.broker = Broker()
        self.letters: list[Message[None]] = []

    async def send(self, lane: str, tenant_id: UUID, ids: list[UUID]) -> None:
        """One message, kept until all of its lane are there."""
        self.letters.append(letter(lane, tenant_id, ids))

    async def flush(self) -> None:
        """Send what was kept; raises when Redis doesn't take it, so that the rows stay waiting."""
        letters, self.letters = self.letters, []
        if letters:
            await asyncio.to_thread(self.broker.post, letters)

    async def run(self) -> None:
        """Serve until stopped; a lost database or Redis is waited for."""
        while not self.stopped.is_set():
            try:
                connection = await asyncpg.connect(settings.clock_url, timeout=5, command_timeout=30)
                try:
                    log.info("pacer ready")
                    await self._serve(Relay(connection, self.send, self.flush), DueSteps(connection))
                    await connection.close(timeout=2)
                finally:
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
                log.warning("pacer waits for the database", error=type(error).__name__)
                await self._pause(1.0)
        await self.redis.aclose()

    async def _serve(self, relay: Relay, steps: DueSteps) -> None:
        sweep_at = 0.0
        while not self.stopped.is_set():
            at, tick = now(), time.monotonic()
            moved = await steps.fire(at)
            try:
                await self.make_up(relay)
                relayed = await relay.hand_over(at)
                measures.RELAYED.inc(relayed)
                moved += relayed
            except RedisError as error:
                log.warning("pacer waits for Redis", error=type(error).__name__)
                await self._pause(1.0)
            if tick >= sweep_at:
                moved += await self._sweep(relay, at)
                sweep_at = tick + SWEEP
            if not moved:
                await self._wait_for_flag()

    async def _sweep(self, relay: Relay, at: datetime) -> int:
        lost = await relay.find_lost(at)
        if lost:
            log.warning("messages were lost", sent_again=lost)
        return lost + await relay.plan(at)

    async def make_up(self, relay: Relay) -> None:
        """Send all that is under way again when Redis may have lost it. Raises when Redis doesn't answer."""
        asked = self.redis.pipeline(transaction=False)
        asked.info("server")
        asked.get(MEMORY)
        told, known = await asked.execute()
        life = told["run_id"].encode()
        if known != life:
            log.warning("Redis began anew", sent_again=await relay.take_back())
            await self.redis.set(MEMORY, life)

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
