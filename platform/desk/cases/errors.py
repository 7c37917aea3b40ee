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
