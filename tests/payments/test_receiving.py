"""Money that is there: receipts without gaps, one payment for a reference, one fact for a payment."""

import asyncio
import contextlib
import re

import msgspec
import pytest
from tests_support import make_customer

from desk.foundation.database import row, rows, value
from desk.foundation.errors import Invalid
from desk.foundation.principals import SYSTEM
from desk.kit.time import now, to_zone
from desk.payments import actions
from desk.payments.errors import ReferenceUsed


async def facts_of(tenant, payment_id, name):
    async with tenant.scope():
        found = await rows("select payload from event where subject_id = $1 and name = $2", payment_id, name)
    return [msgspec.json.decode(one["payload"]) for one in found]


async def test_a_recorded_payment_has_its_receipt_and_is_one_fact(acme, pay):
    kept = await pay(acme, amount_cents=120_050, method="cash")

    payment = kept.payment
    assert (payment.status, payment.grade, payment.refunded_cents) == ("recorded", "standard", 0)
    assert re.fullmatch(r"\d{4}-\d{6}", payment.receipt)
    (fact,) = await facts_of(acme, payment.id, "payment.received")
    assert fact["amount_cents"] == 120_050
    assert (fact["kind"], fact["customer"], fact["contact"]) == ("payments.other", str(payment.customer), "")
    assert (fact["grade_at"], fact["receipt"], fact["claimed"]) == ("standard", payment.receipt, False)


async def test_receipts_have_no_gaps_though_many_record_at_once_and_some_fail(acme, pay):
    customer = await make_customer(acme)

    async def fail():
        with contextlib.suppress(ZeroDivisionError):
            async with acme.scope():
                new = actions.NewPayment("payments.other", customer, 1)
                await actions.record_payment(new, by=SYSTEM)
                raise ZeroDivisionError

    async with asyncio.timeout(60):
        await asyncio.gather(*(pay(acme, customer=customer) for _ in range(4)), *(fail() for _ in range(3)))

    async with acme.scope():
        year = to_zone(now(), "Asia/Shanghai").year
        found = await rows("select receipt from payment where receipt like $1 order by receipt", f"{year}-%")
    numbers = [int(one["receipt"].partition("-")[2]) for one in found]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_the_same_reference_is_the_same_payment(acme, brisk, pay):
    customer, other = await make_customer(acme), await make_customer(acme)

    first = await pay(acme, customer=customer, reference="bank:1")
    again = await pay(acme, customer=customer, reference="bank:1")

    assert (first.again, again.again) == (False, True)
    assert first.payment.id == again.payment.id
    assert len(await facts_of(acme, first.payment.id, "payment.received")) == 1
    with pytest.raises(ReferenceUsed):
        await pay(acme, customer=customer, reference="bank:1", amount_cents=1)
    with pytest.raises(ReferenceUsed):
        await pay(acme, customer=other, reference="bank:1")
    assert not (await pay(brisk, reference="bank:1")).again


async def test_many_who_send_the_same_reference_at_once_record_one(acme, pay):
    customer = await make_customer(acme)

    async with asyncio.timeout(60):
        made = await asyncio.gather(*(pay(acme, customer=customer, reference="bank:2") for _ in range(4)))

    assert sorted(one.again for one in made) == [False, True, True, True]
    assert len({one.payment.id for one in made}) == 1
    assert len(await facts_of(acme, made[0].payment.id, "payment.received")) == 1


async def test_what_is_wrong_is_said_at_once(acme):
    customer = await make_customer(acme)
    async with acme.scope():
        with pytest.raises(Invalid) as refused:
            await actions.record_payment(actions.NewPayment("nobody.knows", customer, 0, method="gold"), by=SYSTEM)
    assert set(refused.value.fields) == {"kind", "amount", "method"}


async def test_programs_record_once(door, acme, brisk):
    customer, stranger = await make_customer(acme), await make_customer(brisk)
    program = await door.api(acme)
    body = {"kind": "payments.other", "customer": str(customer), "amount_cents": 5_000, "method": "wechat"}
    body |= {"reference": "shop:77", "paid_at": "2026-11-19T02:31:05Z"}

    made = await program.post("/api/v1/payments", json=body)
    again = await program.post("/api/v1/payments", json=body)

    assert made.status_code == 201, made.text
    assert made.json() == again.json()
    place = f"/api/v1/payments/{made.json()['number']}"
    assert (await program.get("/api/v1/payments?reference=shop:77")).json()["items"][0]["id"] == made.json()["id"]
    other = await program.post("/api/v1/payments", json=body | {"amount_cents": 1})
    assert (other.status_code, other.json()["type"]) == (409, "urn:partner-desk:reference-used")
    assert (await program.post("/api/v1/payments", json=body | {"customer": str(stranger)})).status_code == 404
    assert (await (await door.api(brisk)).get(place)).status_code == 404
    invoiced = await program.put(f"{place}/invoice", json={"invoice": "FP-8"})
    assert invoiced.json()["invoice"] == "FP-8"
    wrong = await program.post("/api/v1/payments", json=body | {"amount_cents": 0, "currency": "yuan"})
    assert wrong.status_code == 422
    naive = await program.post("/api/v1/payments", json=body | {"paid_at": "2026-11-19T02:31:05"})
    assert naive.status_code == 422


async def test_a_clerk_records_on_the_page(door, acme, someone, settle):
    customer = await make_customer(acme, "收款客户")
    clerk = await (await someone(acme, "counter_clerk")).signs_in()
    await settle()

    form = await clerk.get(f"/payments/new?customer={customer}")
    assert "收款客户" in form.text
    sent = {"kind": "payments.other", "customer": str(customer), "amount": "1,200.5", "method": "cash"}
    made = await clerk.post("/payments", data=sent | {"reference": "R-1"})
    assert made.status_code == 303, made.text
    again = await clerk.post("/payments", data=sent | {"reference": "R-1"})
    assert again.headers["location"].endswith("?again=1")
    page = (await clerk.get(made.headers["location"])).text
    assert "¥1,200.50" in page
    assert "已到账" in page
    wrong = await clerk.post("/payments", data=sent | {"amount": "many", "paid_on": "2999-01-01"})
    assert wrong.status_code == 422
    assert "这不是一个金额" in wrong.text
    await settle()
    assert "收款客户" in (await clerk.get("/payments?q=R-1")).text
    assert "1200.50" in (await clerk.get("/payments/export.csv")).text
    assert "¥1,200.50" in (await clerk.get(f"/customers/{customer}/panels/payments")).text


async def test_who_only_cares_may_claim_but_not_record(acme, someone):
    customer = await make_customer(acme)
    agent = await (await someone(acme, "cs_agent")).signs_in()
    sent = {"kind": "payments.other", "customer": str(customer), "amount": "20", "method": "cash"}

    assert (await agent.post("/payments", data=sent)).status_code == 403
    made = await agent.post("/payments", data=sent | {"as_claim": "yes"})
    assert made.status_code == 303
    async with acme.scope():
        found = await row("select status, receipt from payment where customer = $1", customer)
        assert tuple(found) == ("claimed", "")
        assert not await value("select true from event where name = 'payment.received' and customer_id = $1", customer)
    assert (await agent.post(f"{made.headers['location']}/verification", data={})).status_code == 403
