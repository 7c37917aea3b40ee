"""Why somebody isn't erased, in sentences for whoever tried."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class StillWorksHere(Refusal):
    """Members leave first, with a successor for what they have open."""

    sentence = N_("{name} still works here. Note first that they left.")


class StillOpen(Refusal):
    """``what`` lists what is open, in words."""

    sentence = N_("Not everything with this person is settled: {what}.")
    way_out = N_("Settle it first, or say that they shall be erased all the same.")
