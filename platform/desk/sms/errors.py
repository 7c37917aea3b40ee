"""What can be refused about short messages."""

from desk.foundation.errors import NotFound, Refusal
from desk.foundation.translation import N_


class NoAccount(Refusal):
    """There is nothing to try."""

    sentence = N_("No account with a gateway is entered here.")


class NoMobile(Refusal):
    """A trial goes to whoever asks for it."""

    sentence = N_("Your own profile has no mobile number: a trial has nowhere to go.")


class NotYours(NotFound):
    """Not an address that a gateway of this tenant was given."""


class NotUnderstood(Refusal):
    """A gateway doesn't talk like this."""

    status = 400
    sentence = N_("This can't be read.")
