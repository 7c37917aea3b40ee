"""What headquarters can't do with a partner."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NameTaken(Refusal):
    """The short name, or an address that follows from it, is somebody else's."""

    sentence = N_("There is a tenant {slug} already, or its address is taken.")
    way_out = N_("Choose another short name.")


class CannotTurn(Refusal):
    """Nothing leads from where it stands to there."""

    sentence = N_("This partner is {now}: that can't be done with it.")
