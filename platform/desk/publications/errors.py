"""What can be refused about publications."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class IsWithdrawn(Refusal):
    """What isn't so any more is neither noted nor shown."""

    sentence = N_("Headquarters withdrew this bulletin.")


class NotForCustomers(Refusal):
    """Without words for them there is nothing to show."""

    sentence = N_("Headquarters wrote nothing for customers in this bulletin.")


class PortalIsClosed(Refusal):
    """The partner said that none are shown."""

    sentence = N_("The settings say that the portal shows no bulletins.")


class NothingToPublish(Refusal):
    """There is no draft."""

    sentence = N_("There is no draft of this bulletin.")
