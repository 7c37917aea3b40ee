"""The tasks that tickets ask people for, and what customers are asked when one is closed."""

from desk.foundation.translation import N_
from desk.surveys.kinds import SurveyKind
from desk.tasks.kinds import TaskKind

CALL_BACK = TaskKind(
    "tickets.call_back",
    N_("Call the customer"),
    {"reached": N_("Reached"), "not_reached": N_("Not reached"), "wrong_number": N_("Wrong number")},
    permission="ticket.reply",
    reads="ticket.read",
    subjects=("ticket",),
    once=True,
    icon="phone",
)
"""One call only: who asks for a second one about the same ticket, or with the same key, joins."""
KINDS = (CALL_BACK,)

RATING = SurveyKind(
    "tickets.rating",
    N_("Rating of a ticket"),
    "ticket.closed",
    "ticket",
    N_("We have finished your question. Please tell us how we did."),
)
SURVEYS = (RATING,)
