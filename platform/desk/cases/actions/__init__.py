"""Every write to cases: the partner's, the operators', and what each side's job takes over from the other."""

from desk.cases.actions.accounting import account_for_time
from desk.cases.actions.answering import (
    Said,
    answer_case,
    decline_case,
    look_at_case,
    return_case,
    say_interim,
    take_case,
)
from desk.cases.actions.bearing import plain
from desk.cases.actions.copying import fetch_file
from desk.cases.actions.crossing import arrive_case, receive_case
from desk.cases.actions.forgetting import forget_copy, forget_old_copies, forget_sent, withdraw_consent
from desk.cases.actions.handing_up import Envelope, Late, complete_case, hand_up, hand_up_late
from desk.cases.actions.handling import Feedback, accept_case, ask_for_handling, end_handling, feed_back, report_case
from desk.cases.actions.learning import mark_for_knowledge
from desk.cases.actions.letters import NewLetter, answer_letter, receive_letter, write_letter
from desk.cases.actions.noting import index_case, note_export
from desk.cases.actions.requiring import Decision, decide_requirement, join_requirement, receive_word
from desk.cases.actions.settling import close_case, close_cases_of, mark_not_solved
from desk.cases.actions.transferring import Complaint, send_back_case, settle_case, transfer_complaint

__all__ = [
    "Complaint",
    "Decision",
    "Envelope",
    "Feedback",
    "Late",
    "NewLetter",
    "Said",
    "accept_case",
    "account_for_time",
    "answer_case",
    "answer_letter",
    "arrive_case",
    "ask_for_handling",
    "close_case",
    "close_cases_of",
    "complete_case",
    "decide_requirement",
    "decline_case",
    "end_handling",
    "feed_back",
    "fetch_file",
    "forget_copy",
    "forget_old_copies",
    "forget_sent",
    "hand_up",
    "hand_up_late",
    "index_case",
    "join_requirement",
    "look_at_case",
    "mark_for_knowledge",
    "mark_not_solved",
    "note_export",
    "plain",
    "receive_case",
    "receive_letter",
    "receive_word",
    "report_case",
    "return_case",
    "say_interim",
    "send_back_case",
    "settle_case",
    "take_case",
    "transfer_complaint",
    "withdraw_consent",
    "write_letter",
]
