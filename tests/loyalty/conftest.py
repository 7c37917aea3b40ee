"""Tenants that have switched loyalty points on, their customers, and payments that earn."""

from datetime import UTC, datetime

import pytest

from desk.kit.time import as_of

IN_SEASON = datetime(2026, 12, 10, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
async def partner(founding):
    """A partner with points."""
    return await founding(plugins=["loyalty"])


@pytest.fixture(scope="session")
async def neighbour(founding):
    """Another one."""
    return await founding(plugins=["loyalty"])


@pytest.fixture
def season():
    """It is December: points are exchanged."""
    with as_of(IN_SEASON):
        yield IN_SEASON


@pytest.fixture
def contact(door):
    """Somebody at a customer, signed in to the portal."""
    import tickets_support

    async def make(tenant, customer=None, **more):
        return await tickets_support.contact(door, tenant, customer, **more)

    return make


@pytest.fixture
def earn():
    """Give a customer points, as a balance that they bring along; the answer is the customer."""
    from desk_loyalty.actions._posting import Entry, Line, lock, post
    from desk_loyalty.states import Account, EntryKind
    from tests_support import make_customer

    from desk.foundation.principals import SYSTEM
    from desk.kit.ids import uuid7

    async def make(tenant, points, customer=None, expires_on=None):
        customer = customer or await make_customer(tenant)
        async with tenant.scope():
            await lock(customer)
            lines = [Line(Account.POINTS, points), Line(Account.ADJUSTED, -points)]
            entry = Entry(customer, EntryKind.ADJUSTED, f"test:{uuid7()}", lines, expires_on=expires_on)
            assert await post(entry, by=SYSTEM)
        return customer

    return make


@pytest.fixture
def balance():
    """What a customer may spend, and what is reserved."""
    from desk_loyalty.queries import ledger

    async def look(tenant, customer):
        async with tenant.scope():
            found = await ledger.balance(customer)
            return found.points, found.reserved

    return look


@pytest.fixture
def gift():
    """A gift in the catalogue; the answer is its id."""
    from desk_loyalty.actions import gifts

    from desk.foundation.principals import SYSTEM
    from desk.kit.ids import uuid7

    async def make(tenant, price=100, stock=5, kind="household"):
        async with tenant.scope():
            fields = gifts.GiftFields(f"电饭煲 {uuid7()}", kind, price, stock)
            return (await gifts.add_gift(fields, by=SYSTEM)).id

    return make


@pytest.fixture
def sound():
    """See that the ledger adds up, as ``desk loyalty verify`` does."""
    from desk_loyalty.queries import ledger

    async def look(tenant):
        async with tenant.scope():
            return [(one["what"], one["id"]) for one in await ledger.broken()]

    return look
