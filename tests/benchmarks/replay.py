"""
The yardstick: the very statements of one request, on asyncpg in a bare ASGI route, without anything around them.

What a request sends is listened to once, in the product itself; ids that were made for it, the number that was
drawn and the moment are marks that each repetition fills anew.
"""

import asyncio
import json
import os
import pickle
import re
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg

FRESH = "fresh"
NUMBER = "number"
MOMENT = "moment"
TEXT = "text"
KEY = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")


def marked(statements: list[tuple[str, tuple[Any, ...]]], begun: datetime, number: int | None) -> list[Any]:
    """Statements with marks in place of what a repetition must make for itself."""
    since = int(begun.timestamp() * 1000) - 2

    def fresh(key: UUID) -> bool:
        return key.version == 7 and key.int >> 80 >= since

    def mark(value: Any) -> Any:
        if isinstance(value, UUID) and fresh(value):
            return (FRESH, value.int)
        if isinstance(value, str) and any(fresh(UUID(one)) for one in KEY.findall(value)):
            return (
                TEXT,
                [
                    (FRESH, UUID(one).int) if KEY.fullmatch(one) and fresh(UUID(one)) else ("plain", one)
                    for one in KEY.split(value)
                ],
            )
        if isinstance(value, list):
            return ("list", [mark(one) for one in value])
        if number is not None and value == number and not isinstance(value, bool) and isinstance(value, int):
            return (NUMBER, 0)
        if isinstance(value, datetime) and value >= begun:
            return (MOMENT, 0)
        return ("plain", value)

    return [(sql, [mark(one) for one in arguments]) for sql, arguments in statements]


def new_id() -> UUID:
    """A key as the product makes them."""
    stamp = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    return UUID(
        int=(stamp & ((1 << 48) - 1)) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64 | 2 << 62 | random & (1 << 62) - 1
    )


async def repeat(connection: asyncpg.Connection, statements: list[Any]) -> list[asyncpg.Record]:
    """Send the statements once more; the answer is the largest of their answers."""
    made: dict[int, UUID] = {}
    number, moment, largest = 0, datetime.now(UTC), []

    def fill(value: tuple[str, Any]) -> Any:
        kind, content = value
        if kind == FRESH:
            return made.setdefault(content, new_id())
        if kind == "list":
            return [fill(one) for one in content]
        if kind == TEXT:
            return "".join(str(fill(one)) for one in content)
        return {NUMBER: number, MOMENT: moment}.get(kind, content)

    for sql, arguments in statements:
        if not arguments:
            await connection.execute(sql)
            continue
        found = await connection.fetch(sql, *(fill(one) for one in arguments))
        if "next_number" in sql:
            number = found[0][0]
        if len(found) > len(largest):
            largest = found
    return largest


class Yardstick:
    """A bare ASGI app: ``/<case>`` repeats that case's statements and answers with JSON of what they found."""

    def __init__(self) -> None:
        with open(os.environ["DESK_BENCH_CASES"], "rb") as file:
            self.cases = pickle.load(file)  # noqa: S301 - written by ourselves a moment ago
        self.pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        while (await receive()).get("more_body"):
            pass
        assert self.pool is not None
        async with self.pool.acquire() as connection:
            found = await repeat(connection, self.cases[scope["path"].strip("/")])
        body = json.dumps([dict(one) for one in found], default=str).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        self.pool = await asyncpg.create_pool(
            os.environ["DESK_DATABASE_URL"], min_size=2, max_size=4, reset=keep_as_it_is
        )
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.pool.close()
        await send({"type": "lifespan.shutdown.complete"})


async def keep_as_it_is(_connection: asyncpg.Connection) -> None:
    """A pool's reset that costs no round trip, as the product's own."""
    await asyncio.sleep(0)


app = Yardstick
