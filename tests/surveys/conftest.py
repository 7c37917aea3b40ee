"""Tickets are closed, and whoever asked is asked how it was."""

import pytest


@pytest.fixture
def someone(door):
    """Another member with these roles."""
    from people_support import add_someone

    async def make(tenant, *roles, **more):
        return await add_someone(door, tenant, *roles, **more)

    return make


@pytest.fixture
def contact(door):
    """Somebody at a customer, signed in to the portal."""
    import tickets_support

    async def make(tenant, customer=None, **more):
        return await tickets_support.contact(door, tenant, customer, **more)

    return make


@pytest.fixture
def closed(settle):
    """A ticket of a contact that was just closed, and its survey."""
    import tickets_support

    from desk.foundation.database import row
    from desk.foundation.principals import SYSTEM
    from desk.tickets import actions

    async def make(tenant, person, *, settled=True):
        number = await tickets_support.number_in(tenant, "solved", customer=person.customer, contact=person.id)
        async with tenant.scope():
            ticket = await actions.close_ticket(number, by=SYSTEM)
        if settled:
            await settle()
        async with tenant.scope():
            return number, await row("select * from survey where subject_id = $1", ticket.id)

    return make
