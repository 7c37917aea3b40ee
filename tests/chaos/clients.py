"""
Clients that open tickets and answer them, and ask again with the same key until they are told what became of it.

Some give up waiting at once and ask elsewhere while the first request still runs; some ask again although they
were told. Neither may do anything twice.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from chaos.world import ChaosTenant

AT_ONCE = 16
"""Clients at the same time."""
PATIENT, IMPATIENT = 10.0, 0.02
"""Seconds that a client waits for an answer: most of them, and a few."""
FEW = 0.05
"""The share of requests whose client is impatient, and of those who ask again for nothing."""
STUBBORN = 90.0
"""Seconds until a client that is never told anything gives up."""


@dataclass
class Told:
    """What the clients were told, and what it took."""

    opened: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Tenant and number of each ticket, by its place in the run."""
    answered: set[int] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    requests: int = 0
    repeated: int = 0
    replayed: int = 0
    slowest: float = 0.0
    """The longest answer to a patient client."""


class Refused(Exception):
    """A definite answer that is none of those that were expected, or none at all."""


class Clients:
    """All clients of one run. ``lasting`` seconds at least pass until the last ticket is begun."""

    def __init__(
        self, tenants: Sequence[ChaosTenant], ports: Sequence[int], count: int, chance: random.Random, lasting: float
    ) -> None:
        self.tenants, self.ports, self.count, self.chance, self.lasting = tenants, ports, count, chance, lasting
        self.told, self.done = Told(), 0
        self.finished = False

    async def run(self) -> None:
        """Open and answer all tickets, or be refused."""
        waiting, begun = iter(range(self.count)), time.monotonic()
        limits = httpx.Limits(max_connections=4 * AT_ONCE, max_keepalive_connections=AT_ONCE)
        async with httpx.AsyncClient(limits=limits, trust_env=False) as http:

            async def work() -> None:
                for place in waiting:
                    await asyncio.sleep(begun + self.lasting * place / self.count - time.monotonic())
                    await self._one(http, place)
                    self.done += 1

            await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        self.finished = True

    async def _one(self, http: httpx.AsyncClient, place: int) -> None:
        tenant = self.tenants[place % len(self.tenants)]
        new = {"customer": str(tenant.customer), "subject": f"chaos {place}", "body": "It broke."}
        try:
            opened = await self._ask(http, tenant, "/tickets", f"open-{place}", new)
            self.told.opened[place] = (tenant.slug, opened["number"])
            words = {"body": f"answer {place}", "audience": "customer"}
            await self._ask(http, tenant, f"/tickets/{opened['number']}/entries", f"answer-{place}", words)
            self.told.answered.add(place)
        except Refused as refusal:
            self.told.refused.append(f"chaos {place}: {refusal}")

    async def _ask(
        self, http: httpx.AsyncClient, tenant: ChaosTenant, path: str, key: str, body: dict[str, str]
    ) -> Any:
        """The answer, however often it takes; the same one when asked once more."""
        deadline, pause = time.monotonic() + STUBBORN, 0.05
        while True:
            answer = await self._try(http, tenant, path, key, body)
            if answer is not None:
                break
            if time.monotonic() > deadline:
                raise Refused("no answer")
            self.told.repeated += 1
            await asyncio.sleep(pause * self.chance.uniform(0.5, 1.5))
            pause = min(1.0, pause * 2)
        if self.chance.random() < FEW:
            again = await self._try(http, tenant, path, key, body)
            if again is not None and again != answer:
                raise Refused(f"told {answer}, then {again}")
        return answer

    async def _try(
        self, http: httpx.AsyncClient, tenant: ChaosTenant, path: str, key: str, body: dict[str, str]
    ) -> Any | None:
        """One request to either web process; None when it has to be asked again."""
        patient = self.chance.random() >= FEW
        headers = {"host": tenant.host, "authorization": f"Bearer {tenant.token}", "idempotency-key": key}
        url = f"http://127.0.0.1:{self.chance.choice(self.ports)}/api/v1{path}"
        begun = time.monotonic()
        self.told.requests += 1
        try:
            async with asyncio.timeout(PATIENT if patient else IMPATIENT):
                answer = await http.post(url, json=body, headers=headers, timeout=None)
        except (httpx.TransportError, TimeoutError):
            return None
        finally:
            if patient:
                self.told.slowest = max(self.told.slowest, time.monotonic() - begun)
        if answer.status_code >= 500:
            return None
        if not answer.is_success:
            raise Refused(f"{answer.status_code} {answer.text[:200]}")
        self.told.replayed += "idempotency-replayed" in answer.headers
        return answer.json()
