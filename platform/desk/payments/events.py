"""
Facts about payments. Their payloads are what plugins build upon: see docs/payments.md.

``payment.received`` is recorded exactly once for a payment: when a clerk records it, or when a claim is verified.
Amounts are whole cents. Nothing that a person wrote stands in a fact.
"""

from desk.foundation.events import Event
from desk.foundation.translation import N_

WHOSE = {
    "number": int,
    "kind": str,
    "amount_cents": int,
    "currency": str,
    "customer": str,
    "contact": str,
    "subject": tuple[str, str],
}
"""``customer`` and ``contact`` are ids as text, the contact empty where nobody is named; ``subject`` is kind and id."""


class PaymentEvent(Event):
    subject_kind = "payment"
    icon = "coins"


class PaymentReceived(PaymentEvent):
    """``grade_at`` is the customer's grade at that moment; ``claimed`` says whether it was a claim before."""

    name = "payment.received"
    fields = WHOSE | {"grade_at": str, "method": str, "paid_at": str, "receipt": str, "claimed": bool}
    sentence = N_("{by} recorded it as paid, receipt {receipt}.")
    icon = "check"


class PaymentRefunded(PaymentEvent):
    """``amount_cents`` is what goes back this time, ``refunded_cents`` all that went back, ``whole`` whether nothing is
    left; ``paid_cents`` is what was paid, ``grade_at`` the grade when it was."""

    name = "payment.refunded"
    fields = WHOSE | {"grade_at": str, "paid_cents": int, "refunded_cents": int, "whole": bool, "refund": str}
    sentence = N_("{by} paid money back, refund {refund}.")
    icon = "undo"


class PaymentClaimed(PaymentEvent):
    """Somebody says that it was paid: ``side`` is ``customer`` or ``us``."""

    name = "payment.claimed"
    fields = WHOSE | {"method": str, "paid_at": str, "side": str}
    sentence = N_("{by} says that it was paid.")
    icon = "chat"


class PaymentRefused(PaymentEvent):
    """The claim was not true, or could not be found."""

    name = "payment.refused"
    fields = WHOSE
    sentence = N_("{by} refused the claim.")
    icon = "ban"


class PaymentInvoiced(PaymentEvent):
    """The number of the invoice was entered."""

    name = "payment.invoiced"
    fields = {"number": int, "invoice": str}
    sentence = N_("{by} entered the invoice number {invoice}.")
    icon = "file"


class PaymentsExported(Event):
    """A list was taken out. Its subject is the member."""

    name = "payments.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} payments out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (PaymentReceived, PaymentRefunded, PaymentClaimed, PaymentRefused, PaymentInvoiced, PaymentsExported)
