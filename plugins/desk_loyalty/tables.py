"""Tables of loyalty points."""

from piccolo.columns import JSONB, UUID, BigInt, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey
from desk_loyalty.states import (
    Account,
    AdjustmentStatus,
    DrawStatus,
    EntryKind,
    GiftKind,
    RedemptionStatus,
    RuleStatus,
)


class LoyaltyRule(Fenced, Table, tablename="loyalty_rule", help_text="How many points a kind of payment earns."):
    kind = Varchar(length=60, default=None, null=False, help_text="A kind of payment.")
    status = Varchar(length=20, default=RuleStatus.PROPOSED, null=False, choices=RuleStatus)
    per_hundred = Integer(default=None, null=False, help_text="Points for each hundred units of money.")
    grades = JSONB(default="{}", null=False, help_text="Per cent by the customer's grade at payment; 100 is the rule.")
    months = Integer(default=None, null=True, help_text="For how long points stay good; nothing: the tenant's setting.")
    begins_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=True)
    proposed_by = UUID(default=None, null=True)
    proposed_at = Timestamptz(default=None, null=False)
    decided_by = UUID(default=None, null=True)
    decided_at = Timestamptz(default=None, null=True)


class LoyaltyEntry(Fenced, Table, tablename="loyalty_entry", help_text="One movement of points; never changed."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=EntryKind)
    cause = Varchar(length=120, default=None, null=False, help_text="What it counts for; each counts once.")
    at = Timestamptz(default=None, null=False)
    points = BigInt(default=None, null=False, help_text="What it does to the balance.")
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    rule = SoftForeignKey(LoyaltyRule, default=None, null=True)
    subject_kind = Varchar(length=40, default="", null=False)
    subject_id = UUID(default=None, null=True)
    sum_cents = BigInt(default=None, null=True, help_text="The money that was counted.")
    why = Text(default="", null=False, help_text="The reason of an adjustment.")


class LoyaltyLot(Fenced, Table, tablename="loyalty_lot", help_text="Points that were earned together and expire so."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    entry = SoftForeignKey(LoyaltyEntry, default=None, null=False)
    points = BigInt(default=None, null=False)
    earned_at = Timestamptz(default=None, null=False)
    expires_on = Date(default=None, null=True)
    told_at = Timestamptz(default=None, null=True, help_text="When it was said that they expire soon.")


class LoyaltyLine(Fenced, Table, tablename="loyalty_line", help_text="One side of a movement; never changed."):
    entry = SoftForeignKey(LoyaltyEntry, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    account = Varchar(length=20, default=None, null=False, choices=Account)
    lot = SoftForeignKey(LoyaltyLot, default=None, null=True)
    points = BigInt(default=None, null=False)


class LoyaltyAdjustment(Fenced, Table, tablename="loyalty_adjustment", help_text="Points by hand, by two people."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    status = Varchar(length=20, default=AdjustmentStatus.PROPOSED, null=False, choices=AdjustmentStatus)
    points = BigInt(default=None, null=False)
    why = Text(default=None, null=False)
    proposed_by = UUID(default=None, null=False)
    proposed_at = Timestamptz(default=None, null=False)
    decided_by = UUID(default=None, null=True)
    decided_at = Timestamptz(default=None, null=True)


class LoyaltyGift(Fenced, Table, tablename="loyalty_gift", help_text="What points are exchanged for."):
    name = Varchar(length=100, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=GiftKind)
    price = Integer(default=None, null=False, help_text="Points for one.")
    value_cents = BigInt(default=None, null=True, help_text="What it cost us; for the team alone.")
    stock = Integer(default=None, null=True, help_text="How many are there; nothing where nobody counts.")
    told = Text(default="", null=False, help_text="What customers read about it.")
    retired_at = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class LoyaltyShelf(Fenced, Table, tablename="loyalty_shelf", help_text="How many of a gift are held."):
    """Apart from its gift because who asks in the portal counts here, sees no one else's, and may change no gift."""

    gift = SoftForeignKey(LoyaltyGift, default=None, null=False)
    held = Integer(default=0, null=False, help_text="Asked for, and not handed out yet.")


class LoyaltyRedemption(Fenced, Table, tablename="loyalty_redemption", help_text="A gift that was asked for."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=True)
    gift = SoftForeignKey(LoyaltyGift, default=None, null=False)
    quantity = Integer(default=None, null=False)
    points = BigInt(default=None, null=False, help_text="The price at that time, for all of them.")
    status = Varchar(length=20, default=RedemptionStatus.REQUESTED, null=False, choices=RedemptionStatus)
    requested_at = Timestamptz(default=None, null=False)
    requested_by_kind = Varchar(length=20, default=None, null=False)
    requested_by = UUID(default=None, null=True)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = UUID(default=None, null=True)
    reason = Text(default="", null=False, help_text="Why it was rejected or cancelled; the customer reads it.")
    request_id = UUID(default=None, null=True, help_text="The request by which somebody provides it.")
    request_number = Integer(default=None, null=True)
    delivered_at = Timestamptz(default=None, null=True)
    delivered_by = UUID(default=None, null=True)
    received_by = Varchar(length=100, default="", null=False, help_text="Who took it.")
    version = Integer(default=1, null=False)


class LoyaltyDraw(Fenced, Table, tablename="loyalty_draw", help_text="A draw on the spot, with its protocol."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    name = Varchar(length=100, default=None, null=False)
    held_on = Date(default=None, null=False)
    status = Varchar(length=20, default=DrawStatus.PLANNED, null=False, choices=DrawStatus)
    prizes = JSONB(default="[]", null=False, help_text="Names and how many of each, the best first.")
    seed = Varchar(length=64, default="", null=False, help_text="Secret until it was drawn.")
    commitment = Varchar(length=64, default="", null=False, help_text="SHA-256 of seed and list, said before.")
    closed_at = Timestamptz(default=None, null=True)
    drawn_at = Timestamptz(default=None, null=True)
    drawn_by = UUID(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)


class LoyaltyName(Fenced, Table, tablename="loyalty_name", help_text="Somebody who takes part in a draw."):
    draw = SoftForeignKey(LoyaltyDraw, default=None, null=False)
    position = Integer(default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=True)
    prize = Varchar(length=100, default="", null=False)
