"""A reader who takes an answer piece by piece, as slowly as a test likes."""

import asyncio
from typing import Any

import httpx

PATIENCE = 60.0


class SlowReader:
    """
    Asks for a page and takes each message when it wants it; nothing is sent that isn't taken.

    ``async with SlowReader(app, client, "/customers/export.csv") as reader``
    """

    def __init__(self, app: Any, client: httpx.AsyncClient, path: str) -> None:
        self.app = app
        self._wanted, self._gone = asyncio.Semaphore(0), asyncio.Event()
        self._sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._blocked, self._asked = asyncio.Event(), False
        request = client.build_request("GET", path)
        self._scope = {
            **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http"},
            **{"path": request.url.path, "raw_path": request.url.raw_path, "query_string": request.url.query},
            **{"root_path": "", "server": (request.url.host, 80), "client": ("127.0.0.1", 12345)},
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
        }

    async def __aenter__(self) -> "SlowReader":
        self._task = asyncio.create_task(self.app(self._scope, self._receive, self._send))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def take(self) -> dict[str, Any]:
        """The next message, and the sender has come as far as it can without another one being taken."""
        self._blocked.clear()
        self._wanted.release()
        async with asyncio.timeout(PATIENCE):
            found = await self._sent.get()
            await asyncio.wait({asyncio.ensure_future(self._blocked.wait()), self._task}, return_when="FIRST_COMPLETED")
        return found

    async def rest(self) -> bytes:
        """All that is still to come."""
        parts, more = [], True
        while more:
            message = await self.take()
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
        return b"".join(parts)

    async def leave(self) -> None:
        """Go away in the middle."""
        self._gone.set()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(self._task, return_exceptions=True)

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if self._wanted.locked():
            self._blocked.set()
        await self._wanted.acquire()
        self._sent.put_nowait(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self._gone.set()  # as servers say once all is sent
