"""Payments are noted by people with roles of their own, and by contacts."""

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
def pay():
    """Record or claim a payment as the platform does; the answer is what was kept."""
    from tests_support import make_customer

    from desk.foundation.principals import SYSTEM
    from desk.payments import actions

    async def make(tenant, *, claimed=False, **words):
        customer = words.pop("customer", None) or await make_customer(tenant)
        async with tenant.scope():
            new = actions.NewPayment(
                **({"kind": "payments.other", "amount_cents": 360_000, "customer": customer} | words)
            )
            return await (actions.claim_payment if claimed else actions.record_payment)(new, by=SYSTEM)

    return make
