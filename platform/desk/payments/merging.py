"""Who paid."""

from desk.foundation.merging import MergeStep, Moves, Stays, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("payment", "customer", "customer", N_("Payments")),
    Moves("payment", "contact", "contact", N_("Payments")),
    *about("payment"),
    done_by("payment"),
    Moves("payment_refund", "customer", "customer"),
    Stays("payment_refund", "by_id", "colleagues give money back, and what they did is never changed"),
]
