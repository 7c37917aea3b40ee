"""What can be refused about deadlines."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingToSeeTo(Refusal):
    """Acknowledging what is over, or what nobody was told of yet."""

    sentence = N_("There is nothing to see to: the promise was kept, called off, or isn't due for long.")
