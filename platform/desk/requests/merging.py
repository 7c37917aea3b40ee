"""Whose requests there are."""

from desk.foundation.merging import MergeStep, Moves, Stays, about, done_by
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves("request", "customer", "customer", N_("Requests")),
    *about("request"),
    done_by("request"),
    Stays("request_note", "by_id", "it is never changed, and keeps the name"),
]
