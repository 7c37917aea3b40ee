"""What can be refused about training."""

from desk.extend import N_, Refusal

CODE_TAKEN = N_("There is a course with this code already.")
AT_LEAST_ONE = N_("At least one.")
TOO_MANY = N_("These are too many.")
NO_FILES = N_("Choose a file.")
TOO_MANY_FILES = N_("A course has at most {most} files.")
NO_SESSION = N_("There is no such session.")
UNKNOWN_CUSTOMER = N_("There is no customer of this name or number.")
SEVERAL_CUSTOMERS = N_("Several customers have this name; say the number.")
TOO_LONG = N_("This is too long.")
NOT_BEFORE = N_("The end lies before the beginning.")
TOO_LONG = N_("A session lasts fourteen days at most.")
NO_TRAINER = N_("Nobody here by that name.")
ONE_OF_THEM = N_("Choose somebody, or enter a name.")
NOT_BELOW = N_("{taken} seats are taken already.")
DAY_OF_MONTH = N_("A day of the month, 1 to 28.")
PER_CENT = N_("A share of 0 to 100.")


class NotLinkedToANeed(Refusal):
    """A course answers a need that somebody has."""

    sentence = N_("A course is published when it says which need it answers.")


class NotPublished(Refusal):
    """Sessions are planned of published courses."""

    sentence = N_("“{course}” isn't published.")
    way_out = N_("Publish it first.")


class AlreadyRegistered(Refusal):
    """Nobody takes two seats."""

    sentence = N_("{name} is registered for this session already.")


class NoAttendance(Refusal):
    """Teaching begins, and ends, with attendance taken."""

    sentence = N_("Attendance of {half} isn't taken yet.")
    way_out = N_("Take it first.")


class NobodyThere(Refusal):
    """A session for nobody."""

    sentence = N_("Nobody is registered for this session.")


class NotThatDay(Refusal):
    """Teaching begins on the day for which it was announced."""

    sentence = N_("This session begins on {day}.")


class ScoresMissing(Refusal):
    """A session is graded when everybody who was there has a score."""

    sentence = N_("{count} who were there have no score yet.")


class NoExam(Refusal):
    """A course without a pass mark has no exam."""

    sentence = N_("“{course}” has no exam.")


class NotGraded(Refusal):
    """Where there is an exam, results come before feedback."""

    sentence = N_("Record the scores first.")


class OtherCourse(Refusal):
    """A resit is of the same course."""

    sentence = N_("A resit is taken in a session of the same course.")


class AwayAlready(Refusal):
    """Who left comes back before leaving again."""

    sentence = N_("The trainer is noted as away already.")


class BegunAlready(Refusal):
    """Registration ends when the session begins."""

    sentence = N_("This session has begun already.")
