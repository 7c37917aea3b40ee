"""Every reading of deadlines, by what is asked."""

from desk.deadlines.queries.climbing import held_for_step, owed_step, staff, write_climb
from desk.deadlines.queries.explaining import Explanation, explain
from desk.deadlines.queries.following import Changes, Matter, Open, Policy, matter, write
from desk.deadlines.queries.reading import (
    alerts_of,
    all_at,
    all_of,
    due_next,
    held,
    mine,
    open_of,
    policies_of,
    promised_to,
    segments_of,
    sheet,
    steps_of,
    was_anybody_told,
)
from desk.deadlines.queries.recounting import FIRST, PORTION, grades_of, one_open, policy, policy_version, portion

__all__ = [
    "FIRST",
    "PORTION",
    "Changes",
    "Explanation",
    "Matter",
    "Open",
    "Policy",
    "alerts_of",
    "all_at",
    "all_of",
    "due_next",
    "explain",
    "grades_of",
    "held",
    "held_for_step",
    "matter",
    "mine",
    "one_open",
    "open_of",
    "owed_step",
    "policies_of",
    "policy",
    "policy_version",
    "portion",
    "promised_to",
    "segments_of",
    "sheet",
    "staff",
    "steps_of",
    "was_anybody_told",
    "write",
    "write_climb",
]
