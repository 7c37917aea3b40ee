"""What can't be done with views and with many rows."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NothingPicked(Refusal):
    """No row was chosen."""

    status = 422
    sentence = N_("Please pick at least one row.")


class TooManyRows(Refusal):
    """More than one run may take."""

    sentence = N_("At most {most} rows can be done at once. Please narrow the list first.")


class TooLateToUndo(Refusal):
    """The time in which a run can be undone is over, or it was undone already."""

    sentence = N_("This can't be undone any more.")


class TooManyViews(Refusal):
    """A list is no place for hundreds of views."""

    sentence = N_("You have {most} saved views of this list already. Please remove one first.")
