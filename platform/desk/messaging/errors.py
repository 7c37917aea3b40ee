"""What can be refused about messages."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingToSend(Refusal):
    """It arrived, or is on its way."""

    sentence = N_("This message was sent, or is on its way.")


class CannotOptOut(Refusal):
    """What is about somebody's own access can't be refused."""

    sentence = N_("This can't be switched off: it is about your own access.")


class LinkUnreadable(Refusal):
    """Not one of our links, or cut by a mail program."""

    status = 404
    sentence = N_("We can't read this link. Please copy it whole from the message.")


class NoMailServer(Refusal):
    """There is nothing to try."""

    sentence = N_("No mail server is entered here.")
