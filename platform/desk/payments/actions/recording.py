"""Recording what was paid; the same reference twice is one payment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.customers import queries as customers
from desk.foundation import subjects
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.payments import kinds, queries
from desk.payments.actions._keeping import checked, receive, save
from desk.payments.errors import ReferenceUsed
from desk.payments.events import PaymentInvoiced
from desk.payments.states import INVOICE, Method, Status
from desk.payments.tables import Payment

LARGEST = 10**13
"""Cents: far above any bill."""
AHEAD = timedelta(days=1)
"""So far before our clocks somebody else's may be."""
NOTHING = N_("An amount is more than nothing.")
TOO_LARGE = N_("This amount is too large.")
NOT_YET = N_("This moment is still to come.")
OTHERS = N_("This belongs to another customer.")


@dataclass(frozen=True, slots=True)
class NewPayment:
    """What was paid, by whom, for what, and how."""

    kind: str
    customer: UUID
    amount_cents: int
    currency: str = "CNY"
    method: str = Method.TRANSFER
    paid_at: datetime | None = None
    """None: just now."""
    contact: UUID | None = None
    subject_kind: str = ""
    subject_id: UUID | None = None
    cause_id: UUID | None = None
    invoice: str = ""
    reference: str = ""
    """Another system's own name for it: asked again with the same, it is the same payment."""
    told: str = ""
    """What the customer said; they see it."""
    note: str = ""
    """For the team alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The payment, and whether it was there already."""

    payment: Payment
    again: bool


async def record_payment(new: NewPayment, *, by: Principal) -> Kept:
    """
    Record money that is there. With a reference that is known already, the answer is that payment.

    Raises ``Invalid``, ``NotFound`` for a customer, contact or subject that isn't there, and ``ReferenceUsed`` when the
    reference belongs to something else.
    """
    if not by.may("payment.record"):
        raise Forbidden
    grade = await check_new(new)
    kept = await keep(new, by=by)
    if kept.again:
        if kept.payment.status == Status.CLAIMED:
            raise ReferenceUsed(number=kept.payment.number)
        return kept
    await receive(kept.payment, Status.RECORDED, by=by, grade=grade)
    return kept


async def keep(new: NewPayment, *, by: Principal) -> Kept:
    """Write the row as a claim, or find the one that has the same reference. Raises ``ReferenceUsed``."""
    while True:
        at, number = now(), await next_number("payment")
        made = await execute(
            queries.INSERT,
            current_scope().tenant.id,
            uuid7(),
            number,
            *(new.kind, new.customer, new.contact, new.amount_cents, new.currency, new.method, new.paid_at or at),
            *(new.subject_kind, new.subject_id, new.cause_id, "", new.invoice, new.reference, new.told, new.note),
            *(by.kind, by.id, at),
        )
        if made == "INSERT 0 1":
            return Kept(await queries.payment(number, lock=True), again=False)
        if (known := await queries.with_reference(new.reference)) is not None:
            if not _is_same(known, new):
                raise ReferenceUsed(number=known.number)
            return Kept(known, again=True)


def _is_same(known: Payment, new: NewPayment) -> bool:
    same = (known.kind, known.customer, known.amount_cents, known.currency)
    return same == (new.kind, new.customer, new.amount_cents, new.currency)


async def check_new(new: NewPayment) -> str:
    """The grade of whoever paid. Raises ``Invalid`` with all that is wrong, and ``NotFound``."""
    faults: dict[str, str] = {}
    if new.kind not in {one.id for one in kinds.offered()}:
        faults["kind"] = gettext(NOT_A_CHOICE)
    if new.method not in set(Method):
        faults["method"] = gettext(NOT_A_CHOICE)
    if new.amount_cents <= 0:
        faults["amount"] = gettext(NOTHING)
    elif new.amount_cents > LARGEST:
        faults["amount"] = gettext(TOO_LARGE)
    if new.paid_at is not None and new.paid_at > now() + AHEAD:
        faults["paid_at"] = gettext(NOT_YET)
    grade = (await customers.customer(new.customer)).grade
    if new.contact is not None:
        await customers.contact(new.contact, of=new.customer)
    if new.subject_id is not None and subjects.is_known(new.subject_kind):
        key = (new.subject_kind, new.subject_id)
        thing = (await subjects.things_of([key])).get(key)
        if thing is None:
            raise NotFound
        if thing.customer_id not in (None, new.customer):
            faults["subject_id"] = gettext(OTHERS)
    if faults:
        raise Invalid(faults)
    return str(grade)


async def enter_invoice(number: int, invoice: str, *, by: Principal, version: int | None = None) -> Payment:
    """Enter the number of the invoice, or another one. The same again changes nothing."""
    payment = await checked(number, INVOICE, version, by=by)
    if not (invoice := invoice.strip()):
        raise Invalid({"invoice": gettext(REQUIRED)})
    if payment.invoice != invoice:
        await save(payment, invoice=invoice)
        fact = PaymentInvoiced(payment.id, by=by, customer_id=payment.customer, number=number, invoice=invoice)
        await record(fact)
    return payment
