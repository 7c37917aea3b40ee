"""What the framework costs by itself: the yardstick's statements in one bare Litestar route."""

import os
import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from litestar import Litestar, Request, get
from litestar.params import FromPath
from replay import keep_as_it_is, repeat


@get("/{case:str}")
async def repeated(case: FromPath[str], request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """One case's statements once more, answered with what they found."""
    async with request.app.state.pool.acquire() as connection:
        return [dict(one) for one in await repeat(connection, request.app.state.cases[case])]


@asynccontextmanager
async def _pool(app: Litestar) -> AsyncIterator[None]:
    url = os.environ["DESK_DATABASE_URL"]
    async with asyncpg.create_pool(url, min_size=2, max_size=4, reset=keep_as_it_is) as app.state.pool:
        yield


def app() -> Litestar:
    """The bare app, made when its process starts."""
    made = Litestar([repeated], lifespan=[_pool], openapi_config=None)
    content = Path(os.environ["DESK_BENCH_CASES"]).read_bytes()
    made.state.cases = pickle.loads(content)  # noqa: S301 - written by ourselves a moment ago
    return made
