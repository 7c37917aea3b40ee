"""The ground: the product served in this process, two tenants on it, and people who may do everything there."""

import itertools
import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from desk.customers.actions import ContactFields, CustomerFields, add_contact, add_customer
from desk.customers.tables import Contact
from desk.foundation import hooks, tenants
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.foundation.sample import Sample
from desk.people import actions as people
from desk.people.permissions import ROLES
from desk.settings import ROOT, settings

OWN, OTHER = "own", "other"
PASSWORD = "correct horse battery"  # noqa: S105 - of people who live as long as the check
_serial = itertools.count(1)


@dataclass
class Ground:
    """Two tenants of one product; the first has sample data, the second is a stranger to it."""

    app: Any
    past: asyncpg.Connection
    """Stands past the wall."""
    slug: str
    tables: list[str]
    """The plugin's, as the database has them."""
    ids: dict[str, UUID] = field(default_factory=dict)
    customers: dict[str, UUID] = field(default_factory=dict)

    async def found_tenants(self, folder: Path) -> None:
        """Make both, with the plugin on and a customer each, and fill the first."""
        connection = await asyncpg.connect(settings.owner_url)
        manifest = hooks.answers("register_manifest")[self.slug]
        for name in (OWN, OTHER):
            place = folder / "tenants" / name
            place.mkdir(parents=True)
            text = f'name = "{name}"\nlocale = "zh-CN"\nplugins = {[*manifest.needs, self.slug]!r}\n'
            (place / "tenant.toml").write_text(text, "utf-8")
            self.ids[name] = await tenants.apply(
                connection, await tenants.plan(connection, name, tenants.read_file(place))
            )
        await connection.close()
        for name in (OWN, OTHER):
            async with scope_of(self.ids[name]):
                made = await add_customer(CustomerFields(name=f"Customer of {name}"), by=SYSTEM)
                self.customers[name] = UUID(str(made.id))
        await self._fill()

    async def _fill(self) -> None:
        """What it and the slices below it invent, in the words of the repository's sample files, if there are some."""
        samples: dict[str, Sample] = hooks.answers("register_sample")
        if (mine := samples.get(self.slug)) is None:
            return
        files = sorted((ROOT / "tenants").glob("*/sample.toml"))
        words = max((tomllib.loads(one.read_text("utf-8")) for one in files), key=len, default={})
        below = [samples[one] for one in ("people", "customers") if one in samples and words]
        async with scope_of(self.ids[OWN]):
            for one in sorted([*below, mine], key=lambda one: one.order):
                await one.fill(words)

    async def client(self, face: str, tenant: str) -> httpx.AsyncClient:
        """Somebody of a tenant who may do everything, on one of its faces; below ``api`` as a program."""
        number = next(_serial)
        login = f"somebody{number}@{tenant}.test"
        headers: dict[str, str] = {}
        async with scope_of(self.ids[tenant]):
            if face == "portal":
                await _add_contact(login, self.customers[tenant])
            else:
                new = people.NewMember("Somebody", f"{number:04}", tuple(ROLES), login, PASSWORD)
                made = await people.add_member(new, by=SYSTEM)
                headers = await _as_program(made.id) if face == "api" else headers
        host = f"{tenant}{'-help' if face == 'portal' else ''}.{settings.base_domain}"
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False, client=("127.0.0.1", 1)),
            base_url=f"http://{host}",
            headers={"origin": f"http://{host}", **headers},
        )
        if face != "api":
            await _sign_in(client, login)
        return client


async def _add_contact(login: str, customer: UUID) -> None:
    person = await add_contact(customer, ContactFields(name="Somebody"), by=SYSTEM)
    credential = await people.add_credential(login, PASSWORD, customer_id=customer)
    roles = ["customer_contact", "customer_admin"]
    await Contact.update({Contact.credential: credential, Contact.portal_roles: roles}).where(Contact.id == person.id)


async def _sign_in(client: httpx.AsyncClient, login: str) -> None:
    """By the door that people use, with the password."""
    answer = await client.post("/sign-in", data={"login": login, "password": PASSWORD})
    assert "set-cookie" in answer.headers, answer.text
    client.headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]


async def _as_program(member: UUID) -> dict[str, str]:
    token = await people.make_token(member, "check", (), timedelta(days=1), by=SYSTEM)
    return {"authorization": f"Bearer {token}"}
