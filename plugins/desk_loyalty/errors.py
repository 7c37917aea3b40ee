"""What can be refused about points."""

from desk.extend import N_, Refusal

NOT_NOTHING = N_("Nothing would move.")
TOO_MANY = N_("These are too many points.")
AT_LEAST_ONE = N_("At least one.")
NOT_BEFORE = N_("The end lies before the beginning.")
NAMED_ALREADY = N_("There is a gift of this name already.")


class NotEnoughPoints(Refusal):
    """The balance doesn't cover it."""

    sentence = N_("This takes {needed} points; {balance} are there.")


class OutOfSeason(Refusal):
    """Points are exchanged in the season alone."""

    sentence = N_("Points are exchanged from {begin} to {end}.")


class NotInStock(Refusal):
    """Others were quicker."""

    sentence = N_("Of “{gift}”, {left} are left.")


class NotOffered(Refusal):
    """A gift that nobody provides just now, or that was withdrawn."""

    sentence = N_("“{gift}” isn't offered at the moment.")


class SecondPerson(Refusal):
    """Whoever proposed something doesn't approve it."""

    status = 403
    sentence = N_("You proposed this yourself; somebody else has to approve it.")


class SameRuleTwice(Refusal):
    """Two rules would count for one payment."""

    sentence = N_("From {begin} on there is a rule for this kind of payment already.")
    way_out = N_("End it first, or let this one begin later.")


class NobodyTakesPart(Refusal):
    """A draw without names."""

    sentence = N_("Nobody takes part yet.")


class DoneByRequest(Refusal):
    """Somebody else provides this gift: it is delivered when their request is done."""

    sentence = N_("This gift is delivered by request #{number}.")
