"""
The load: connections that ask again as soon as they are answered, for some seconds, on loopback only.

A protocol of its own instead of a client library: it costs the measured server a few per cent of a core, not half.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Result:
    """What one round found; times in milliseconds."""

    answered: int = 0
    failed: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    first_fault: str = ""

    @property
    def rps(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time that this share of the answers stayed under."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class _Asker(asyncio.Protocol):
    """One connection: sends the next request when the last was answered."""

    def __init__(self, request: Callable[[], bytes], result: Result, until: float, done: asyncio.Event) -> None:
        self.request, self.result, self.until, self.done = request, result, until, done
        self.buffer = b""
        self.begun = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        self.begun = time.perf_counter()
        if self.begun >= self.until:
            self.transport.close()
            self.done.set()
            return
        self.transport.write(self.request())

    def data_received(self, chunk: bytes) -> None:
        self.buffer += chunk
        head, gap, body = self.buffer.partition(b"\r\n\r\n")
        if not gap:
            return
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        if len(body) < int(length or 0):
            return
        self.buffer = b""
        if head.startswith((b"HTTP/1.1 20", b"HTTP/1.1 30")):
            self.result.answered += 1
            self.result.times.append((time.perf_counter() - self.begun) * 1000)
        else:
            self.result.failed += 1
            self.result.first_fault = self.result.first_fault or (head + b"\n" + body[:300]).decode("utf-8", "replace")
        self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        self.done.set()


async def load(port: int, request: Callable[[], bytes], *, seconds: float, connections: int = 8) -> Result:
    """Ask for so long over so many connections."""
    result, loop = Result(), asyncio.get_running_loop()
    begun = time.perf_counter()
    ends = [asyncio.Event() for _ in range(connections)]
    for end in ends:
        await loop.create_connection(lambda end=end: _Asker(request, result, begun + seconds, end), "127.0.0.1", port)
    async with asyncio.timeout(seconds + 30):
        for end in ends:
            await end.wait()
    result.seconds = time.perf_counter() - begun
    return result


def median(results: list[Result], share: Callable[[Result], float]) -> float:
    """The median of one figure over all rounds."""
    return statistics.median(share(one) for one in results)
