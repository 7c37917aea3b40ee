"""
Bodies: read to their end, and no further than allowed, before a connection of the database is taken.

Who sends slowly holds a socket and nothing else.
"""

import asyncio
import hashlib
from tempfile import SpooledTemporaryFile
from typing import IO

from litestar.types import HTTPReceiveMessage, Receive

from desk.foundation.errors import TooLarge, Unacceptable

IN_MEMORY = 512_000
CHUNK = 64_000
PATIENCE = 60.0
"""Seconds that a body may take."""


class Body:
    """A body that was read: can be handed on once, and hashed as often as wanted."""

    def __init__(self, file: IO[bytes], size: int, source: Receive) -> None:
        self.file, self.size, self.source = file, size, source
        self.played = False

    def digest(self, *before: str) -> str:
        """sha256 over these words and the bytes."""
        found = hashlib.sha256("\n".join(before).encode())
        self.file.seek(0)
        while chunk := self.file.read(CHUNK):
            found.update(chunk)
        self.file.seek(0)
        return found.hexdigest()

    async def receive(self) -> HTTPReceiveMessage:
        """The ASGI callable that plays the body back."""
        if self.played:
            return await self.source()  # type: ignore[return-value]  # what comes now is the disconnect
        chunk = self.file.read(CHUNK)
        more = self.file.tell() < self.size
        self.played = not more
        return {"type": "http.request", "body": chunk, "more_body": more}

    def close(self) -> None:
        """Let go of the bytes."""
        self.file.close()


async def read_body(receive: Receive, declared: str | None, limit: int) -> Body:
    """Read a body of at most ``limit`` bytes. Raises ``TooLarge`` and ``Unacceptable``."""
    if declared is not None and declared.isdigit() and int(declared) > limit:
        raise TooLarge(limit=limit // 1_000_000)
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the request
    size = 0
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise Unacceptable
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > limit:
                    raise TooLarge(limit=limit // 1_000_000)
                file.write(chunk)
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        file.close()
        raise Unacceptable from None
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return Body(file, size, receive)
