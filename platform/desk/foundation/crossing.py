"""
Headquarters' own connection: as ``desk_hq``, who sees crossing and published tables and nothing else.

Opened at the first use, so only processes that serve headquarters' host or do its jobs ever have one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from asyncpg import Record

from desk.foundation.database import ANSWERING, CONNECTING
from desk.settings import settings

_pool: asyncpg.Pool | None = None


async def _opened() -> asyncpg.Pool:
    global _pool
    if _pool is None:
        _pool = await asyncpg.create_pool(
            settings.hq_url, min_size=0, max_size=2, timeout=CONNECTING, command_timeout=ANSWERING
        )
    return _pool


async def crossing_rows(sql: str, *arguments: Any) -> list[Record]:
    """All rows of one statement, as headquarters sees them."""
    pool = await _opened()
    found: list[Record] = await pool.fetch(sql, *arguments)
    return found


@asynccontextmanager
async def publishing() -> AsyncIterator[asyncpg.Connection]:
    """A transaction as headquarters: what is written in it is published with its commit. The last thing one does."""
    pool = await _opened()
    async with pool.acquire() as connection, connection.transaction():
        yield connection


async def close() -> None:
    """Close the connections, with the process."""
    global _pool
    if _pool is not None:
        await _pool.close()
        _pool = None
