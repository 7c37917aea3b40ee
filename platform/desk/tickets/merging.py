"""Whose tickets there are, and who wrote in them."""

from desk.foundation.merging import MergeStep, Moves, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("ticket", "customer", "customer", N_("Tickets")),
    Moves("ticket", "contact", "contact", N_("Tickets")),
    done_by("ticket", "opened_by"),
    Moves("entry", "customer", "customer"),
    done_by("entry", "author"),
]
