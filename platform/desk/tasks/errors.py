"""What can be refused about tasks."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class AlreadyTaken(Refusal):
    """Somebody was quicker."""

    sentence = N_("{who} has taken this task in the meantime.")


class AlreadyEnded(Refusal):
    """What is over stays over."""

    sentence = N_("This task is over: {who} was quicker.")
    way_out = N_("If it has to be done again, ask for a new one.")


class NotOffered(Refusal):
    """It waits for somebody else."""

    status = 403
    sentence = N_("This task waits for somebody else.")
    way_out = N_("Ask them, or whoever manages tasks, to hand it over to you.")


class TakeFirst(Refusal):
    """One of a team can't say no for all of them."""

    sentence = N_("This task waits for several people. Take it before you decline it.")
