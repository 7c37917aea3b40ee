"""What can be refused about requests."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class AlreadyTaken(Refusal):
    """Somebody was quicker."""

    sentence = N_("{who} has taken this request in the meantime.")


class HeldByProvider(Refusal):
    """Who has taken it does it, or gives it back."""

    sentence = N_("{provider} has taken this request. It is finished or given back there.")


class NoSuchKind(Refusal):
    """A kind that nobody declares."""

    status = 422
    sentence = N_("There is no such kind of request.")


class NoSuchPerson(Refusal):
    """Work can only be given to active members who may do it."""

    status = 422
    sentence = N_("This person can't be given this request.")
