"""Every write to cases: the partner's, the operators', and what each side's job takes over from the other."""

from desk.cases.actions.answering import (
    Said,
    answer_case,
    decline_case,
    look_at_case,
    return_case,
    say_interim,
    take_case,
)
from desk.cases.actions.crossing import arrive_case, receive_case
from desk.cases.actions.handing_up import Envelope, Late, complete_case, hand_up, hand_up_late
from desk.cases.actions.noting import note_export
from desk.cases.actions.settling import close_case, close_cases_of, mark_not_solved

__all__ = [
    "Envelope",
    "Late",
    "Said",
    "answer_case",
    "arrive_case",
    "close_case",
    "close_cases_of",
    "complete_case",
    "decline_case",
    "hand_up",
    "hand_up_late",
    "look_at_case",
    "mark_not_solved",
    "note_export",
    "receive_case",
    "return_case",
    "say_interim",
    "take_case",
]
