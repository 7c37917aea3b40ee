"""The doors and the people of the tests."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from desk.foundation import jobs, permissions
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.foundation.relay import Relay
from desk.foundation.web.headers import cookie_name
from desk.kit.time import now
from desk.people import actions
from desk.people.permissions import OPERATOR_ROLES, ROLES
from desk.settings import settings

_serial = itertools.count(1)
PASSWORD = "correct horse battery"


@dataclass
class TestTenant:
    """One tenant and what tests made in it."""

    __test__ = False
    slug: str
    id: UUID
    made: dict[Any, Any] = field(default_factory=dict)

    def host(self, face: str) -> str:
        base = settings.base_domain
        if face in ("workspace", "headquarters", "api"):
            return f"{self.slug}.{base}"
        return f"{self.slug}-{'help' if face == 'portal' else 'files'}.{base}"

    def scope(self, customer: UUID | None = None) -> Any:
        return scope_of(self.id, customer=customer)


class Door:
    """Clients as browsers and programs would be."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def client(self, tenant: TestTenant, face: str, **headers: str) -> httpx.AsyncClient:
        host = tenant.host(face)
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False, client=("127.0.0.1", 12345))
        return httpx.AsyncClient(
            transport=transport,
            base_url=f"http://{host}",
            headers={"origin": f"http://{host}", **headers},
            follow_redirects=False,
        )

    def signed_out(self, tenant: TestTenant, face: str = "workspace") -> httpx.AsyncClient:
        return self.client(tenant, face)

    async def member(
        self, tenant: TestTenant, *roles: str, may_not: str | None = None, fragment: bool = False
    ) -> httpx.AsyncClient:
        """A signed-in member with these roles; by default one who may do everything."""
        chosen = self._roles(tenant, roles, may_not)
        credential, _ = await self.person(tenant, chosen)
        face = "headquarters" if tenant.slug == "headquarters" else "workspace"
        async with tenant.scope():
            token = await actions.begin_sign_in(credential, face, customer_id=None, address="127.0.0.1", agent="tests")
        more = {"hx-request": "true"} if fragment else {}
        return self.client(tenant, face, cookie=f"{cookie_name()}={token}", **more)

    async def api(
        self, tenant: TestTenant, *roles: str, scopes: tuple[str, ...] = (), may_not: str | None = None
    ) -> httpx.AsyncClient:
        """A program with a member's token."""
        _, member = await self.person(tenant, self._roles(tenant, roles, may_not))
        async with tenant.scope():
            token = await actions.make_token(member, "tests", scopes, timedelta(days=1), by=SYSTEM)
        return self.client(tenant, "api", authorization=f"Bearer {token}")

    def _roles(self, tenant: TestTenant, roles: tuple[str, ...], may_not: str | None) -> tuple[str, ...]:
        every = OPERATOR_ROLES if tenant.slug == "headquarters" else ROLES
        if roles:
            return roles
        if may_not is None:
            return tuple(every)
        allowed = permissions.registered()[may_not].roles
        return tuple(role for role in every if role not in allowed)

    async def person(self, tenant: TestTenant, roles: tuple[str, ...]) -> tuple[UUID, UUID]:
        """Credential and member with these roles, made once."""
        key = ("person", roles)
        if key not in tenant.made:
            n = next(_serial)
            async with tenant.scope():
                new = actions.NewMember(f"李晓峰{n}", f"{n:04}", roles, f"person{n}@{tenant.slug}.test", PASSWORD)
                made = await actions.add_member(new, by=SYSTEM)
                tenant.made[key] = (UUID(str(made.credential)), made.id)
        return tenant.made[key]


class World:
    """All tenants, and the passing of time."""

    def __init__(self, app: Any, register: dict[str, UUID]) -> None:
        self.door = Door(app)
        for slug, tenant_id in register.items():
            setattr(self, slug, TestTenant(slug, tenant_id))

    async def settle(self, at: Any = None) -> int:
        """Work off what waits, until nothing is left that is due; the answer is the number of messages."""
        connection = await asyncpg.connect(settings.clock_url)
        messages: list[tuple[UUID, list[UUID]]] = []

        async def keep(_lane: str, tenant_id: UUID, ids: list[UUID]) -> None:
            messages.append((tenant_id, ids))

        relay, count = Relay(connection, keep), 0
        try:
            while await relay.hand_over(at or now()):
                for tenant_id, ids in messages:
                    await jobs.work_off(tenant_id, ids)
                    count += 1
                messages.clear()
        finally:
            await connection.close()
        return count


async def make_customer(tenant: TestTenant, name: str = "江南纺织") -> UUID:
    """A customer of a tenant; the answer is its id."""
    from desk.customers.tables import Customer
    from desk.foundation.numbers import next_number
    from desk.kit.text import normalise_name, pinyin_key

    async with tenant.scope():
        at = now()
        made = Customer(
            number=await next_number("customer"),
            name=name,
            name_twin=normalise_name(name),
            name_key=pinyin_key(name),
            created_at=at,
            changed_at=at,
        )
        await made.save()
        return made.id


async def make_ticket(
    tenant: TestTenant, customer: UUID | None = None, subject: str = "打不开账套", body: str = "打不开"
) -> Any:
    """A new ticket of a customer, asked online."""
    from desk.tickets import actions as tickets
    from desk.tickets.states import Channel

    customer = customer or await make_customer(tenant)
    async with tenant.scope():
        new = tickets.NewTicket(customer=customer, subject=subject, body=body, channel=Channel.ONLINE)
        return await tickets.open_ticket(new, by=SYSTEM)
