"""Paying back: in part or whole, never more than came."""

from dataclasses import dataclass

from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext, language
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.money import format_money
from desk.kit.time import now
from desk.payments import queries
from desk.payments.actions._keeping import REFUNDS, checked, next_number, save, whose
from desk.payments.actions.recording import NOTHING, Kept
from desk.payments.errors import ReferenceUsed, TooMuchBack
from desk.payments.events import PaymentRefunded
from desk.payments.states import REFUND, Method
from desk.payments.tables import PaymentRefund


@dataclass(frozen=True, slots=True)
class NewRefund:
    """What goes back, and why. Without an amount: all that is left."""

    reason: str
    amount_cents: int | None = None
    method: str = Method.TRANSFER
    reference: str = ""
    """Another system's own name for it: asked again with the same, nothing more goes back."""


async def refund_payment(number: int, new: NewRefund, *, by: Principal, version: int | None = None) -> Kept:
    """
    Pay back. Of two who do it at once, the second finds only what the first has left.

    Raises ``Invalid``, ``CannotMove`` where nothing was received, ``TooMuchBack`` and ``ReferenceUsed``.
    """
    payment = await checked(number, REFUND, None, by=by)
    left = payment.amount_cents - payment.refunded_cents
    if known := await queries.refund_with(new.reference) if new.reference else None:
        if known["payment"] != payment.id or new.amount_cents not in (None, known["amount_cents"]):
            raise ReferenceUsed(number=number)
        return Kept(payment, again=True)
    await checked(number, REFUND, version, by=by)
    amount = left if new.amount_cents is None else new.amount_cents
    if faults := _faults(new):
        raise Invalid(faults)
    if amount > left or left == 0:
        words = [format_money(one, payment.currency, language.get()) for one in (left, amount)]
        raise TooMuchBack(left=words[0], asked=words[1])
    refund = PaymentRefund(
        payment=payment.id,
        customer=payment.customer,
        number=await next_number(REFUNDS, now()),
        amount_cents=amount,
        method=new.method,
        reason=new.reason.strip(),
        reference=new.reference,
        by_kind=by.kind,
        by_id=by.id,
        at=now(),
    )
    await refund.save()
    await save(payment, refunded_cents=payment.refunded_cents + amount)
    await record(
        PaymentRefunded(
            payment.id,
            by=by,
            customer_id=payment.customer,
            cause_id=payment.cause_id,
            **(whose(payment) | {"amount_cents": amount}),
            grade_at=payment.grade,
            paid_cents=payment.amount_cents,
            refunded_cents=payment.refunded_cents,
            whole=payment.refunded_cents == payment.amount_cents,
            refund=refund.number,
        )
    )
    return Kept(payment, again=False)


def _faults(new: NewRefund) -> dict[str, str]:
    faults = {}
    if not new.reason.strip():
        faults["reason"] = gettext(REQUIRED)
    if new.amount_cents is not None and new.amount_cents <= 0:
        faults["amount"] = gettext(NOTHING)
    if new.method not in set(Method):
        faults["method"] = gettext(NOT_A_CHOICE)
    return faults
