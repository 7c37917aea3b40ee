"""What can be refused about the canaries."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class OnTheirWay(Refusal):
    """One run at a time."""

    sentence = N_("It is being tried already. Please wait until it is done.")


class NoCanaries(Refusal):
    """They are founded by whoever owns the register, once."""

    sentence = N_("There are no canaries yet. Whoever runs the installation founds them with: desk canary")
