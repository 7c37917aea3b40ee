"""What is promised about points is kept by a fact, and missed without it; answers earn where a tenant says so."""

import pytest
from tests_support import make_customer

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7


@pytest.fixture(scope="module")
async def payers(founding):
    """A partner that teaches, too, and has no rules of its own."""
    return await founding(plugins=["loyalty", "training"])


@pytest.fixture
def pay():
    """Record a payment as the platform does."""
    from desk.payments import actions

    async def make(tenant, customer, kind="payments.other"):
        async with tenant.scope():
            new = actions.NewPayment(kind=kind, amount_cents=30_000, customer=customer)
            return (await actions.record_payment(new, by=SYSTEM)).payment

    return make


async def promise(tenant, payment):
    async with tenant.scope():
        return await value("select status from deadline where promise = 'LP-D2' and subject_id = $1", payment.id)


@pytest.mark.parametrize(("kind", "points"), [("training.fee", 600), ("payments.other", 0)])
async def test_points_are_there_on_the_day_of_the_payment_and_it_says_so(payers, world, pay, balance, kind, points):
    customer = await make_customer(payers)
    payment = await pay(payers, customer, kind)
    assert await promise(payers, payment) == "running"
    await world.settle()
    assert await promise(payers, payment) == "met"
    assert await balance(payers, customer) == (points, 0)
    async with payers.scope():
        said = await rows("select payload from event where name = 'loyalty.counted' and subject_id = $1", payment.id)
    assert [one["payload"] for one in said] == [f'{{"points": {points}}}']


async def test_what_was_counted_is_not_said_twice(payers, pay, world):
    from desk_loyalty.actions import earning

    customer = await make_customer(payers)
    payment = await pay(payers, customer)
    await world.settle()
    again = earning.Paid("payments.other", 30_000, str(customer), "standard", "2026-11-20T00:00:00Z")
    async with payers.scope():
        assert not await earning.award(payment.id, again)
        count = "select count(*) from event where name = 'loyalty.counted' and subject_id = $1"
        assert await value(count, payment.id) == 1


async def test_the_page_says_where_points_come_from(payers, world, pay, door, contact):
    customer = await make_customer(payers)
    payment = await pay(payers, customer, "training.fee")
    await world.settle()
    page = (await (await door.member(payers)).get(f"/loyalty/customers/{customer}")).text
    assert f'href="/payments/{payment.number}"' in page
    theirs = (await (await contact(payers, customer)).client.get("/points")).text
    assert f"#{payment.number}" in theirs
    assert "300.00" in theirs
    assert f"/payments/{payment.number}" not in theirs


async def test_an_answer_earns_once_where_the_tenant_gives_points_for_it(founding, balance, sound):
    from desk_loyalty.actions import earning

    tenants = [await founding(plugins=["loyalty"], toml=f"[settings.loyalty]\nper_survey = {n}\n") for n in (20, 0)]
    for tenant, points in zip(tenants, (20, 0), strict=True):
        customer, survey = await make_customer(tenant), uuid7()
        for is_new in (points > 0, False):
            async with tenant.scope():
                assert await earning.award_answer(survey, customer) == is_new
        assert await balance(tenant, customer) == (points, 0)
        assert await sound(tenant) == []
