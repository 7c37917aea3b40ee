"""A request as the server would hand it over, with a hand on both ends: how the body comes, how the answer is taken."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any


async def _nothing(_message: dict[str, Any]) -> None:
    return


async def whole(body: bytes) -> AsyncIterator[bytes]:
    """A body in one piece."""
    yield body


class Wire:
    """One request and its answer. ``taking`` is awaited before each message of the answer is taken."""

    def __init__(
        self,
        client: Any,
        method: str,
        path: str,
        *,
        body: AsyncIterator[bytes] | bytes = b"",
        taking: Callable[[dict[str, Any]], Awaitable[None]] = _nothing,
        **headers: str,
    ) -> None:
        self.app = client._transport.app
        self.body = whole(body) if isinstance(body, bytes) else body
        self.taking = taking
        self.asked_for_body = self.read_to_its_end = False
        self.gone = asyncio.Event()
        self.messages: list[dict[str, Any]] = []
        path, _, query = path.partition("?")
        given = {"host": client.base_url.netloc.decode()} | dict(client.headers)
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()],
            "client": ("127.0.0.1", 12345),
            "server": ("127.0.0.1", 80),
        }

    async def receive(self) -> dict[str, Any]:
        self.asked_for_body = True
        async for piece in self.body:
            return {"type": "http.request", "body": piece, "more_body": True}
        if not self.read_to_its_end:
            self.read_to_its_end = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        await self.taking(message)
        self.messages.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.gone.set()

    async def run(self) -> "Wire":
        await self.app(self.scope, self.receive, self.send)
        return self

    @property
    def status(self) -> int:
        starts = [one for one in self.messages if one["type"] == "http.response.start"]
        assert len(starts) == 1, "an answer begins once"
        return starts[0]["status"]

    @property
    def text(self) -> str:
        pieces = [one for one in self.messages if one["type"] == "http.response.body"]
        ends = [one for one in pieces if not one.get("more_body", False)]
        assert ends == pieces[-1:], "an answer ends once"
        return b"".join(one.get("body", b"") for one in pieces).decode()


async def until(condition: Callable[[], bool]) -> None:
    """Let the others run until this holds."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what is waited for is not ours to signal
            await asyncio.sleep(0)
