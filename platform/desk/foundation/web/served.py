"""
The faces, for jobs and commands that ask for pages themselves: made at the first use, as a composition root says.

No socket is opened: the application of this very process is called as a server calls it.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import httpx
from litestar import Litestar


class Served(Protocol):
    """The web application as those see it who ask it from inside."""

    faces: Mapping[str, Litestar]
    door: Any
    """As any server calls it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and from where."""

    status: int
    text: str
    address: str

    @property
    def is_given(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


_make: list[Callable[[], Served]] = []


def register_application(make: Callable[[], Served]) -> None:
    """Say how the application is made. Asked at most once."""
    _make[:] = [make]
    application.cache_clear()


@cache
def application() -> Served:
    """The application. Raises ``LookupError`` in a process that was not told how to make it."""
    if not _make:
        raise LookupError("This process serves no pages.")
    return _make[0]()


async def ask(
    served: Served, host: str, method: str, path: str, headers: dict[str, str], patience: float, **sent: Any
) -> Answer:
    """One request to ourselves; ``host`` begins with the scheme. Raises ``TimeoutError``."""
    # In a task of its own: what the flow remembers of a request is not what we go on with.
    return await asyncio.create_task(_asked(served, host, method, path, headers, patience, sent))


async def _asked(
    served: Served, host: str, method: str, path: str, headers: dict[str, str], patience: float, sent: dict[str, Any]
) -> Answer:
    transport = httpx.ASGITransport(served.door, raise_app_exceptions=False, client=("127.0.0.1", 1))
    async with asyncio.timeout(patience), httpx.AsyncClient(transport=transport, base_url=host) as client:
        found = await client.request(method, path, headers=headers, **sent)
        return Answer(found.status_code, found.text, str(found.request.url))
