"""Tenants that have switched complaints on, with complaints at any step."""

import pytest

GRADED = {"level": "general", "category": "service", "item": "delay", "position": "hotline", "text": "属实"}
HANDLED = (
    ("accept", GRADED),
    ("take", {}),
    ("reply", {"text": "已致歉，马上处理。"}),
    ("result", {"text": "已恢复使用。"}),
)


@pytest.fixture(scope="session")
async def partner(founding):
    """A partner with complaints."""
    return await founding(plugins=["complaints"])


@pytest.fixture(scope="session")
async def neighbour(founding):
    """Another one."""
    return await founding(plugins=["complaints"])


@pytest.fixture
def complaint():
    """A complaint, after these steps; the answer is its number."""
    from desk_complaints.actions import receiving, steps

    from desk.foundation.principals import SYSTEM

    async def make(tenant, *upto, text="等了三天", customer=None, **more):
        async with tenant.scope():
            said = {"complainant": "王会计", "phone": "13800138000"} | more
            made = await receiving.receive(receiving.NewComplaint(text, customer=customer, **said), by=SYSTEM)
            for name, given in upto:
                await steps.take_step(made.number, name, steps.Said(**given), by=SYSTEM)
        return made.number

    return make


@pytest.fixture
def sheet():
    """How a complaint stands."""
    from desk_complaints.queries import complaints

    async def look(tenant, number):
        async with tenant.scope():
            return await complaints.sheet(number)

    return look


@pytest.fixture
def contact(door):
    """Somebody at a customer, signed in to the portal."""
    import tickets_support

    async def make(tenant, customer=None, **more):
        return await tickets_support.contact(door, tenant, customer, **more)

    return make
