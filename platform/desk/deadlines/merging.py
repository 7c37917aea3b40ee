"""To whom promises were made."""

from desk.foundation.merging import MergeStep, Moves, Stays, about
from desk.foundation.translation import N_

_VERSIONS = "versions are kept as they were made"

STEPS: list[MergeStep] = [
    Moves("deadline", "customer_id", "customer", N_("Promises")),
    *about("deadline"),
    Moves("deadline_segment", "customer_id", "customer"),
    Moves("deadline_step", "customer_id", "customer"),
    Stays("deadline_policy", "by_id", _VERSIONS),
    Stays("deadline_profile", "by_id", _VERSIONS),
]
