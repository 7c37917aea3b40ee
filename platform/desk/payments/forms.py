"""What may be sent about payments, by browsers, contacts and programs."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_READABLE, Form, read_values
from desk.kit.money import NotAnAmount, parse_money
from desk.kit.time import now, to_zone
from desk.payments.actions import NewPayment, NewRefund
from desk.payments.actions.recording import NOT_YET

SAID_OF_AMOUNTS = (
    N_("This is not an amount of money."),
    N_("An amount cannot have parts of a cent."),
    N_("This amount is too large."),
)
"""What ``parse_money`` says of what isn't one."""
NOON = time(12)
Words = Annotated[str, Meta(max_length=4_000)]
Line = Annotated[str, Meta(max_length=200)]
Amount = Annotated[str, Meta(min_length=1, max_length=40)]
Kind = Annotated[str, Meta(min_length=1, max_length=60)]
Day = Annotated[str, Meta(max_length=10)]
MethodWord = Literal["cash", "transfer", "wechat", "alipay", "card", "other"]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Cents = Annotated[int, Meta(ge=1, le=10**13)]


class PaymentForm(Form):
    """What the page sends: ``as_claim`` when the customer says so and somebody else shall look."""

    kind: Kind
    customer: UUID
    amount: Amount
    method: MethodWord
    contact: UUID | None = None
    paid_on: Day = ""
    as_claim: bool = False
    invoice: Annotated[str, Meta(max_length=60)] = ""
    reference: Line = ""
    note: Words = ""
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None


class TellForm(Form):
    """What a customer says in the portal."""

    kind: Kind
    amount: Amount
    method: MethodWord
    paid_on: Day = ""
    told: Words = ""


class DecisionForm(Form):
    version: int | None = None


class RefusalForm(Form):
    reason: Words = ""
    version: int | None = None


class InvoiceForm(Form):
    invoice: Annotated[str, Meta(max_length=60)] = ""
    version: int | None = None


class RefundForm(Form):
    amount: Amount
    method: MethodWord
    reason: Words = ""
    version: int | None = None


class ApiPayment(Form):
    """``POST /payments`` and ``POST /payments/claims``; the same ``reference`` again is the same payment."""

    kind: Kind
    customer: UUID
    amount_cents: Cents
    method: MethodWord
    currency: Currency = "CNY"
    paid_at: datetime | None = None
    contact: UUID | None = None
    reference: Line = ""
    invoice: Annotated[str, Meta(max_length=60)] = ""
    note: Words = ""
    subject_kind: Annotated[str, Meta(max_length=40)] = ""
    subject_id: UUID | None = None
    cause: UUID | None = None


class ApiRefusal(Form):
    """``PUT /payments/{number}/refusal``."""

    reason: Annotated[str, Meta(min_length=1, max_length=4_000)]
    version: int | None = None


class ApiInvoice(Form):
    """``PUT /payments/{number}/invoice``."""

    invoice: Annotated[str, Meta(min_length=1, max_length=60)]
    version: int | None = None


class ApiRefund(Form):
    """``POST /payments/{number}/refunds``; no amount: all that is left; the same ``reference`` again: nothing more."""

    reason: Annotated[str, Meta(min_length=1, max_length=4_000)]
    amount_cents: Cents | None = None
    method: MethodWord = "transfer"
    reference: Line = ""
    version: int | None = None


def read_payment(values: Mapping[str, Any], zone: str, currency: str) -> tuple[NewPayment, bool]:
    """What a page says was paid, and whether it is a claim. Raises ``Invalid`` with all that is wrong."""
    form = read_values(values, PaymentForm)
    amount, paid_at = _amount_and_day(form.amount, form.paid_on, zone, currency)
    new = NewPayment(
        form.kind,
        form.customer,
        amount,
        currency,
        form.method,
        paid_at,
        contact=form.contact,
        subject_kind=form.subject_kind if form.subject_id else "",
        subject_id=form.subject_id,
        invoice=form.invoice.strip(),
        reference=form.reference.strip(),
        note=form.note.strip(),
    )
    return new, form.as_claim


def read_told(values: Mapping[str, Any], zone: str, currency: str, customer: UUID, contact: UUID) -> NewPayment:
    """What a customer says they paid. Raises ``Invalid``."""
    form = read_values(values, TellForm)
    amount, paid_at = _amount_and_day(form.amount, form.paid_on, zone, currency)
    return NewPayment(
        form.kind, customer, amount, currency, form.method, paid_at, contact=contact, told=form.told.strip()
    )


def read_refund(values: Mapping[str, Any], currency: str) -> tuple[NewRefund, int | None]:
    """What goes back, and the version that was seen. Raises ``Invalid``."""
    form = read_values(values, RefundForm)
    try:
        amount = parse_money(form.amount, currency)
    except NotAnAmount as wrong:
        raise Invalid({"amount": gettext(wrong.sentence)}) from None
    return NewRefund(form.reason, amount, form.method), form.version


def read_api_payment(form: ApiPayment) -> NewPayment:
    """What a program says was paid. Raises ``Invalid``."""
    if form.paid_at is not None and (form.paid_at.tzinfo is None or not 1900 < form.paid_at.year < 3000):
        raise Invalid({"paid_at": gettext(NOT_READABLE)})
    return NewPayment(
        form.kind,
        form.customer,
        form.amount_cents,
        form.currency,
        form.method,
        form.paid_at,
        contact=form.contact,
        subject_kind=form.subject_kind if form.subject_id else "",
        subject_id=form.subject_id,
        cause_id=form.cause,
        invoice=form.invoice.strip(),
        reference=form.reference.strip(),
        note=form.note.strip(),
    )


def _amount_and_day(amount: str, day: str, zone: str, currency: str) -> tuple[int, datetime | None]:
    faults: dict[str, str] = {}
    cents, paid_at = 0, None
    try:
        cents = parse_money(amount, currency)
    except NotAnAmount as wrong:
        faults["amount"] = gettext(wrong.sentence)
    try:
        paid_at = _paid_at(day, zone)
    except ValueError:
        faults["paid_on"] = gettext(NOT_READABLE)
    if paid_at is not None and paid_at > now():
        faults["paid_on"] = gettext(NOT_YET)
    if faults:
        raise Invalid(faults)
    return cents, paid_at


def _paid_at(day: str, zone: str) -> datetime | None:
    """A moment on the day that was said; today is now, any other day its noon."""
    said = date.fromisoformat(day) if day else None
    if said is None or said == to_zone(now(), zone).date():
        return None
    if not 1900 < said.year < 3000:
        raise ValueError
    return datetime.combine(said, NOON, ZoneInfo(zone))
