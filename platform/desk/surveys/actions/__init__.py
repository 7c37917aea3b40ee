"""Every write to surveys: planning, asking, answering, what low answers lead to, and how a tenant asks."""

from desk.surveys.actions.answering import answer
from desk.surveys.actions.asking import NewSurvey, ask, ask_now, make_link, plan
from desk.surveys.actions.following_up import ask_follow_up, note_end, note_taken
from desk.surveys.actions.wording import change_wording, index_survey, note_export

__all__ = [
    "NewSurvey",
    "answer",
    "ask",
    "ask_follow_up",
    "ask_now",
    "change_wording",
    "index_survey",
    "make_link",
    "note_end",
    "note_export",
    "note_taken",
    "plan",
]
