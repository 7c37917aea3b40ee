"""What can be refused about tickets."""

from desk.foundation.errors import NotFound, Refusal
from desk.foundation.translation import N_


class NotOurs(NotFound):
    """Another customer's ticket: as if it didn't exist."""


class TooLateToReopen(Refusal):
    """The days in which it may come back are over."""

    sentence = N_("It was settled more than {days} days ago and can't be reopened.")
    way_out = N_("Please open a new one; it can name the old number.")


class AlreadyTaken(Refusal):
    """Somebody was quicker."""

    sentence = N_("{who} has taken this ticket in the meantime.")


class NoSuchPerson(Refusal):
    """Work can only be given to active members."""

    status = 422
    sentence = N_("This person can't be given work.")


class EmptyEntry(Refusal):
    """Neither words nor files."""

    status = 422
    sentence = N_("Please write something first.")


class NotAsked(Refusal):
    """Somebody else was asked to accept a transferred ticket."""

    sentence = N_("Somebody else was asked to accept it.")
    way_out = N_("If it is yours to do, take it.")


class AlreadyTheirs(Refusal):
    """A ticket can't be transferred to whoever has it."""

    status = 422
    sentence = N_("{who} has this ticket already.")


class NeedsAuthorisation(Refusal):
    """Help with passwords is locked until the customer's own organisation allows it (000 P1.3(5)10)."""

    sentence = N_("Can't be solved yet: help with a password needs the customer's authorisation first.")
    way_out = N_("Attach it to an entry, and name it beside the ticket.")


class NotAboutPasswords(Refusal):
    """Only help with passwords is locked."""

    sentence = N_("This ticket needs no authorisation: it isn't about a password.")


NOT_TO_ITSELF = N_("This is the same ticket.")
OTHER_CUSTOMER = N_("This ticket is another customer's.")
OVER_ALREADY = N_("This ticket is over already.")
NOT_WITH_OTHERS = N_("Others were merged into this one; take them out first.")
NOT_YET_SPENT = N_("This day is still to come.")
