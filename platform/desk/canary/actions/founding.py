"""The two tenants: registered by the owner once, and filled before each run."""

from uuid import UUID

import asyncpg

from desk.canary import queries
from desk.canary.queries import Specimen
from desk.customers.actions import ContactFields, CustomerFields, add_contact, add_customer
from desk.customers.tables import Contact
from desk.foundation import hooks, tenants
from desk.foundation.canaries import ASKER, KIND, OWNER, SLUGS
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.foundation.tenants import TenantFile
from desk.kit.ids import secret_token
from desk.people import actions as people
from desk.people.permissions import ROLES

TELLTALE = "8d0c3fe1"
"""The part of the owner's word that nobody sends: where it stands in an answer, it has leaked."""
SOUGHT = "gulf finch"
WORD = f"{SOUGHT} {TELLTALE}"
PATH_IDS = UUID("ca9a0000-0000-7000-8000-0000000000aa")
"""The id of every row of the owner."""
NUMBER = 7_000_001
"""The number of every row of the owner; the asker's own are small."""
THE_OWNER = Specimen("canary-owner", OWNER, PATH_IDS, WORD, NUMBER)
STAFF_NO, CONTACT = "CANARY", "Canary"


async def found_canaries(connection: asyncpg.Connection) -> None:
    """Register both with every plugin of the installation on. Safe to run again: what is there stays. As the owner."""
    plugins = [slug for slug in hooks.installed() if not hooks.is_core(slug)]
    for slug in SLUGS:
        file = TenantFile(name=slug, kind=KIND, locale="en", plugins=plugins)
        await tenants.apply(connection, await tenants.plan(connection, slug, file))


async def fill_owner() -> dict[str, str]:
    """See to it that the owner has a row in every table; the answer says where it can't have one."""
    async with scope_of(OWNER):
        return await queries.fill(THE_OWNER)


async def staff_credential() -> UUID:
    """The credential of the asker's one member, who may do everything there; added at the first use."""
    async with scope_of(ASKER):
        known = await queries.credential_of_member(STAFF_NO)
        if known is None:
            login = f"{STAFF_NO.lower()}@canary.invalid"
            new = people.NewMember(CONTACT, STAFF_NO, tuple(ROLES), login, secret_token("canary"))
            known = UUID(str((await people.add_member(new, by=SYSTEM)).credential))
    return known


async def contact_credential() -> tuple[UUID, UUID]:
    """The credential of the asker's one contact, and its customer; added at the first use."""
    async with scope_of(ASKER):
        if found := await queries.credential_of_contact(CONTACT):
            return found
        customer = UUID(str((await add_customer(CustomerFields(name=CONTACT), by=SYSTEM)).id))
        person = await add_contact(customer, ContactFields(name=CONTACT), by=SYSTEM)
        credential = await people.add_credential("contact@canary.invalid", secret_token("canary"), customer_id=customer)
        roles = ["customer_contact", "customer_admin"]
        await Contact.update({Contact.credential: credential, Contact.portal_roles: roles}).where(
            Contact.id == person.id
        )
        return credential, customer
