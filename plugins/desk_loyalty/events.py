"""
Facts about points. Points are whole numbers; ids are text.

``loyalty.earned``, ``loyalty.reversed``, ``loyalty.expired`` and ``loyalty.redeemed`` are what other plugins build
upon. Their subject is the customer.
"""

from desk.extend import N_, Event


class PointsEvent(Event):
    subject_kind = "customer"
    audience = "customer"
    icon = "gift"


class PointsEarned(PointsEvent):
    """``cause`` is what earned them, such as ``payment:<id>``; ``expires_on`` is a day, or empty."""

    name = "loyalty.earned"
    fields = {"points": int, "cause": str, "expires_on": str}
    sentence = N_("{points} points were earned.")
    icon = "plus"


class PointsReversed(PointsEvent):
    name = "loyalty.reversed"
    fields = {"points": int, "cause": str}
    sentence = N_("{points} points were taken back.")
    icon = "undo"


class PointsExpiring(PointsEvent):
    """They expire soon: said once of each lot."""

    name = "loyalty.expiring"
    fields = {"points": int, "expires_on": str}
    sentence = N_("{points} points expire on {expires_on}.")
    icon = "clock"


class PointsExpired(PointsEvent):
    name = "loyalty.expired"
    fields = {"points": int}
    sentence = N_("{points} points expired.")
    icon = "clock"


class PaymentCounted(Event):
    """A payment was looked at: it earned so many points, or none."""

    name = "loyalty.counted"
    subject_kind = "payment"
    fields = {"points": int}
    sentence = N_("It earned {points} points.")
    icon = "gift"


class PointsAdjusted(PointsEvent):
    """By hand, approved by a second person. ``points`` may be negative."""

    name = "loyalty.adjusted"
    fields = {"points": int}
    sentence = N_("{by} approved {points} points by hand.")
    icon = "edit"
    audit = "setting"


class PointsRedeemed(PointsEvent):
    """A gift was handed out."""

    name = "loyalty.redeemed"
    fields = {"points": int, "redemption": str, "number": int}
    sentence = N_("{by} handed out the gift of redemption #{number}.")
    icon = "check"


SAID = {"number": int, "points": int, "quantity": int}


class RedemptionEvent(Event):
    subject_kind = "redemption"
    audience = "customer"
    fields = SAID
    icon = "gift"


class RedemptionRequested(RedemptionEvent):
    name = "loyalty.gift_requested"
    sentence = N_("{by} asked for it.")
    icon = "plus"


class RedemptionApproved(RedemptionEvent):
    name = "loyalty.gift_approved"
    sentence = N_("{by} approved it.")
    icon = "check"


class RedemptionRejected(RedemptionEvent):
    name = "loyalty.gift_rejected"
    sentence = N_("{by} rejected it; the points are free again.")
    icon = "ban"


class RedemptionDelivered(RedemptionEvent):
    name = "loyalty.gift_delivered"
    sentence = N_("{by} handed it out.")
    icon = "check"


class RedemptionCancelled(RedemptionEvent):
    name = "loyalty.gift_cancelled"
    sentence = N_("{by} cancelled it; the points are free again.")
    icon = "close"


class SchemeEvent(Event):
    icon = "gift"


class RuleApproved(SchemeEvent):
    name = "loyalty.rule_approved"
    subject_kind = "loyalty_rule"
    fields = {"kind": str, "per_hundred": int}
    sentence = N_("{by} approved a rule for points.")
    audit = "setting"


class RuleEnded(SchemeEvent):
    name = "loyalty.rule_ended"
    subject_kind = "loyalty_rule"
    fields = {"kind": str}
    sentence = N_("{by} ended a rule for points.")
    audit = "setting"


class GiftChanged(SchemeEvent):
    """``stock`` is how many are there now; none where nobody counts."""

    name = "loyalty.gift_changed"
    subject_kind = "loyalty_gift"
    fields = {"stock": int | None, "price": int}
    sentence = N_("{by} changed a gift.")


class DrawClosed(SchemeEvent):
    name = "loyalty.draw_closed"
    subject_kind = "loyalty_draw"
    fields = {"number": int, "people": int, "commitment": str}
    sentence = N_("{by} closed the list of a draw with {people} names.")


class DrawHeld(SchemeEvent):
    name = "loyalty.draw_held"
    subject_kind = "loyalty_draw"
    fields = {"number": int, "people": int, "winners": int}
    sentence = N_("{by} held a draw: {winners} of {people} won.")


class RedemptionsExported(Event):
    """A list was taken out. Its subject is the member."""

    name = "loyalty.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} redemptions out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(PointsEarned, PointsReversed, PointsExpiring, PointsExpired, PointsAdjusted, PointsRedeemed),
    PaymentCounted,
    *(RedemptionRequested, RedemptionApproved, RedemptionRejected, RedemptionDelivered, RedemptionCancelled),
    *(RuleApproved, RuleEnded, GiftChanged, DrawClosed, DrawHeld, RedemptionsExported),
)
