"""Calls of customers and contacts that are merged."""

from desk.foundation.merging import MergeStep, Moves
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("call", "customer", "customer", N_("Calls")),
    Moves("call", "contact", "contact", N_("Calls")),
]
