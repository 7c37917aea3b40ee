"""What can be refused about complaints."""

from desk.extend import N_, Refusal

ONE_OF_THEM = N_("Enter a phone number or an e-mail address.")
NOT_OF_CATEGORY = N_("Choose what belongs to the category.")
ONLY_SERVICE = N_("Only complaints about service have a position.")
NOBODY_HERE = N_("Nobody here by that name.")
NOT_YET = N_("This lies in the future.")
NOT_A_COUNT = N_("Enter a whole number, 0 or more.")
COMPLAINED_ABOUT = N_("The complaint is about them.")
TOO_MANY_FILES = N_("At most {most} files.")
NO_CUSTOMER = N_("Nobody knows which customer it is: a visit needs one.")
NO_FILES = N_("Choose at least one file.")


class AboutYou(Refusal):
    """Whoever is complained about neither judges nor handles it."""

    sentence = N_("This complaint is about you: somebody else handles it.")


class AppealedAlready(Refusal):
    """Once; then it is headquarters' or a court's."""

    sentence = N_("This complaint was appealed against already.")


class NotValid(Refusal):
    """Compensations are for valid complaints."""

    sentence = N_("Only a valid complaint is compensated.")


class YourOwn(Refusal):
    """Somebody else agrees."""

    sentence = N_("You proposed it: somebody else agrees.")


class ImproveFirst(Refusal):
    """A compensation comes with an improvement."""

    sentence = N_("First the measures are recorded: a compensation is no hush money.")


class HandedInAlready(Refusal):
    """It is frozen."""

    sentence = N_("This was handed in already.")


class FeedbackFirst(Refusal):
    """What headquarters transferred is archived when headquarters knows how it ended."""

    sentence = N_("Headquarters waits for the feedback on case {number}.")
    way_out = N_("Give it on the page of the case.")


class TooLate(Refusal):
    """What lies longer in the archive is a new complaint."""

    sentence = N_("This was archived more than {days} days ago.")
    way_out = N_("Register it as a new complaint.")
