"""What programs get of payments."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["recorded", "claimed", "verified", "refused"]


class PaidFor(msgspec.Struct):
    """What was paid for, by kind and id."""

    kind: str
    id: UUID


class PaymentRow(msgspec.Struct):
    """What was paid, or is said to have been; amounts in whole cents."""

    id: UUID
    number: int
    kind: str
    status: StatusWord
    customer: UUID
    contact: UUID | None
    amount_cents: int
    refunded_cents: int
    currency: str
    method: str
    paid_at: Instant
    recorded_at: Instant
    subject: PaidFor | None
    receipt: str
    invoice: str
    reference: str
    reason: str
    version: int


class Refund(msgspec.Struct):
    """What was paid back of a payment."""

    id: UUID
    number: str
    amount_cents: int
    method: str
    reason: str
    reference: str
    at: Instant


class PaymentSheet(PaymentRow):
    """One payment with what was said about it and what went back."""

    told: str
    note: str
    refunds: list[Refund]


class PaidKind(msgspec.Struct):
    """A kind of payments."""

    id: str
    label: str


class MonthSum(msgspec.Struct):
    """What moved of one kind in one month: refunds count in the month in which they were paid."""

    kind: str
    currency: str
    month: str
    received_cents: int
    refunded_cents: int
    net_cents: int
    payments: int
