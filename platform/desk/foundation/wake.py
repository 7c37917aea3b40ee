"""
The wake flag: tells the pacer that reaction rows are waiting.

Only a hint. It is set by a task of its own after the commit, so that a dead or hung Redis
costs a request nothing; without it the pacer finds the rows at its next look, a second later.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.settings import settings

FLAG = "desk:wake"
PATIENCE = 0.5
"""Seconds that Redis may take before it counts as gone."""
PAUSE = 5.0
"""Seconds without another try after Redis was gone."""

log = structlog.get_logger(__name__)
_wanted: asyncio.Event | None = None


def wake() -> None:
    """Ask for the flag to be set soon. Returns at once, never raises."""
    if _wanted is not None:
        _wanted.set()


async def _set_flags(wanted: asyncio.Event, redis: Redis) -> None:
    while True:
        await wanted.wait()
        wanted.clear()
        try:
            async with asyncio.timeout(PATIENCE):
                await redis.set(FLAG, b"1")
        except (RedisError, OSError, TimeoutError):
            log.info("wake flag not set: Redis does not answer")
            await asyncio.sleep(PAUSE)


@contextlib.asynccontextmanager
async def waker() -> AsyncIterator[None]:
    """Run the task that sets the flag while the process serves."""
    global _wanted
    redis = Redis.from_url(settings.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    _wanted = asyncio.Event()
    task = asyncio.create_task(_set_flags(_wanted, redis), name="waker")
    try:
        yield
    finally:
        _wanted = None
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        with contextlib.suppress(RedisError, OSError):
            await redis.aclose()
