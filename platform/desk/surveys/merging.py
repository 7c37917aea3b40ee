"""Whose opinions there are."""

from desk.foundation.merging import MergeStep, Moves, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("survey", "customer", "customer", N_("Ratings")),
    Moves("survey", "contact", "contact", N_("Ratings")),
    *about("survey"),
    done_by("survey"),
    Moves("survey_answer", "customer", "customer"),
]
