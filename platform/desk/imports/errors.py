"""What can be refused about imports."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class UnreadableTable(Refusal):
    """A file that can't be imported at all; the sentence is the reader's own."""

    status = 422
    sentence = "{reason}"


class NotNow(Refusal):
    """Another step is due first, or it is over."""

    sentence = N_("This import is “{now}”; that isn't possible now.")


class NotWhole(Refusal):
    """All or nothing, and not all can be taken."""

    sentence = N_("All or nothing: row {row} can't be taken, so nothing was. {reason}")


class Stopped(Exception):
    """Somebody asked for it to end; never shown as such."""
