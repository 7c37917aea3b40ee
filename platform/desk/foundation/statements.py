"""Many statements of one transaction: each is made while the database works on the one before."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from desk.foundation.database import execute

Statement = tuple[str, Sequence[Any]]
"""SQL, and what is sent with it."""


async def execute_each(statements: Iterable[Statement]) -> None:
    """Run statements in their order; the next one is taken, and so made, while the one before is under way."""
    running: asyncio.Task[str] | None = None
    try:
        for sql, arguments in statements:
            if running is not None:
                await running
            running = asyncio.create_task(execute(sql, *arguments))
            await asyncio.sleep(0)  # it is on its way now
        if running is not None:
            await running
    finally:
        if running is not None and not running.done():
            await asyncio.wait([running])
