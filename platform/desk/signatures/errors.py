"""What can be refused about signatures."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class DocumentChanged(Refusal):
    """What was seen is not what it is now: nobody signs unseen words."""

    sentence = N_("The document was changed in between. Please look at it again, then sign.")


class NobodyToAsk(Refusal):
    """A code goes to a contact; here is none."""

    status = 422
    sentence = N_("No contact is named to whom a code could be sent.")
    way_out = N_("Name one at the ticket, or sign by drawing.")


class WrongSignatureCode(Refusal):
    status = 422
    sentence = N_("This code doesn't fit, or has run out.")
    way_out = N_("Have a new one sent.")
