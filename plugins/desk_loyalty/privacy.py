"""What is kept of contacts who exchanged points, for whoever asks, and until it is erased."""

from desk.extend import N_, privacy

_THEIRS = "r.contact = who.person"
EXPORT = [
    privacy.Given(
        "loyalty_redemption",
        ("number", "status", "points", "requested_at", "delivered_at", "received_by"),
        N_("Gifts"),
        _THEIRS,
        ("contact",),
    )
]
ERASURE: list[privacy.ErasureStep] = [
    privacy.Pending(
        "loyalty_redemption", N_("Gifts"), f"{_THEIRS} and r.status in ('requested', 'approved')", ("contact",)
    ),
    privacy.Blanked(
        "loyalty_redemption",
        {"received_by": "''"},
        N_("Gifts"),
        f"{_THEIRS} and r.received_by <> ''",
        ("contact",),
    ),
    privacy.Impersonal("loyalty_name", "names of customers in the protocol of a draw, which can be checked"),
    *(privacy.Impersonal(table, "points of a customer") for table in ("loyalty_entry", "loyalty_adjustment")),
    *(privacy.Impersonal(table, "the tenant's own") for table in ("loyalty_gift", "loyalty_draw", "loyalty_rule")),
]
