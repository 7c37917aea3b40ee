"""What can be refused about campaigns."""

from desk.extend import N_, Refusal

STRANGER = N_("{variable} is no variable here. A campaign knows {known}.")
IN_THE_PAST = N_("This moment has passed.")
NO_CHANNEL = N_("Please choose at least one channel.")
SUBJECT_NEEDED = N_("A mail needs a subject.")


class NobodyToTell(Refusal):
    """Filters that fit nobody, or only people who can't be reached or don't want it."""

    sentence = N_("Nobody fits these filters who can be reached and wants it.")


class SomebodyElse(Refusal):
    """Above the limit."""

    status = 403
    sentence = N_("More than {limit} recipients: somebody else, who may approve campaigns, has to approve it.")
