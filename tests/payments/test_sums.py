"""Sums by kind and month, and each payment behind them."""

from datetime import UTC, datetime

from tests_support import make_customer

from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of
from desk.payments import actions, queries

YEAR = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


async def test_a_refund_counts_in_the_month_in_which_it_is_paid(door, acme, brisk):
    customer = await make_customer(acme)
    in_march, in_may = datetime(2025, 3, 31, 20, tzinfo=UTC), datetime(2025, 5, 2, tzinfo=UTC)
    async with acme.scope():
        with as_of(in_march):
            number = (
                await actions.record_payment(actions.NewPayment("payments.other", customer, 1_000), by=SYSTEM)
            ).payment.number
            await actions.claim_payment(actions.NewPayment("payments.other", customer, 5_555), by=SYSTEM)
        with as_of(in_may):
            await actions.refund_payment(number, actions.NewRefund("x", 400), by=SYSTEM)
        utc = await queries.by_month(*YEAR, "UTC")
        there = await queries.by_month(*YEAR, "Asia/Shanghai")
        assert await queries.total_of(*YEAR, customer) == {"CNY": 600}

    assert [(one.month, one.received_cents, one.refunded_cents, one.payments) for one in utc] == [
        (3, 1_000, 0, 1),
        (5, 0, 400, 0),
    ]
    assert [one.month for one in there] == [4, 5]
    member = await door.member(acme)
    page = (await member.get("/payments/figures?year=2025")).text
    assert "¥10.00" in page
    assert "-¥4.00" in page
    assert "month=2025-04" in page
    assert "2025-05" in (await member.get("/payments/figures.csv?year=2025")).text
    assert "#" + str(number) in (await member.get("/payments?view=paid&month=2025-04")).text
    assert (await member.get("/payments?month=2025-13")).status_code == 400
    found = (await (await door.api(acme)).get("/api/v1/payments/figures?year=2025")).json()["items"]
    assert [(one["month"], one["net_cents"]) for one in found] == [("2025-04", 1_000), ("2025-05", -400)]
    assert "¥10.00" not in (await (await door.member(brisk)).get("/payments/figures?year=2025")).text


async def test_lists_go_on_and_back(door, acme):
    customer = await make_customer(acme)
    async with acme.scope():
        for _ in range(3):
            await actions.record_payment(actions.NewPayment("payments.other", customer, 1), by=SYSTEM)
    program = await door.api(acme)

    first = (await program.get(f"/api/v1/payments?customer={customer}&limit=2")).json()
    rest = (await program.get(f"/api/v1/payments?customer={customer}&limit=2&cursor={first['next']}")).json()

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
