"""What can be refused about deadlines."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingToSeeTo(Refusal):
    """Acknowledging what is over, or what nobody was told of yet."""

    sentence = N_("There is nothing to see to: the promise was kept, called off, or isn't due for long.")


class IsRolledOut(Refusal):
    """One version after the other: the partners would not know which counts."""

    sentence = N_("Version {version} is still on its way to the partners. Let it reach all of them, or take it back.")


class NothingIsRolledOut(Refusal):
    """No version is on its way, or it isn't where this goes from."""

    sentence = N_("No version is on its way that this could be done with.")


class NotThatBasis(Refusal):
    """A moment that was named can't be measured, nor the other way round."""

    sentence = N_("This promise can't be measured that way.")


class LooserThanMinimum(Refusal):
    """A partner may tighten what headquarters requires, not loosen it; ``why`` says what, and what is required."""

    sentence = N_("{promise} {why}")
    way_out = N_("A partner may tighten what headquarters requires, not loosen it.")
