"""Examples of payments' routes."""

from desk.foundation.principals import SYSTEM
from desk.payments import actions

from .examples import Example, example


def said(place, **more):
    return {"kind": "payments.other", "customer": place.customer, "amount_cents": 12_000, "note": place.name()} | more


async def payment(place, *, claimed=False):
    """Of the customer of the place; its marker stands in what the customer said."""
    async with place.tenant.scope():
        new = actions.NewPayment(**said(place), reference=place.name(), told=place.name())
        made = await (actions.claim_payment if claimed else actions.record_payment)(new, by=SYSTEM)
    return {"number": made.payment.number}


@example("payments.index", "payments.export", "api.payments.index")
async def lists(place):
    await payment(place)
    return Example(filters={"customer": place.customer}, marker=place.marker)


@example("payments.figures", "payments.figures_export", "api.payments.figures", "api.payments.kinds")
async def sums(place):
    await payment(place)
    return Example(marker=place.marker)


@example("payments.show", "api.payments.show")
@example("portal.payment", faces=("portal",))
async def show(place):
    return Example(path=await payment(place), marker=place.marker)


@example("portal.payments", "portal.payment_form", faces=("portal",))
async def portal_list(place):
    await payment(place)
    return Example(marker=place.marker)


@example("portal.tell_payment", faces=("portal",))
async def tell(place):
    form = {"kind": "payments.other", "amount": "120", "method": "transfer", "told": place.name()}
    return Example(form=form, marker=place.marker)


@example("payments.new")
async def new(place):
    return Example(query={"customer": str(place.customer)}, ids=("customer",), marker=place.marker)


@example("payments.record")
async def record(place):
    form = {"kind": "payments.other", "customer": str(place.customer), "amount": "120", "method": "cash"}
    return Example(form=form | {"contact": str(await place.contact_id())}, ids=("customer", "contact"))


@example("api.payments.record", "api.payments.claim")
async def api_record(place):
    json = {"kind": "payments.other", "customer": str(place.customer), "amount_cents": 12_000, "method": "cash"}
    return Example(json=json | {"contact": str(await place.contact_id())}, ids=("customer", "contact"))


@example("payments.verification")
async def verify(place):
    return Example(path=await payment(place, claimed=True), form={})


@example("api.payments.verification")
async def api_verify(place):
    return Example(path=await payment(place, claimed=True), json={})


@example("payments.refusal")
async def refuse(place):
    return Example(path=await payment(place, claimed=True), form={"reason": "x"})


@example("api.payments.refusal")
async def api_refuse(place):
    return Example(path=await payment(place, claimed=True), json={"reason": "x"})


@example("payments.invoice")
async def invoice(place):
    return Example(path=await payment(place), form={"invoice": "x"})


@example("api.payments.invoice")
async def api_invoice(place):
    return Example(path=await payment(place), json={"invoice": "x"})


@example("payments.refund")
async def refund(place):
    return Example(path=await payment(place), form={"amount": "20", "method": "cash", "reason": "x"})


@example("api.payments.refund")
async def api_refund(place):
    return Example(path=await payment(place), json={"amount_cents": 2_000, "reason": "x"})
