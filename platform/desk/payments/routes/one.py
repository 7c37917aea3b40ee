"""One payment, and what is done with it. Browsers without script get the page again."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.files import queries as files
from desk.foundation.asking import links_beside
from desk.foundation.errors import Refusal
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.payments import actions, queries, views
from desk.payments.forms import DecisionForm, InvoiceForm, RefusalForm, read_refund
from desk.payments.routes.listing import HERE

ONE = "/payments/{number:int}"


@get(ONE, name="payments.show", opt=needs("payment.read"))
async def show(number: FromPath[int], again: FromQuery[str] = "") -> Response[str]:
    """One payment with what happened to it."""
    return await _show(number, again=bool(again))


@post(f"{ONE}/verification", name="payments.verification", status_code=200, opt=needs("payment.verify"))
async def verify(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The money is there."""
    values = await typed(request)
    try:
        form = read_values(values, DecisionForm)
        await actions.verify_payment(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="verify", **kept(values, refusal))
    return see_other(f"/payments/{number}")


@post(f"{ONE}/refusal", name="payments.refusal", status_code=200, opt=needs("payment.verify"))
async def refuse(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The money isn't there; the customer reads why."""
    values = await typed(request)
    try:
        form = read_values(values, RefusalForm)
        await actions.refuse_payment(number, form.reason, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="refuse", **kept(values, refusal))
    return see_other(f"/payments/{number}")


@post(f"{ONE}/invoice", name="payments.invoice", status_code=200, opt=needs("payment.record"))
async def invoice(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Enter the number of the invoice."""
    values = await typed(request)
    try:
        form = read_values(values, InvoiceForm)
        await actions.enter_invoice(number, form.invoice, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="invoice", **kept(values, refusal))
    return see_other(f"/payments/{number}")


@post(f"{ONE}/refunds", name="payments.refund", status_code=200, opt=needs("payment.refund"))
async def refund(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Pay back. A second click pays nothing more."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        payment = await queries.payment(number)
        new, version = read_refund(values, payment.currency)
        await actions.refund_payment(number, new, by=by, version=version)
    except Refusal as refusal:
        return await _show(number, opened="refund", **kept(values, refusal))
    await idempotency.once(by, token, f"/payments/{number}")
    return see_other(f"/payments/{number}")


async def _show(
    number: int,
    *,
    status: int = 200,
    again: bool = False,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    by, zone = current_principal(), current_visit().tenant.zone
    found = await queries.sheet(number)
    attached = await files.of_subjects("payment", [found["id"]])
    return page(
        "payments/show.html",
        status=status,
        here=HERE,
        payment=await views.sheet_view(found, by),
        refunds=[views.refund_view(one, found["currency"]) for one in await queries.refunds(found["id"])],
        files=attached.get(found["id"], []),
        items=views.timeline(await queries.facts(found["id"]), zone),
        methods=list(words("payment.method").items()),
        again=again,
        beside=await links_beside("payment", found["id"]),
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (show, verify, refuse, invoice, refund)
