"""The statuses of what loyalty keeps, and the ways between them; pure."""

from enum import StrEnum

from desk.extend import Move


class Account(StrEnum):
    """Where points are. ``points`` is what a customer may spend, ``reserved`` what they have asked to spend."""

    POINTS = "points"
    RESERVED = "reserved"
    ISSUED = "issued"
    SPENT = "spent"
    EXPIRED = "expired"
    ADJUSTED = "adjusted"


class EntryKind(StrEnum):
    EARNED = "earned"
    REVERSED = "reversed"
    EXPIRED = "expired"
    ADJUSTED = "adjusted"
    RESERVED = "reserved"
    RELEASED = "released"
    SPENT = "spent"
    RETURNED = "returned"


class RuleStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    ENDED = "ended"


class AdjustmentStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


class GiftKind(StrEnum):
    HOUSEHOLD = "household"
    APPLIANCE = "appliance"
    DIGITAL = "digital"
    SERVICE = "service"
    TRAINING = "training"
    ACCESSORY = "accessory"


class RedemptionStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class DrawStatus(StrEnum):
    PLANNED = "planned"
    CLOSED = "closed"
    DRAWN = "drawn"


REQUEST_OF = {GiftKind.SERVICE: "requests.visit_credit", GiftKind.TRAINING: "requests.training_voucher"}
"""Gifts that are work of somebody: the request by which it is asked for."""
OPEN = (RedemptionStatus.REQUESTED, RedemptionStatus.APPROVED)
"""What still holds a gift in stock."""

APPROVE_RULE = Move("approve", (RuleStatus.PROPOSED,), RuleStatus.APPROVED, "loyalty.approve")
END_RULE = Move("end", (RuleStatus.PROPOSED, RuleStatus.APPROVED), RuleStatus.ENDED, "loyalty.approve")

APPROVE_ADJUSTMENT = Move("approve", (AdjustmentStatus.PROPOSED,), AdjustmentStatus.APPROVED, "loyalty.adjust")
REJECT_ADJUSTMENT = Move("reject", (AdjustmentStatus.PROPOSED,), AdjustmentStatus.REJECTED, "loyalty.adjust")

APPROVE = Move("approve", (RedemptionStatus.REQUESTED,), RedemptionStatus.APPROVED, "loyalty.decide")
REJECT = Move("reject", (RedemptionStatus.REQUESTED,), RedemptionStatus.REJECTED, "loyalty.decide")
DELIVER = Move("deliver", (RedemptionStatus.APPROVED,), RedemptionStatus.DELIVERED, "loyalty.deliver")
CANCEL = Move("cancel", OPEN, RedemptionStatus.CANCELLED, "loyalty.decide")
WITHDRAW = Move("withdraw", (RedemptionStatus.REQUESTED,), RedemptionStatus.CANCELLED, "loyalty.redeem")

CLOSE_DRAW = Move("close", (DrawStatus.PLANNED,), DrawStatus.CLOSED, "loyalty.draw")
DRAW = Move("draw", (DrawStatus.CLOSED,), DrawStatus.DRAWN, "loyalty.draw")
