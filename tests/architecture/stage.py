"""Where examples stand: a tenant of the sweep's own, one of its customers, and whoever acts there."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import tests_support
import tickets_support
from tests_support import PASSWORD, TestTenant

from desk.foundation.database import value
from desk.foundation.principals import SYSTEM
from desk.people import actions as people
from desk.settings import HERE

PLUGINS = HERE.parent.parent / "plugins"
_serial = itertools.count(1)


@dataclass
class Place:
    """One tenant and one customer of it."""

    door: Any
    tenant: TestTenant
    face: str
    marker: str
    """Stands in the names of all that is made here."""
    customer: UUID
    made: dict[Any, Any] = field(default_factory=dict)

    def at(self, face: str) -> "Place":
        """The same place on another face."""
        return Place(self.door, self.tenant, face, self.marker, self.customer, self.made)

    def name(self) -> str:
        """A name that nothing else has."""
        return f"{self.marker} {next(_serial)}"

    # -- whoever acts

    async def actor(self) -> Any:
        """A browser or program of somebody here who may do everything, signed in just now."""
        if self.face == "portal":
            return await self.contact()
        return await (self.door.api(self.tenant) if self.face == "api" else self.door.member(self.tenant))

    async def who(self) -> UUID:
        """The member behind ``actor``."""
        _, member = await self.door.person(self.tenant, self.door._roles(self.tenant, (), None))
        return member

    async def contact(self, roles: tuple[str, ...] = ("customer_contact", "customer_admin")) -> Any:
        """A contact of the customer, with these roles, signed in to the portal just now."""
        key = ("contact", self.customer, roles)
        if key not in self.made:
            person = await tickets_support.contact(self.door, self.tenant, self.customer, name=self.name())
            from desk.customers.tables import Contact

            async with self.tenant.scope():
                await Contact.update({Contact.portal_roles: list(roles)}).where(Contact.id == person.id)
            self.made[key] = person
        person = self.made[key]
        return await tickets_support.portal(self.door, self.tenant, person.credential, self.customer)

    async def contact_id(self) -> UUID:
        """The contact behind ``contact``."""
        await self.contact()
        return self.made["contact", self.customer, ("customer_contact", "customer_admin")].id

    async def powerless(self, permission: str) -> Any:
        """Somebody here who may not."""
        if self.face == "portal":
            return await self.contact(roles=())
        if self.face == "api":
            return await self.door.api(self.tenant, may_not=permission)
        return await self.door.member(self.tenant, may_not=permission)

    # -- what is made here

    async def ticket(self, status: str = "open", **more: Any) -> int:
        """A ticket of the customer in this status; the answer is its number."""
        return await tickets_support.number_in(
            self.tenant, status, customer=self.customer, subject=self.name(), assignee=await self.who(), **more
        )

    async def ticket_id(self, number: int) -> UUID:
        async with self.tenant.scope():
            return await value("select id from ticket where number = $1", number)

    async def new_customer(self) -> UUID:
        """Another customer of the tenant."""
        return await tests_support.make_customer(self.tenant, self.name())

    async def colleague(self, password: str = PASSWORD) -> UUID:
        """Another member, whom nobody needs."""
        n = next(_serial)
        login = f"colleague{n}@{self.tenant.slug}.test"
        new = people.NewMember(self.name(), f"X{n}", ("trainer",), login, password, email=login)
        async with self.tenant.scope():
            return (await people.add_member(new, by=SYSTEM)).id


def kinds_of_numbers() -> set[str]:
    """The kinds for which somebody draws numbers."""
    texts = (path.read_text("utf-8") for home in (HERE, PLUGINS) for path in home.rglob("*.py"))
    return {kind for text in texts for kind in re.findall(r'next_numbers?\(\s*"(\w+)"', text)}
