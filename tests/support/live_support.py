"""An open page that listens: the application is asked as a server would ask it, since test clients wait for the end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import httpx


class Listening:
    """What one open page has heard."""

    def __init__(self) -> None:
        self.status = 0
        self.text = ""
        self.ended = False
        self.heard = asyncio.Condition()

    async def take(self, message: dict[str, Any]) -> None:
        async with self.heard:
            if message["type"] == "http.response.start":
                self.status = message["status"]
            else:
                self.text += message.get("body", b"").decode()
                self.ended = not message.get("more_body", False)
            self.heard.notify_all()

    @property
    def topics(self) -> list[str]:
        """The names of what was heard, without the signs of life."""
        lines = self.text.replace("\r\n", "\n").split("\n")
        return [one[7:] for one in lines if one.startswith("event: ") and one[7:] != "beat"]

    async def until(self, happened: Any, patience: float = 10.0) -> None:
        """Wait until this is true of what was heard."""
        async with asyncio.timeout(patience), self.heard:
            await self.heard.wait_for(lambda: happened(self))


@contextlib.asynccontextmanager
async def listening(app: Any, client: httpx.AsyncClient, path: str = "/signals") -> AsyncIterator[Listening]:
    """Open ``/signals`` with this client's cookie; leaving closes the page."""
    page, gone = Listening(), asyncio.Event()
    host = urlsplit(str(client.base_url)).netloc
    headers = [(b"host", host.encode()), (b"cookie", client.headers.get("cookie", "").encode())]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 12345),
        "server": (host.split(":")[0], 8000),
    }
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    task = asyncio.create_task(app(scope, receive, page.take))
    try:
        await page.until(lambda one: one.status and ("refresh" in one.topics or one.ended))
        yield page
    finally:
        gone.set()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
