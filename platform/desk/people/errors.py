"""What can be refused about people."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class WrongSignIn(Refusal):
    """One sentence for every reason, so that nobody learns which logins exist."""

    status = 422
    sentence = N_("That login and password don't go together.")


class WrongCode(Refusal):
    """Wrong, too old, or used before: one sentence for all."""

    status = 422
    sentence = N_("That code isn't right, or was used before. Please wait for the next one.")


class LoginTaken(Refusal):
    """Logins are unique within a tenant."""

    sentence = N_("This login is taken already.")


class StaffNumberTaken(Refusal):
    """Staff numbers are unique within a tenant."""

    sentence = N_("This staff number is taken already.")


class DepartmentThere(Refusal):
    """Two departments of one name can't be told apart."""

    sentence = N_("There is a department of this name already.")


class DepartmentInUse(Refusal):
    """Whoever is in it has to go somewhere."""

    sentence = N_("{count} colleagues or teams still belong to {name}.")
    way_out = N_("Choose the department that takes them over.")


class LinkDead(Refusal):
    """Used, expired, replaced by a newer one, or never made by us: one sentence for all."""

    status = 410
    sentence = N_("This link isn't good any more: it was used, is too old, or was replaced by a newer one.")
    way_out = N_("Ask for a new one on the sign-in page.")


class NoAddress(Refusal):
    """A link needs somewhere to go."""

    status = 422
    sentence = N_("{name} has no e-mail address to send a link to.")


class NoLogin(Refusal):
    """Somebody who was never given a login."""

    sentence = N_("{name} has no sign-in name.")


class HasPassword(Refusal):
    """An invitation is for the first password alone."""

    sentence = N_("{name} has chosen a password already. If it was forgotten, send a link for a new one.")


class NotForOneself(Refusal):
    """What an administrator does to others only."""

    sentence = N_("This can't be done to oneself. Ask another administrator.")


class NobodyLeft(Refusal):
    """The last key isn't thrown away."""

    sentence = N_("Then nobody could do this any more: {permission}.")
    way_out = N_("Give it to somebody else first.")


class NoSuccessor(Refusal):
    """Who takes over is an active colleague."""

    status = 422
    sentence = N_("Please choose a colleague who takes over.")


class FactorRequired(Refusal):
    """A role may demand the second step."""

    sentence = N_("Your role requires the second sign-in step.")


class FactorOff(Refusal):
    """A tenant may leave the second step out."""

    sentence = N_("The second sign-in step is switched off in your company.")


class FactorThere(Refusal):
    """It is set up once; to set it up anew it is removed first."""

    sentence = N_("The second sign-in step is set up already.")


class NotYours(Refusal):
    """A token gets no more than its owner has."""

    status = 422
    sentence = N_("You can only choose what you may do yourself.")


class AbsentTwice(Refusal):
    """Two absences of one person don't overlap."""

    status = 422
    sentence = N_("There is an absence in these days already.")
