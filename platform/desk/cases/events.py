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


class DongleReturned(CaseEvent):
    """Headquarters sent a dongle back; ``result`` is what became of it."""

    name = "dongle.returned"
    fields = (*SAID, "result")
    sentence = N_("Headquarters sent the dongle back.")
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


class ComplaintTransferred(CaseEvent):
    """A plugin that hears it works the complaint; without one the core asks for a task."""

    name = "hq.complaint_transferred"
    fields = SAID
    sentence = N_("Headquarters transferred a complaint.")
    icon = "down"


class CaseAccepted(CaseEvent):
    name = "case.accepted"
    fields = SAID
    sentence = N_("{by} took the complaint on.")
    icon = "person-add"


class CaseReported(CaseEvent):
    name = "case.reported"
    fields = SAID
    sentence = N_("{by} told headquarters how it stands.")
    icon = "chat"


class CaseHandled(CaseEvent):
    name = "case.handled"
    fields = SAID
    sentence = N_("{by} ended the handling of the complaint.")
    icon = "check"


class FeedbackGiven(CaseEvent):
    name = "hq.feedback"
    fields = SAID
    sentence = N_("{by} gave headquarters the feedback.")
    icon = "up"


class CaseSentBack(CaseEvent):
    name = "case.sent_back"
    fields = SAID
    sentence = N_("Headquarters isn't content with the feedback.")
    icon = "undo"


class CaseSettled(CaseEvent):
    name = "case.settled"
    fields = SAID
    sentence = N_("Headquarters closed the complaint.")
    icon = "check"


class ConsentWithdrawn(CaseEvent):
    """The customer wants their files back; the copies go on both sides."""

    name = "case.consent_withdrawn"
    fields = ("number", "files")
    sentence = N_("{by} noted that the customer withdrew the consent: {files} copies are forgotten.")
    icon = "lock"


class CaseCopyForgotten(Event):
    """Headquarters' own fact: its copy of a file is gone."""

    name = "case.copy_forgotten"
    subject_kind = "case_file"
    fields = ()
    sentence = N_("A copy of a customer's file was forgotten.")
    icon = "lock"


class RequirementMoved(CaseEvent):
    """``status`` is where the missing function stands now, of which a case of ours asks."""

    name = "requirement.moved"
    fields = ("requirement", "status")
    sentence = N_("Headquarters moved the missing function {requirement} on.")
    icon = "flag"


class RequirementReleased(CaseEvent):
    name = "requirement.released"
    fields = ("requirement", "target")
    sentence = N_("The missing function {requirement} came with {target}.")
    icon = "gift"


class RequirementDecided(Event):
    """Headquarters' own fact."""

    name = "requirement.decided"
    subject_kind = "requirement"
    fields = ("number", "act")
    sentence = N_("{by} decided about the missing function {number}.")
    icon = "flag"


class LetterArrived(Event):
    """A customer wrote to headquarters: headquarters' own fact."""

    name = "letter.arrived"
    subject_kind = "hq_letter"
    fields = ("partner",)
    sentence = N_("A customer of {partner} wrote.")
    icon = "mail"


class LetterSettled(Event):
    """Headquarters answered a letter, or made a complaint of it that a partner got."""

    name = "letter.settled"
    subject_kind = "hq_letter"
    fields = ("partner", "act")
    sentence = N_("{by} dealt with the letter.")
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
    *(ComplaintTransferred, CaseAccepted, CaseReported, CaseHandled, FeedbackGiven, CaseSentBack, CaseSettled),
    *(
        ConsentWithdrawn,
        CaseCopyForgotten,
        DongleReturned,
        LetterArrived,
        LetterSettled,
        RequirementMoved,
        RequirementReleased,
        RequirementDecided,
    ),
)
RECEIVED: dict[str, type[CaseEvent]] = {
    "take": CaseTaken,
    "return": CaseReturned,
    "interim": CaseInterim,
    "answer": CaseAnswered,
    "decline": CaseDeclined,
    "transfer": ComplaintTransferred,
    "send_back": CaseSentBack,
    "settle": CaseSettled,
}
"""What the partner's job records, by what headquarters did."""
