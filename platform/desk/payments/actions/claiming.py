"""Claims: somebody says that it was paid, and somebody else looks whether it is so."""

from collections.abc import Sequence
from typing import Any

from desk.customers import queries as customers
from desk.files import actions as files
from desk.files.actions import Upload
from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED
from desk.kit.time import now
from desk.payments import queries
from desk.payments.actions._keeping import checked, receive, save, whose
from desk.payments.actions.recording import Kept, NewPayment, check_new, keep
from desk.payments.events import PaymentClaimed, PaymentRefused
from desk.payments.states import REFUSE, VERIFY, Status
from desk.payments.tables import Payment

MOST_WAITING = 10
"""Claims of one customer that may wait at a time [assumed]."""
MOST_FILES = 5
TOO_MANY = N_("So many of your payments are still being looked at. Please wait until we have answered.")
TOO_MANY_FILES = N_("At most {most} files fit here.")


async def claim_payment(new: NewPayment, *, by: Principal, uploads: Sequence[Upload] = ()) -> Kept:
    """
    Note that somebody says they have paid, with the proof; it counts when it is verified.

    A contact says it for their own customer alone. Raises as ``record_payment`` does.
    """
    theirs = by.kind == "contact"
    if not by.may("payment.tell" if theirs else "payment.claim") or (theirs and by.customer_id != new.customer):
        raise Forbidden
    await check_new(new)
    if theirs and await queries.claimed_before(new.customer, most=MOST_WAITING) >= MOST_WAITING:
        raise Invalid({"amount": gettext(TOO_MANY)})
    if len(uploads) > MOST_FILES:
        raise Invalid({"files": gettext(TOO_MANY_FILES).format(most=MOST_FILES)})
    kept = await keep(new, by=by)
    if kept.again:
        return kept
    payment = kept.payment
    for upload in uploads:
        await files.keep_upload(
            upload,
            subject_kind="payment",
            subject_id=payment.id,
            customer_id=payment.customer,
            audience="customer" if theirs else "team",
            by=by,
        )
    await record(
        PaymentClaimed(
            payment.id,
            by=by,
            customer_id=payment.customer,
            cause_id=payment.cause_id,
            **whose(payment),
            method=payment.method,
            paid_at=payment.paid_at.isoformat(),
            side="customer" if theirs else "us",
        )
    )
    return kept


async def verify_payment(number: int, *, by: Principal, version: int | None = None) -> Payment:
    """The money is there: from now on it counts. Of two who decide at once, the second is told."""
    payment = await checked(number, VERIFY, version, by=by)
    grade = (await customers.customer(payment.customer)).grade
    await receive(payment, Status.VERIFIED, by=by, grade=str(grade), **_decided(by))
    return payment


async def refuse_payment(number: int, reason: str, *, by: Principal, version: int | None = None) -> Payment:
    """The money isn't there; the customer reads why. The reference is free again."""
    payment = await checked(number, REFUSE, version, by=by)
    if not (reason := reason.strip()):
        raise Invalid({"reason": gettext(REQUIRED)})
    await save(payment, status=Status.REFUSED, reason=reason, **_decided(by))
    await record(
        PaymentRefused(payment.id, by=by, customer_id=payment.customer, cause_id=payment.cause_id, **whose(payment))
    )
    return payment


def _decided(by: Principal) -> dict[str, Any]:
    return {"decided_at": now(), "decided_by": by.id if by.kind == "member" else None}
