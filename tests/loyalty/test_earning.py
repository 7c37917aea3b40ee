"""Payments earn points once, refunds take them back, and what isn't spent in time expires."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests_support import make_customer

from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import as_of, now


@pytest.fixture
def pay():
    """Record a payment as the platform does."""
    from desk.payments import actions

    async def make(tenant, customer, cents=360_000):
        async with tenant.scope():
            new = actions.NewPayment(kind="payments.other", amount_cents=cents, customer=customer)
            return (await actions.record_payment(new, by=SYSTEM)).payment

    return make


@pytest.fixture(scope="module")
async def ruled(partner):
    """A rule of the partner's: a point for each yuan, half as many again for VIPs."""
    from desk_loyalty.actions import rules

    async with partner.scope():
        new = rules.NewRule("payments.other", 100, date(2026, 1, 1), grades={"vip": 150})
        rule = await rules.propose_rule(new, by=SYSTEM)
        await rules.approve_rule(rule.id, by=SYSTEM)
    return rule.id


async def _earn_again(tenant, payment):
    """The same fact once more, as after a switch-on that replays."""
    from desk_loyalty.actions import earning

    async with tenant.scope():
        said = earning.Paid(
            "payments.other", payment.amount_cents, str(payment.customer), "standard", now().isoformat()
        )
        return await earning.award(payment.id, said)


async def test_a_payment_earns_once_however_often_it_is_heard(partner, ruled, world, pay, balance, sound):
    customer = await make_customer(partner)
    payment = await pay(partner, customer)
    await world.settle()

    assert await balance(partner, customer) == (3600, 0)
    assert not await _earn_again(partner, payment)
    assert await balance(partner, customer) == (3600, 0)
    assert await sound(partner) == []


async def test_the_grade_at_payment_counts(partner, ruled, world, pay, balance):
    from desk.customers.tables import Customer

    customer = await make_customer(partner)
    async with partner.scope():
        await Customer.update({Customer.grade: "vip"}).where(Customer.id == customer)
    await pay(partner, customer, 100_00)
    await world.settle()

    assert await balance(partner, customer) == (150, 0)


async def test_a_refund_takes_back_what_went_back(partner, ruled, world, pay, balance, sound):
    from desk.payments import actions

    customer = await make_customer(partner)
    payment = await pay(partner, customer, 100_00)
    await world.settle()
    async with partner.scope():
        await actions.refund_payment(payment.number, actions.NewRefund("一半", 50_00), by=SYSTEM)
    await world.settle()
    assert await balance(partner, customer) == (50, 0)

    async with partner.scope():
        await actions.refund_payment(payment.number, actions.NewRefund("全部"), by=SYSTEM)
    await world.settle()
    assert await balance(partner, customer) == (0, 0)
    assert await sound(partner) == []


async def test_without_a_rule_other_payments_earn_nothing(neighbour, world, pay, balance):
    customer = await make_customer(neighbour)
    await pay(neighbour, customer)
    await world.settle()

    assert await balance(neighbour, customer) == (0, 0)


async def test_nobody_fails_when_points_are_off(acme, world, pay):
    customer = await make_customer(acme)
    await pay(acme, customer)
    await world.settle()
    async with acme.scope():
        from desk.foundation.database import value

        assert await value("select count(*) from loyalty_entry") == 0


async def test_points_expire_after_their_day_and_customers_are_told_before(partner, earn, balance, sound):
    from desk_loyalty.actions import expiring

    from desk.foundation.database import value

    today = datetime.now(UTC).date()
    customer = await earn(partner, 500, expires_on=today + timedelta(days=20))
    await earn(partner, 100, customer)
    async with partner.scope():
        await expiring.warn_of_expiry()
        await expiring.warn_of_expiry()
        told = "select count(*) from event where name = 'loyalty.expiring' and customer_id = $1"
        assert await value(told, customer) == 1
        assert await expiring.expire_points() == 0
    with as_of(now() + timedelta(days=22)):
        async with partner.scope():
            await expiring.expire_points()
            await expiring.expire_points()

    assert await balance(partner, customer) == (100, 0)
    assert await sound(partner) == []


@pytest.mark.parametrize(
    ("earned", "months", "until"),
    [
        (date(2026, 3, 10), None, date(2028, 12, 31)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2027, 1, 1), 12, date(2028, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 12, 31)),
    ],
)
async def test_points_never_expire_before_a_season_has_ended(partner, earned, months, until):
    from desk_loyalty import settings

    async with partner.scope():
        assert settings.expires_on(earned, months) == until


async def test_points_by_hand_take_two_people(partner, earn, door, balance):
    customer = await earn(partner, 100)
    one = await door.member(partner, "customer_manager")
    place = f"/loyalty/customers/{customer}/adjustments"
    assert (await one.post(place, data={"points": "50", "why": ""})).status_code == 422
    assert (await one.post(place, data={"points": "50", "why": "补登去年的积分"})).status_code in (200, 303)

    from desk_loyalty.tables import LoyaltyAdjustment

    async with partner.scope():
        found = await LoyaltyAdjustment.objects().where(LoyaltyAdjustment.customer == customer).first()
    approve = f"/loyalty/adjustments/{found.id}/approval"
    assert (await one.post(approve)).status_code == 403
    assert await balance(partner, customer) == (100, 0)
    other = await door.member(partner, "customer_manager", "trainer")
    assert (await other.post(approve)).status_code in (200, 303)
    assert await balance(partner, customer) == (150, 0)
    assert (await other.post(approve)).status_code == 409


async def test_the_ledger_can_only_be_added_to(partner, earn):
    import asyncpg

    from desk.foundation.database import execute

    customer = await earn(partner, 10)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with partner.scope():
            await execute("update loyalty_line set points = points + 1 where customer = $1", customer)
    async with partner.scope():
        assert await execute("delete from loyalty_line where customer = $1", customer) == "DELETE 0"
    from desk_loyalty.actions._posting import Entry, Line, post
    from desk_loyalty.states import Account, EntryKind

    lines = [Line(Account.POINTS, 10), Line(Account.ISSUED, -9)]
    with pytest.raises(asyncpg.CheckViolationError):
        async with partner.scope():
            await post(Entry(customer, EntryKind.EARNED, f"test:{uuid7()}", lines), by=SYSTEM)
