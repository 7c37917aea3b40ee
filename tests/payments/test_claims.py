"""Claims: the customer says that it was paid, somebody looks, and the customer hears of it."""

import asyncio

import pytest
from tests_support import make_customer

from desk.foundation.database import row, value
from desk.foundation.errors import Refusal
from desk.foundation.principals import SYSTEM
from desk.payments import actions

PICTURE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TOLD = {"kind": "payments.other", "amount": "3600", "method": "transfer", "told": "上周五转的账"}


async def claimed_of(tenant, customer):
    async with tenant.scope():
        return await row("select id, number, status, receipt from payment where customer = $1", customer)


async def test_a_customer_says_so_with_proof_and_it_is_verified(acme, someone, contact, settle):
    person = await contact(acme)
    finance = await someone(acme, "finance")

    form = (await person.client.get("/payments/new")).text
    assert "其他款项" in form
    said = await person.client.post("/payments", data=TOLD, files={"files": ("凭证.pdf", PICTURE, "application/pdf")})
    assert said.status_code == 303, said.text
    assert "我们核对是否到账" in (await person.client.get(said.headers["location"])).text
    await settle()

    claim = await claimed_of(acme, person.customer)
    clerk = await finance.signs_in()
    assert "核对是否到账" in (await clerk.get("/tasks?view=team")).text
    page = (await clerk.get(f"/payments/{claim['number']}")).text
    assert "上周五转的账" in page
    assert "凭证.pdf" in page
    assert (await clerk.post(f"/payments/{claim['number']}/verification", data={"version": "1"})).status_code == 303
    assert (await clerk.post(f"/payments/{claim['number']}/verification", data={})).status_code == 409
    await settle()

    assert "核对是否到账" not in (await clerk.get("/tasks?view=team")).text
    async with acme.scope():
        count = "select count(*) from event where subject_id = $1 and name = 'payment.received'"
        assert await value(count, claim["id"]) == 1
    mine = (await person.client.get("/payments")).text
    assert "已到账" in mine
    assert "收据" in (await person.client.get(f"/payments/{claim['number']}")).text
    assert "已收到 ¥3,600.00" in (await person.client.get("/inbox")).text


async def test_a_refused_claim_says_why_and_frees_its_reference(acme, someone, contact, pay, settle):
    person = await contact(acme)
    claim = (await pay(acme, customer=person.customer, contact=person.id, claimed=True, reference="R:9")).payment
    finance = await (await someone(acme, "finance")).signs_in()
    place = f"/payments/{claim.number}/refusal"

    assert (await finance.post(place, data={"reason": " "})).status_code == 422
    assert (await finance.post(place, data={"reason": "银行没有这笔"})).status_code == 303
    await settle()

    assert "银行没有这笔" in (await person.client.get(f"/payments/{claim.number}")).text
    assert "没有查到" in (await person.client.get("/inbox")).text
    anew = await pay(acme, customer=person.customer, reference="R:9")
    assert not anew.again
    assert (await finance.post(f"/payments/{claim.number}/verification", data={})).status_code == 409


async def test_of_two_who_decide_at_once_one_does(acme, pay):
    claim = (await pay(acme, claimed=True)).payment

    async def decide(action):
        async with acme.scope():
            try:
                await action()
            except Refusal:
                return False
            return True

    ways = [lambda: actions.verify_payment(claim.number, by=SYSTEM)] * 3
    ways += [lambda: actions.refuse_payment(claim.number, "x", by=SYSTEM)] * 2
    async with asyncio.timeout(60):
        came = await asyncio.gather(*map(decide, ways))
    assert sum(came) == 1


async def test_a_recorded_payment_is_no_claim_with_the_same_reference(acme, pay):
    customer = await make_customer(acme)
    await pay(acme, customer=customer, claimed=True, reference="R:10")
    with pytest.raises(Refusal):
        await pay(acme, customer=customer, reference="R:10")


async def test_a_customer_sees_and_claims_only_their_own(acme, contact, pay):
    person, stranger = await contact(acme), await contact(acme)
    theirs = (await pay(acme, customer=stranger.customer, amount_cents=77_700)).payment

    assert (await person.client.get(f"/payments/{theirs.number}")).status_code == 404
    assert "777.00" not in (await person.client.get("/payments")).text
    forged = TOLD | {"customer": str(stranger.customer), "reference": "x"}
    assert (await person.client.post("/payments", data=forged)).status_code == 303
    async with acme.scope():
        assert await value("select count(*) from payment where customer = $1", stranger.customer) == 1
        assert await value("select reference from payment where customer = $1", person.customer) == ""


async def test_claims_that_wait_have_a_cap_and_the_same_form_counts_once(acme, contact):
    person = await contact(acme)
    for n in range(2):
        for _ in range(2):
            await person.client.post("/payments", data=TOLD | {"once": "t", "amount": str(n + 1)})
    async with acme.scope():
        assert await value("select count(*) from payment where customer = $1", person.customer) == 2
    for n in range(8):
        assert (await person.client.post("/payments", data=TOLD | {"amount": str(n + 5)})).status_code == 303
    refused = await person.client.post("/payments", data=TOLD)
    assert refused.status_code == 422
    assert "正在核对" in refused.text
