"""What can be refused about customers."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class KeyTaken(Refusal):
    """The key of another system belongs to one customer of a tenant."""

    sentence = N_("Another customer has this external number already.")


class RelatedAlready(Refusal):
    sentence = N_("These two are related in this way already.")


class HasAccess(Refusal):
    """A contact signs in with one login."""

    sentence = N_("{name} has access to the portal already.")


class HasNoAccess(Refusal):
    sentence = N_("{name} has no access to the portal.")


class UnreadableTable(Refusal):
    """A file that can't be imported at all; the sentence is the reader's own."""

    status = 422
    sentence = "{reason}"
