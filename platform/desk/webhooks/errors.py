"""What can be refused about webhooks."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class TooManyWebhooks(Refusal):
    """Each fact is sent once for each of them."""

    sentence = N_("There are {most} webhooks already. Remove one that nobody needs.")


class NotOn(Refusal):
    """Nothing is sent to a webhook that is off."""

    sentence = N_("This webhook is switched off.")
    way_out = N_("Switch it on first.")


class TooMuchAtOnce(Refusal):
    """A span with more facts than are sent again in one go."""

    status = 422
    sentence = N_("More than {most} facts are in this span. Choose a shorter one.")
