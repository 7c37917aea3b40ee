"""
The statuses of a ticket and whose turn each of them is.

The whole table of design section 9 and of 02-hotline stands here; the Moves are rows in ``moves.py``.
"""

from enum import StrEnum


class Status(StrEnum):
    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    ON_HOLD = "on_hold"
    SUSPENDED = "suspended"
    IN_CONSULTATION = "in_consultation"
    TRANSFERRED = "transferred"
    HANDED_ON = "handed_on"
    WITH_HQ = "with_hq"
    SOLVED = "solved"
    CLOSED = "closed"
    CLOSED_NO_SERVICE = "closed_no_service"
    MERGED = "merged"


class Turn(StrEnum):
    US = "us"
    CUSTOMER = "customer"
    HEADQUARTERS = "headquarters"
    NOBODY = "nobody"


TURN_OF: dict[Status, Turn] = {
    Status.NEW: Turn.US,
    Status.OPEN: Turn.US,
    Status.WAITING_CUSTOMER: Turn.CUSTOMER,
    Status.ON_HOLD: Turn.US,
    Status.SUSPENDED: Turn.US,
    Status.IN_CONSULTATION: Turn.US,
    Status.TRANSFERRED: Turn.US,
    Status.HANDED_ON: Turn.US,
    Status.WITH_HQ: Turn.HEADQUARTERS,
    Status.SOLVED: Turn.CUSTOMER,
    Status.CLOSED: Turn.NOBODY,
    Status.CLOSED_NO_SERVICE: Turn.NOBODY,
    Status.MERGED: Turn.NOBODY,
}
ENDED = (Status.CLOSED, Status.CLOSED_NO_SERVICE, Status.MERGED)
UNSETTLED = tuple(one for one in Status if one not in (Status.SOLVED, *ENDED))


class Channel(StrEnum):
    HOTLINE = "hotline"
    ONLINE = "online"
    EMAIL = "email"
    REMOTE = "remote"
    ONSITE = "onsite"
    IN_SHOP = "in_shop"
    API = "api"


class Kind(StrEnum):
    QUESTION = "question"
    REPAIR = "repair"
    PASSWORD_HELP = "password_help"  # noqa: S105 - a kind of question
    REQUIREMENT = "requirement"
    CONVENIENCE = "convenience"
    MERCHANT_POS = "merchant_pos"
    INTERNAL = "internal"


class Audience(StrEnum):
    TEAM = "team"
    CUSTOMER = "customer"
    HEADQUARTERS = "headquarters"
