"""What can be refused about mail that came in."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class Settled(Refusal):
    """Somebody was faster."""

    sentence = N_("This mail was already sorted.")
    way_out = N_("Look again what became of it.")


class NoSender(Refusal):
    """An answer that nobody could be named for."""

    status = 422
    sentence = N_("The mail names no address of who wrote it.")
    way_out = N_("Choose the contact who wrote it.")


class TooManyMailboxes(Refusal):
    """Each of them is looked into every minute."""

    sentence = N_("There are {most} mailboxes already. Remove one that nobody needs.")
