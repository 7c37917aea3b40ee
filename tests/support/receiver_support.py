"""A server on loopback that somebody else might have written: it keeps what it gets, and answers as it is told."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

Reply = Callable[[asyncio.StreamWriter], "asyncio.Future[None] | None"]


@dataclass
class Received:
    """One request as it came over the wire."""

    line: str
    headers: dict[str, str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        """
        Whether one of the signatures is right, reckoned here from the standard alone.

        https://www.standardwebhooks.com: base64(HMAC-SHA256(key, "id.timestamp.body")), key behind ``whsec_``.
        """
        key = base64.b64decode(secret.removeprefix("whsec_"))
        said = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        right = "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
        return right in self.headers["webhook-signature"].split(" ")


class Receiver:
    """What came, and what is to be answered next: a status, raw bytes, or nothing at all (``hang``)."""

    def __init__(self) -> None:
        self.port = 0
        self.came: list[Received] = []
        self.replies: list[int | bytes | str] = []
        """The next answers in their order; afterwards ``usual``."""
        self.usual: int | bytes | str = 204
        self.secure = False

    @property
    def url(self) -> str:
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}/hooks?from=desk"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (one.partition(":") for one in head[1:] if one)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.came.append(Received(head[0], headers, body))
            await self._answer(self.replies.pop(0) if self.replies else self.usual, writer)
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            writer.close()
            await writer.wait_closed()

    async def _answer(self, reply: int | bytes | str, writer: asyncio.StreamWriter) -> None:
        if reply == "hang":
            await asyncio.sleep(60)
        elif reply == "drip":
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(b".")
                await writer.drain()
                await asyncio.sleep(0.1)
        elif reply == "flood":
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(200):
                writer.write(b"x" * 1_000_000)
                await writer.drain()
        elif isinstance(reply, bytes):
            writer.write(reply)
            await writer.drain()
        else:
            writer.write(f"HTTP/1.1 {reply} Said\r\nContent-Length: 2\r\n\r\n".encode() + b"ok" * (reply != 204))
            await writer.drain()


@contextlib.asynccontextmanager
async def receiving(trust: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver that listens on a port of its own."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0, ssl=trust)
    receiver.port, receiver.secure = server.sockets[0].getsockname()[1], trust is not None
    try:
        yield receiver
    finally:
        server.close()
