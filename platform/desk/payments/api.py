"""Payments for programs: ``/api/v1/payments``. Sent again with the same reference, nothing is recorded twice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone, year_bounds
from desk.payments import actions, answers, kinds, queries
from desk.payments.forms import ApiInvoice, ApiPayment, ApiRefund, ApiRefusal, DecisionForm, read_api_payment
from desk.payments.queries import Wanted

ONE = "/payments/{number:int}"
READ = "payment.read"
A_PAYMENT = {
    "kind": "payments.other",
    "customer": "0195f3c2-7d5e-7aaa-8000-0123456789ab",
    "amount_cents": 360_000,
    "method": "transfer",
    "reference": "bank:20261119-0017",
}


@get("/payments", name="api.payments.index", opt=needs(READ, says=N_("Payments, those paid last first.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    kind: FromQuery[str | None] = None,
    customer: FromQuery[UUID | None] = None,
    reference: FromQuery[str | None] = None,
    subject_kind: FromQuery[str | None] = None,
    subject_id: FromQuery[UUID | None] = None,
    paid_from: FromQuery[datetime | None] = None,
    paid_before: FromQuery[datetime | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.PaymentRow]:
    """Those paid last first; every word narrows."""
    if any(one is not None and one.tzinfo is None for one in (paid_from, paid_before)):
        raise Unacceptable
    wanted = Wanted(
        statuses=(status,) if status else None,
        kind=kind,
        customer=customer,
        reference=reference,
        subject=(subject_kind or "", subject_id) if subject_id else None,
        paid_from=paid_from,
        paid_before=paid_before,
    )
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["paid_at"], one["id"]))
    return Listed([_row(one) for one in found.items], found.next)


@get("/payments/kinds", name="api.payments.kinds", opt=needs(READ, says=N_("What can be paid for.")))
async def all_kinds() -> Listed[answers.PaidKind]:
    """The kinds of payments."""
    return Listed([answers.PaidKind(one.id, gettext(one.label)) for one in kinds.offered()])


@get(
    "/payments/figures",
    name="api.payments.figures",
    opt=needs(READ, says=N_("What came and what went back in a year, by kind and month.")),
)
async def figures(year: FromQuery[int | None] = None) -> Listed[answers.MonthSum]:
    """The sums of a year; this one unless another is named."""
    zone = current_visit().tenant.zone
    chosen = year if year is not None else to_zone(now(), zone).year
    if not 1900 < chosen < 3000:
        raise Unacceptable
    found = await queries.by_month(*year_bounds(chosen, zone), zone)
    return Listed(
        [
            answers.MonthSum(
                one.kind,
                one.currency,
                f"{chosen}-{one.month:02}",
                one.received_cents,
                one.refunded_cents,
                one.net_cents,
                one.payments,
            )
            for one in found
        ]
    )


@post(
    "/payments",
    name="api.payments.record",
    opt=needs(
        "payment.record",
        says=N_("Record money that is there. With a reference that is known already, the answer is that payment."),
        body=ApiPayment,
        example=A_PAYMENT,
    ),
)
async def record(request: Request[Any, Any, Any]) -> answers.PaymentSheet:
    """Record it, once."""
    form = await read_json(request, ApiPayment)
    kept = await actions.record_payment(read_api_payment(form), by=current_principal())
    return await _sheet(kept.payment.number)


@post(
    "/payments/claims",
    name="api.payments.claim",
    opt=needs(
        "payment.claim",
        says=N_("Note that a customer says they have paid; it counts when somebody has verified it."),
        body=ApiPayment,
        example=A_PAYMENT,
    ),
)
async def claim(request: Request[Any, Any, Any]) -> answers.PaymentSheet:
    """Note a claim, once."""
    form = await read_json(request, ApiPayment)
    kept = await actions.claim_payment(read_api_payment(form), by=current_principal())
    return await _sheet(kept.payment.number)


@get(ONE, name="api.payments.show", opt=needs(READ, says=N_("One payment with what went back of it.")))
async def show(number: FromPath[int]) -> answers.PaymentSheet:
    """One payment."""
    return await _sheet(number)


@put(
    f"{ONE}/verification",
    name="api.payments.verification",
    opt=needs("payment.verify", says=N_("Say that the money of a claim is there."), body=DecisionForm),
)
async def verify(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.PaymentSheet:
    """Verify it."""
    form = await read_json(request, DecisionForm, optional=True)
    await actions.verify_payment(number, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/refusal",
    name="api.payments.refusal",
    opt=needs("payment.verify", says=N_("Say that the money of a claim isn't there, and why."), body=ApiRefusal),
)
async def refuse(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.PaymentSheet:
    """Refuse it."""
    form = await read_json(request, ApiRefusal)
    await actions.refuse_payment(number, form.reason, by=current_principal(), version=form.version)
    return await _sheet(number)


@put(
    f"{ONE}/invoice",
    name="api.payments.invoice",
    opt=needs("payment.record", says=N_("Enter the number of the invoice."), body=ApiInvoice),
)
async def invoice(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.PaymentSheet:
    """Enter it."""
    form = await read_json(request, ApiInvoice)
    await actions.enter_invoice(number, form.invoice, by=current_principal(), version=form.version)
    return await _sheet(number)


@post(
    f"{ONE}/refunds",
    name="api.payments.refund",
    opt=needs("payment.refund", says=N_("Pay back, in part or all that is left."), body=ApiRefund),
)
async def refund(request: Request[Any, Any, Any], number: FromPath[int]) -> answers.PaymentSheet:
    """Pay back."""
    form = await read_json(request, ApiRefund)
    new = actions.NewRefund(form.reason, form.amount_cents, form.method, form.reference.strip())
    await actions.refund_payment(number, new, by=current_principal(), version=form.version)
    return await _sheet(number)


def _subject(one: Record) -> answers.PaidFor | None:
    return answers.PaidFor(one["subject_kind"], one["subject_id"]) if one["subject_id"] else None


def _row(one: Record) -> answers.PaymentRow:
    return answer(answers.PaymentRow, one, subject=_subject(one))


async def _sheet(number: int) -> answers.PaymentSheet:
    found = await queries.sheet(number)
    refunds = [answer(answers.Refund, one) for one in await queries.refunds(found["id"])]
    return answer(answers.PaymentSheet, found, subject=_subject(found), refunds=refunds)


HANDLERS = (index, all_kinds, figures, record, claim, show, verify, refuse, invoice, refund)
