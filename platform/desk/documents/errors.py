"""What can be refused about documents."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class CannotSet(Refusal):
    """The press failed or took too long; something for whoever runs the platform."""

    status = 503
    sentence = N_("This document can't be made at the moment.")
    way_out = N_("Try again in a moment.")


class TooLong(Refusal):
    """More than fits on any paper that somebody would read."""

    status = 422
    sentence = N_("This document would be too long to be printed.")


class UnusableLogo(Exception):
    """A picture that can't be made a logo."""
