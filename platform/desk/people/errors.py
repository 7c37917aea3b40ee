"""What can be refused about people."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class WrongSignIn(Refusal):
    """One sentence for every reason, so that nobody learns which logins exist."""

    status = 422
    sentence = N_("That login and password don't go together.")


class LoginTaken(Refusal):
    """Logins are unique within a tenant."""

    sentence = N_("This login is taken already.")


class StaffNumberTaken(Refusal):
    """Staff numbers are unique within a tenant."""

    sentence = N_("This staff number is taken already.")
