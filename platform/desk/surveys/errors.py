"""What can be refused about surveys."""

from desk.foundation.errors import NotFound, Refusal
from desk.foundation.translation import N_


class AnsweredAlready(Refusal):
    """One answer for each cause."""

    sentence = N_("This was answered already. Thank you.")


class LinkOver(NotFound):
    """Never was, was replaced, or is too old: the same answer to all."""

    sentence = N_("This link isn't good any more: it is too old, or there is a newer one.")
    way_out = N_("In the portal you can rate it all the same; or just tell us.")
