"""What can be refused about cases."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class AlreadyUp(Refusal):
    """A matter is with headquarters once at a time."""

    sentence = N_("This is with headquarters already, as case {number}.")


class CantBeHandedUp(Refusal):
    """Nothing of this kind is handed up."""

    status = 422
    sentence = N_("This can't be handed up.")


class NeedsConsent(Refusal):
    """Nothing of a customer's data crosses without them."""

    status = 422
    sentence = N_("A customer's data goes along only with the number of their written consent.")


class NothingWentAlong(Refusal):
    """There is no copy that could be forgotten."""

    sentence = N_("No copy of a file is kept of this case.")


class NotARequirement(Refusal):
    """Only cases about a missing function ask for one."""

    sentence = N_("This case isn't about a missing function.")


class NamesSomebody(Refusal):
    """What is learned is for everybody."""

    status = 422
    sentence = N_("The customer stands in these words. Please say it without them.")


class NotClosed(Refusal):
    """What is still open taught nothing yet."""

    sentence = N_("Only closed cases are marked for the knowledge base.")
