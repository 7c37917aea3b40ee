"""
Facts about tickets.

Most are for the team. The few with ``audience = "customer"`` are the portal's timeline.
"""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class TicketEvent(Event):
    subject_kind = "ticket"


class TicketOpened(TicketEvent):
    name = "ticket.opened"
    audience = "customer"
    fields = ("number", "channel", "kind")
    sentence = N_("{by} opened it.")
    icon = "plus"


class TicketTaken(TicketEvent):
    name = "ticket.taken"
    fields = ("number", "from_member")
    sentence = N_("{by} took the ticket.")
    icon = "person-add"


class TicketAssigned(TicketEvent):
    name = "ticket.assigned"
    fields = ("number", "from_member", "to_member")
    sentence = N_("{by} assigned the ticket to {to_member}.")
    icon = "person-add"


class TicketUnassigned(TicketEvent):
    name = "ticket.unassigned"
    fields = ("number", "from_member")
    sentence = N_("{by} let the ticket be nobody's again.")
    icon = "person"


class TicketTransferred(TicketEvent):
    """A colleague was asked to take it over; whoever had it answers for it until they accept (P1.3(5)8)."""

    name = "ticket.transferred"
    fields = ("number", "from_member", "to_member")
    sentence = N_("{by} asked {to_member} to take it over.")
    icon = "transfer"


class TicketAccepted(TicketEvent):
    name = "ticket.accepted"
    fields = ("number", "from_member")
    sentence = N_("{by} accepted it.")
    icon = "person-add"


class TicketRejected(TicketEvent):
    """It is back with whoever had it, ``to_member``; the reason stands in an entry."""

    name = "ticket.rejected"
    fields = ("number", "to_member")
    sentence = N_("{by} did not accept it; it stays with {to_member}.")
    icon = "undo"


class TicketConsulted(TicketEvent):
    """Colleagues were called together; ``members`` are their ids, the question stands in an entry."""

    name = "ticket.consulted"
    fields = ("number", "consultation", "members")
    sentence = N_("{by} called colleagues together.")
    icon = "people"


class TicketConcluded(TicketEvent):
    """The customer was told what came of the consultation."""

    name = "ticket.concluded"
    fields = ("number",)
    sentence = N_("{by} told the customer what came of the consultation.")
    icon = "check"


class TicketHandedOn(TicketEvent):
    """A service was asked for because of it."""

    name = "ticket.handed_on"
    fields = ("number",)
    sentence = N_("It waits for the service that was asked for.")
    icon = "truck"


class TicketTakenBack(TicketEvent):
    """The service is over, or somebody goes on with it all the same."""

    name = "ticket.taken_back"
    fields = ("number",)
    sentence = N_("It is ours to go on with.")
    icon = "play"


class TicketPressed(TicketEvent):
    """It became urgent; promises that were made before stay as they were said."""

    name = "ticket.pressed"
    fields = ("number",)
    sentence = N_("{by} marked the ticket as urgent.")
    icon = "flag"


class TicketUnpressed(TicketEvent):
    name = "ticket.unpressed"
    fields = ("number",)
    sentence = N_("{by} marked the ticket as not urgent.")
    icon = "flag"


class EntryWritten(TicketEvent):
    """Its audience is the entry's; in a timeline the entry itself is shown."""

    name = "entry.written"
    fields = ("number", "entry", "entry_audience", "side")
    sentence = N_("{by} wrote.")
    icon = "chat"


class TicketWaiting(TicketEvent):
    name = "ticket.waiting"
    fields = ("number",)
    sentence = N_("{by} waits for the customer.")
    icon = "chat"


class TicketAnswered(TicketEvent):
    name = "ticket.answered"
    fields = ("number",)
    sentence = N_("The customer answered; it is our turn again.")
    icon = "play"


class TicketHeld(TicketEvent):
    name = "ticket.held"
    fields = ("number",)
    sentence = N_("{by} put the ticket on hold.")
    icon = "pause"


class TicketResumed(TicketEvent):
    name = "ticket.resumed"
    fields = ("number",)
    sentence = N_("{by} resumed the ticket.")
    icon = "play"


class TicketSuspended(TicketEvent):
    """The customer hung up and waits for our call; whom to call stands on the ticket."""

    name = "ticket.suspended"
    fields = ("number",)
    sentence = N_("{by} suspended the ticket; the customer waits for our call.")
    icon = "phone"


class TicketCalledBack(TicketEvent):
    name = "ticket.called_back"
    fields = ("number",)
    sentence = N_("{by} called the customer back.")
    icon = "phone"


class TicketPromised(TicketEvent):
    """``until`` is the moment, as ISO 8601."""

    name = "ticket.promised"
    audience = "customer"
    fields = ("number", "until")
    sentence = N_("{by} promised a reply until {until}.")
    icon = "clock"


class TicketHandedUp(TicketEvent):
    """It waits at headquarters, as a case."""

    name = "ticket.handed_up"
    audience = "customer"
    fields = ("number",)
    sentence = N_("It was handed on to the vendor's headquarters.")
    icon = "up"


class TicketCameBack(TicketEvent):
    """Headquarters answered or declined; it is our turn again."""

    name = "ticket.came_back"
    audience = "customer"
    fields = ("number",)
    sentence = N_("The vendor's headquarters answered; we go on with it.")
    icon = "tower"


class TicketSolved(TicketEvent):
    name = "ticket.solved"
    audience = "customer"
    fields = ("number",)
    sentence = N_("{by} solved it.")
    icon = "check"


class TicketNotSolved(TicketEvent):
    name = "ticket.not_solved"
    audience = "customer"
    fields = ("number", "reopenings")
    sentence = N_("{by} said that it isn't solved.")
    icon = "undo"


class TicketClosed(TicketEvent):
    name = "ticket.closed"
    audience = "customer"
    fields = ("number", "confirmed")
    sentence = N_("{by} closed it.")
    icon = "check"


class TicketReopened(TicketEvent):
    name = "ticket.reopened"
    audience = "customer"
    fields = ("number", "reopenings")
    sentence = N_("{by} reopened it.")
    icon = "undo"


class TicketsExported(Event):
    """Subject is whoever took them out."""

    name = "tickets.exported"
    subject_kind = "member"
    fields = ("count",)
    audit = "export"
    sentence = N_("{by} took tickets out as a table.")
    icon = "download"


class TicketPassedOn(TicketEvent):
    """Its contact left the customer and a colleague of theirs took over."""

    name = "ticket.passed_on"
    fields = ("number", "from_contact", "to_contact")
    sentence = N_("The contact left the company; who took over there is the ticket's contact now.")
    icon = "transfer"


class TicketLostContact(TicketEvent):
    """Its contact left the customer, and nobody is named who took over."""

    name = "ticket.lost_contact"
    fields = ("number", "contact")
    sentence = N_("The contact left the company and nobody took over: please find out whom to talk to.")
    icon = "alert"


class TicketMerged(TicketEvent):
    """It went into another ticket, ``into``; its words stay its own."""

    name = "ticket.merged"
    fields = ("number", "into")
    sentence = N_("{by} merged it into #{into}.")
    icon = "merge"


class TicketParted(TicketEvent):
    """It was taken out of another ticket again."""

    name = "ticket.parted"
    fields = ("number", "into")
    sentence = N_("{by} took it out of #{into} again.")
    icon = "undo"


class TicketLinked(TicketEvent):
    name = "ticket.linked"
    fields = ("number", "other", "kind")
    sentence = N_("{by} linked it with #{other}.")
    icon = "link"


class TicketUnlinked(TicketEvent):
    name = "ticket.unlinked"
    fields = ("number", "other")
    sentence = N_("{by} linked it with #{other} no more.")
    icon = "link"


class TimeNoted(TicketEvent):
    name = "ticket.time_noted"
    fields = ("number", "minutes")
    sentence = N_("{by} noted {minutes} minutes.")
    icon = "clock"


class ServiceRefused(TicketEvent):
    """No contract, and neither offer was wanted; the reason stands in an entry."""

    name = "ticket.service_refused"
    fields = ("number",)
    sentence = N_("{by} ended it without service.")
    icon = "ban"


class TicketAuthorised(TicketEvent):
    """The customer allows help with a password; ``file`` is what they wrote."""

    name = "ticket.authorised"
    fields = ("number", "file")
    sentence = N_("{by} attached the customer's authorisation.")
    icon = "key"


class TicketSigned(TicketEvent):
    """A paper of it was signed; ``document`` is the kind of it, ``method`` whether by hand, by a code or on paper."""

    name = "ticket.signed"
    audience = "customer"
    fields = ("number", "signature", "document", "method")
    sentence = N_("{document} was signed.")
    icon = "pen"


EVENTS = (
    *(TicketOpened, TicketTaken, TicketAssigned, EntryWritten, TicketWaiting, TicketAnswered, TicketHeld),
    *(TicketSuspended, TicketCalledBack, TicketPromised),
    *(TicketResumed, TicketSolved, TicketNotSolved, TicketClosed, TicketReopened),
    *(TicketPassedOn, TicketLostContact, TicketHandedUp, TicketCameBack),
    TicketSigned,
    *(TicketMerged, TicketParted, TicketLinked, TicketUnlinked, TimeNoted, ServiceRefused, TicketAuthorised),
    *(TicketConsulted, TicketConcluded, TicketHandedOn, TicketTakenBack),
    *(TicketTransferred, TicketAccepted, TicketRejected),
    *(TicketUnassigned, TicketPressed, TicketUnpressed, TicketsExported),
)
