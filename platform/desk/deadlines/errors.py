"""What can be refused about deadlines."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingToSeeTo(Refusal):
    """Acknowledging what is over, or what nobody was told of yet."""

    sentence = N_("There is nothing to see to: the promise was kept, called off, or isn't due for long.")


class NotThatBasis(Refusal):
    """A moment that was named can't be measured, nor the other way round."""

    sentence = N_("This promise can't be measured that way.")


class LooserThanMinimum(Refusal):
    """A partner may tighten what headquarters requires, not loosen it; ``why`` says what, and what is required."""

    sentence = N_("{promise} {why}")
    way_out = N_("A partner may tighten what headquarters requires, not loosen it.")
