"""A real web process as production has it, and what the attacks have in common."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

START = 60.0
"""Seconds that the process may take until it answers."""


@dataclass(frozen=True)
class Wired:
    """The process, reached by its port alone: nothing between an attacker's bytes and the server."""

    port: int

    async def say(self, *pieces: bytes, pause: float = 0.0, most: int = 1_000_000) -> bytes:
        """Send these bytes, then read all that comes until the server closes or says nothing more for a while."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause)
            return await _all(reader, most)
        except ConnectionError:
            return await _all(reader, most)
        finally:
            writer.close()

    async def get(self, host: str, path: str = "/sign-in", **headers: str) -> bytes:
        """One whole request of a program that knows how to behave."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return await self.say(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))


async def _all(reader: asyncio.StreamReader, most: int) -> bytes:
    found = b""
    while len(found) < most:
        try:
            piece = await asyncio.wait_for(reader.read(65_536), 3)
        except (TimeoutError, ConnectionError):
            break
        if not piece:
            break
        found += piece
    return found


def status_of(answer: bytes) -> int:
    """The status of the first answer in these bytes; 0 when there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


@pytest.fixture(scope="session")
async def wired(application: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Wired]:
    """``desk serve`` with https in front of it, on a port of its own."""
    said = tmp_path_factory.mktemp("wired") / "said"
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    with said.open("wb") as log:
        process = subprocess.Popen(  # noqa: ASYNC220 - it begins at once and is asked for below
            [sys.executable, "-m", "desk.cli", "serve", "--port", str(port)],
            env=os.environ | {"DESK_SCHEME": "https"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + START
    while not await asyncio.to_thread(_answers, port):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the web did not come up: {said.read_text()[-2000:]}")
        await asyncio.sleep(0.1)
    yield Wired(port)
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.to_thread(process.wait, timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
