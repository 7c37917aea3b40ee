"""Which files belong to whom."""

from desk.foundation.merging import MergeStep, Moves, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("stored_file", "customer_id", "customer", N_("Files")),
    *about("stored_file"),
    done_by("stored_file"),
]
