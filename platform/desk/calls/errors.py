"""What can be refused about calls."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingToCallBack(Refusal):
    """Nobody waits for it."""

    sentence = N_("Nobody waits to be called back for this call.")
    way_out = N_("Look again what became of it.")
