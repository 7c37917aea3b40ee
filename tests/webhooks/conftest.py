"""Webhooks are tried with receivers of the tests' own, on this machine, and with a clock that can be put forward."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from receiver_support import Receiver, receiving

from desk.kit import time


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as found:
        yield found


@dataclass
class Hook:
    """A webhook as its administrator knows it."""

    id: UUID
    secret: str
    client: httpx.AsyncClient

    @property
    def path(self) -> str:
        return f"/webhooks/{self.id}"

    async def page(self, more: str = "") -> str:
        answer = await self.client.get(self.path + more)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def post(self, more: str, **values: str) -> httpx.Response:
        return await self.client.post(self.path + more, data=values)

    async def deliveries(self, status: str = "") -> list[str]:
        """The names of the facts in the log, the newest first."""
        page = await self.page(f"?status={status}" if status else "")
        return re.findall(r'deliveries/[0-9a-f-]{36}">([a-z_.]+)</a>', page)

    async def newest(self) -> str:
        """The path of the newest delivery, behind the webhook's own."""
        found = re.search(r"/deliveries/[0-9a-f-]{36}", await self.page())
        assert found is not None
        return found.group()


@pytest.fixture
async def hook(world, acme, door, settle) -> AsyncIterator[Callable[..., Awaitable[Hook]]]:
    """``await hook(receiver, "ticket.*")``: a webhook of acme, made on its page; removed when the test is over."""
    made: list[Hook] = []

    async def make(receiver: Receiver, *patterns: str, tenant=acme) -> Hook:
        client = await door.member(tenant)
        which = {"which": "some", "names": "\n".join(patterns)} if patterns else {"which": "all"}
        answer = await client.post("/webhooks", data={"name": "ERP", "url": receiver.url, **which})
        assert answer.status_code == 200, answer.text
        found = re.search(r"/webhooks/([0-9a-f-]{36})", answer.text)
        secret = re.search(r"whsec_[A-Za-z0-9+/=]+", answer.text)
        assert found is not None
        assert secret is not None
        made.append(Hook(UUID(found[1]), secret[0], client))
        await settle()
        receiver.came.clear()
        return made[-1]

    yield make
    for one in made:
        await one.post("/removal")
    await settle()


@pytest.fixture
async def travel(tmp_path: Path, monkeypatch) -> AsyncIterator[Callable[[float], Awaitable[None]]]:
    """``await travel(60)``: a minute later, for everything that asks for the time. Back in the present afterwards."""
    file, ahead = tmp_path / "offset", 0.0
    file.write_text("0")
    monkeypatch.setenv("DESK_CLOCK_OFFSET_FILE", str(file))

    async def forward(seconds: float) -> None:
        nonlocal ahead
        ahead += seconds
        file.write_text(str(ahead))
        time._offset_file.looked_at = -1.0

    yield forward
    monkeypatch.delenv("DESK_CLOCK_OFFSET_FILE")
    time._offset_file.looked_at = -1.0
