"""
Facts about cases.

What headquarters said becomes a fact of the partner by the partner's own job. What an operator did is headquarters'
own fact, which points to the case by its id and number.
"""

from desk.foundation.events import Event
from desk.foundation.translation import N_

SAID = ("number", "kind", "subject")
"""``subject`` is kind and id of what it is about."""


class CaseEvent(Event):
    subject_kind = "case"
    icon = "tower"


class CaseHandedUp(CaseEvent):
    """``promise`` is the missed promise because of which a ladder handed it up; empty when a member did."""

    name = "case.handed_up"
    fields = (*SAID, "promise")
    sentence = N_("It was handed up to headquarters.")
    icon = "up"


class CaseCompleted(CaseEvent):
    name = "case.completed"
    fields = SAID
    sentence = N_("{by} completed what headquarters needs.")
    icon = "check"


class CaseTaken(CaseEvent):
    name = "case.taken"
    fields = SAID
    sentence = N_("Headquarters took it.")
    icon = "person-add"


class CaseReturned(CaseEvent):
    name = "case.returned"
    fields = SAID
    sentence = N_("Headquarters sent it back: something is missing.")
    icon = "undo"


class CaseInterim(CaseEvent):
    name = "case.interim"
    fields = SAID
    sentence = N_("Headquarters said how it stands.")
    icon = "chat"


class CaseAnswered(CaseEvent):
    name = "case.answered"
    fields = SAID
    sentence = N_("Headquarters answered.")
    icon = "check"


class CaseDeclined(CaseEvent):
    name = "case.declined"
    fields = SAID
    sentence = N_("Headquarters won't do it.")
    icon = "ban"


class CaseNotSolved(CaseEvent):
    name = "case.not_solved"
    fields = SAID
    sentence = N_("{by} said that the answer didn't solve it.")
    icon = "undo"


class CaseClosed(CaseEvent):
    name = "case.closed"
    fields = SAID
    sentence = N_("The customer confirmed; {by} closed the case.")
    icon = "check"


class CaseArrived(Event):
    """A partner said something in a case: headquarters' own fact."""

    name = "case.arrived"
    subject_kind = "case_desk"
    fields = ("number", "partner", "kind", "act")
    sentence = N_("Case {number} of {partner} came in.")
    icon = "tower"


class CaseAttended(Event):
    """An operator did something with a partner's case: headquarters' own fact."""

    name = "case.attended"
    subject_kind = "case_desk"
    fields = ("number", "partner", "kind", "act")
    sentence = N_("{by} worked on case {number} of {partner}.")
    icon = "tower"


class CasesExported(Event):
    """A list was taken out. Its subject is whoever did it."""

    name = "cases.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} cases out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(CaseHandedUp, CaseCompleted, CaseTaken, CaseReturned, CaseInterim, CaseAnswered, CaseDeclined),
    *(CaseNotSolved, CaseClosed, CaseArrived, CaseAttended, CasesExported),
)
RECEIVED: dict[str, type[CaseEvent]] = {
    "take": CaseTaken,
    "return": CaseReturned,
    "interim": CaseInterim,
    "answer": CaseAnswered,
    "decline": CaseDeclined,
}
"""What the partner's job records, by what headquarters did."""
