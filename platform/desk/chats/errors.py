"""What can be refused about group chats."""

from desk.foundation.errors import Refusal
from desk.foundation.translation import N_


class NoRobot(Refusal):
    """There is nothing to try."""

    sentence = N_("No robot of a group chat is entered here.")
