"""Whose points, gifts and chances they are."""

from desk.extend import N_, MergeStep, Moves, Stays

STEPS: list[MergeStep] = [
    Moves("loyalty_entry", "customer", "customer", N_("Points")),
    Stays("loyalty_entry", "by_id", "a ledger isn't changed: whoever asked then asked then"),
    Stays("loyalty_entry", "subject_id", "movements are about payments and redemptions"),
    Moves("loyalty_lot", "customer", "customer"),
    Moves("loyalty_line", "customer", "customer"),
    Moves("loyalty_adjustment", "customer", "customer"),
    Moves("loyalty_redemption", "customer", "customer", N_("Redemptions")),
    Moves("loyalty_redemption", "contact", "contact", N_("Redemptions")),
    Moves("loyalty_redemption", "requested_by", "contact", where="r.requested_by_kind = 'contact'"),
    Moves("loyalty_name", "customer", "customer"),
]
