"""Paying back: never more than came, however many try at once."""

import asyncio

import msgspec
import pytest

from desk.foundation.database import rows, value
from desk.foundation.errors import Refusal
from desk.foundation.principals import SYSTEM
from desk.payments import actions
from desk.payments.errors import ReferenceUsed, TooMuchBack


@pytest.fixture
def give_back():
    async def back(tenant, number, amount=None, **words):
        async with tenant.scope():
            return await actions.refund_payment(number, actions.NewRefund("客户退课", amount, **words), by=SYSTEM)

    return back


async def test_in_parts_and_then_whole(acme, pay, give_back):
    payment = (await pay(acme, amount_cents=1_000)).payment

    await give_back(acme, payment.number, 300)
    await give_back(acme, payment.number)

    async with acme.scope():
        found = await rows(
            "select payload from event where subject_id = $1 and name = 'payment.refunded' order by at, id", payment.id
        )
        numbers = await rows(
            "select number, amount_cents from payment_refund where payment = $1 order by at", payment.id
        )
    facts = [msgspec.json.decode(one["payload"]) for one in found]
    assert [(one["amount_cents"], one["refunded_cents"], one["whole"]) for one in facts] == [
        (300, 300, False),
        (700, 1_000, True),
    ]
    assert {one["paid_cents"] for one in facts} == {1_000}
    assert [one["amount_cents"] for one in numbers] == [300, 700]
    with pytest.raises(TooMuchBack):
        await give_back(acme, payment.number)


async def test_never_more_than_came_though_many_try_at_once(acme, pay, give_back):
    payment = (await pay(acme, amount_cents=1_000)).payment

    async def attempt():
        try:
            await give_back(acme, payment.number, 400)
        except TooMuchBack:
            return False
        return True

    async with asyncio.timeout(60):
        came = await asyncio.gather(*(attempt() for _ in range(6)))

    assert sum(came) == 2
    async with acme.scope():
        assert await value("select sum(amount_cents) from payment_refund where payment = $1", payment.id) == 800
        assert await value("select refunded_cents from payment where id = $1", payment.id) == 800


async def test_the_same_reference_gives_back_once(acme, pay, give_back):
    payment, other = (await pay(acme)).payment, (await pay(acme)).payment

    first = await give_back(acme, payment.number, 100, reference="refund:1")
    again = await give_back(acme, payment.number, 100, reference="refund:1")

    assert (first.again, again.again, again.payment.refunded_cents) == (False, True, 100)
    with pytest.raises(ReferenceUsed):
        await give_back(acme, other.number, 100, reference="refund:1")
    with pytest.raises(ReferenceUsed):
        await give_back(acme, payment.number, 200, reference="refund:1")


async def test_what_never_came_cannot_go_back(acme, pay, give_back):
    claimed = (await pay(acme, claimed=True)).payment
    with pytest.raises(Refusal):
        await give_back(acme, claimed.number, 1)


async def test_the_page_says_what_is_left(acme, someone, pay):
    payment = (await pay(acme, amount_cents=1_000)).payment
    finance = await (await someone(acme, "finance")).signs_in()
    place = f"/payments/{payment.number}/refunds"

    refused = await finance.post(place, data={"amount": "10.01", "method": "cash", "reason": "x"})
    assert refused.status_code == 409
    assert "只剩 ¥10.00" in refused.text
    assert (await finance.post(place, data={"amount": "x", "method": "cash", "reason": ""})).status_code == 422
    form = {"amount": "4", "method": "cash", "reason": "退一半", "once": "t", "version": "2"}
    assert (await finance.post(place, data=form)).status_code == 303
    assert (await finance.post(place, data=form)).status_code == 303
    page = (await finance.get(f"/payments/{payment.number}")).text
    assert "已退 ¥4.00" in page
    clerk = await (await someone(acme, "counter_clerk")).signs_in()
    assert (await clerk.post(place, data=form)).status_code == 403
