"""The one place where a payment's status changes and receipts get their numbers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from desk.foundation.database import value
from desk.foundation.errors import Stale
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.kit.ids import uuid7
from desk.kit.time import now, to_zone
from desk.payments import queries
from desk.payments.events import PaymentReceived
from desk.payments.states import Status
from desk.payments.tables import Payment

RECEIPTS, REFUNDS = "receipt", "refund"


async def checked(number: int, move: Move, version: int | None, *, by: Principal) -> Payment:
    """The payment, locked, if they may make this move with it. Raises ``NotFound``, ``CannotMove``, ``Stale``."""
    payment = await queries.payment(number, lock=True)
    move.check(payment, by, lambda status: label("payment.status", status))
    if version is not None and version != payment.version:
        raise Stale(who=gettext("Somebody"))
    return payment


async def save(payment: Payment, **changes: Any) -> None:
    """Write columns of a payment that was read under lock; its version grows."""
    changes["version"] = payment.version + 1
    for name, new in changes.items():
        setattr(payment, name, str(new) if isinstance(new, Status) else new)
    await payment.save([getattr(Payment, name) for name in changes])


async def receive(payment: Payment, status: Status, *, by: Principal, grade: str, **changes: Any) -> None:
    """
    The money is there: the payment gets its receipt, and ``payment.received`` is recorded, this once.

    Drawing the number comes last but for the fact: whoever else draws one waits until this transaction ends.
    """
    receipt = await next_number(RECEIPTS, now())
    await save(payment, status=status, receipt=receipt, grade=grade, **changes)
    await record(
        PaymentReceived(
            payment.id,
            by=by,
            customer_id=payment.customer,
            cause_id=payment.cause_id,
            **whose(payment),
            grade_at=payment.grade,
            method=payment.method,
            paid_at=payment.paid_at.isoformat(),
            receipt=payment.receipt,
            claimed=status == Status.VERIFIED,
        )
    )


async def next_number(series: str, at: datetime) -> str:
    """The next number of a series in the year of this moment, without a gap: ``2026-000017``."""
    scope = current_scope()
    year = to_zone(at, scope.tenant.zone).year
    last = await value(queries.NEXT, scope.tenant.id, uuid7(), series, year)
    return f"{year}-{last:06}"


def whose(payment: Payment) -> dict[str, Any]:
    """What every fact about a payment says of it."""
    return {
        "number": payment.number,
        "kind": payment.kind,
        "amount_cents": payment.amount_cents,
        "currency": payment.currency,
        "customer": str(payment.customer),
        "contact": _text(payment.contact),
        "subject": [payment.subject_kind, _text(payment.subject_id)],
    }


def _text(found: UUID | None) -> str:
    return str(found) if found is not None else ""
