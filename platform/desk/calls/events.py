"""Facts about calls. Numbers and names stand in the call alone."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class CallEvent(Event):
    subject_kind = "call"


class CallOffered(CallEvent):
    """It rings; ``in_hours`` says whether somebody should be here."""

    name = "call.offered"
    fields = ("line", "in_hours")
    sentence = N_("A call came in.")
    icon = "phone"


class CallAnswered(CallEvent):
    name = "call.answered"
    fields = ("to_member", "rings")
    sentence = N_("{to_member} answered the call.")
    icon = "handset"


class CallMissed(CallEvent):
    name = "call.missed"
    sentence = N_("Nobody answered the call.")
    icon = "alert"


class CallEnded(CallEvent):
    name = "call.ended"
    sentence = N_("The call ended.")
    icon = "check"


class CallUnclear(CallEvent):
    """The line is bad: after ten seconds one asks to take another telephone (002 A.conduct-3)."""

    name = "call.unclear"
    sentence = N_("The line was unclear.")
    icon = "alert"


class CallChangedPhone(CallEvent):
    name = "call.changed_phone"
    sentence = N_("The caller was asked to take another telephone.")
    icon = "phone"


class MessageLeft(CallEvent):
    name = "call.message_left"
    sentence = N_("The caller asked to be called back.")
    icon = "chat"


class CalledBack(CallEvent):
    name = "call.called_back"
    fields = ("reached",)
    sentence = N_("{by} called back.")
    icon = "phone"


class CallAttached(CallEvent):
    """What was said in it stands in a ticket."""

    name = "call.attached"
    fields = ("ticket",)
    sentence = N_("{by} opened a ticket from the call.")
    icon = "ticket"


EVENTS = (
    *(CallOffered, CallAnswered, CallMissed, CallEnded, CallUnclear, CallChangedPhone),
    *(MessageLeft, CalledBack, CallAttached),
)
