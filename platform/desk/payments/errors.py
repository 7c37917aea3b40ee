"""What can be refused about payments."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class ReferenceUsed(Refusal):
    """The same name for something else."""

    sentence = N_("Payment #{number} has this reference already, and it isn't the same payment.")
    way_out = N_("Look at it, and give this one a reference of its own.")


class TooMuchBack(Refusal):
    """More than came, or than is left of it."""

    sentence = N_("Only {left} of this payment are left; {asked} can't be paid back.")
