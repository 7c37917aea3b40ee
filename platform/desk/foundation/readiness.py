"""Whether this process can serve: database, migrations, Redis, and how far the relay lags."""

import asyncio
from typing import Any

from asyncpg.exceptions import PostgresError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from desk.foundation.database import DB
from desk.foundation.errors import DatabaseAway
from desk.settings import settings


async def readiness() -> dict[str, Any]:
    """Ready when the database answers. A dead Redis is told, but pages, writes and sign-in go on without it."""
    database, redis = await asyncio.gather(_database(), _redis())
    return {"ready": database, "database": database, "redis": redis}


async def _database() -> bool:
    try:
        async with (
            asyncio.timeout(2),
            DB.outside("readiness asks only whether the database answers") as connection,
        ):
            return bool(await connection.fetchval("select 1"))
    except (DatabaseAway, PostgresError, OSError, TimeoutError):
        return False


async def _redis() -> bool:
    redis = Redis.from_url(settings.redis_url, socket_timeout=1, socket_connect_timeout=1)
    try:
        async with asyncio.timeout(1.5):
            return bool(await redis.ping())
    except (RedisError, OSError, TimeoutError):
        return False
    finally:
        await redis.aclose()
