"""The statuses of a request, the ways between them, and how entitlements are ranked; pure."""

from enum import StrEnum

from desk.foundation.moves import Move


class Status(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    RETURNED = "returned"
    DONE = "done"
    CANCELLED = "cancelled"


class Cover(StrEnum):
    """Why a service is given."""

    PAID = "paid"
    SPECIAL_FREE = "special_free"
    REMEDY = "remedy"
    CONTRACT = "contract"
    FREE_PERIOD = "free_period"
    NONE = "none"


RANKS = {Cover.PAID: 0, Cover.SPECIAL_FREE: 0, Cover.REMEDY: 0, Cover.CONTRACT: 1, Cover.FREE_PERIOD: 2, Cover.NONE: 3}
"""The smaller counts before the greater; what was given for this matter goes before what holds for all."""
UNDONE = (Status.OPEN, Status.TAKEN, Status.RETURNED)
WAITING = (Status.OPEN, Status.RETURNED)
"""Nobody has it."""

TAKE = Move("take", WAITING, Status.TAKEN, "request.do")
ASSIGN = Move("assign", UNDONE, Status.TAKEN, "request.assign")
GIVE_BACK = Move("give_back", (Status.TAKEN,), Status.RETURNED, "request.do")
FINISH = Move("finish", UNDONE, Status.DONE, "request.do")
CANCEL = Move("cancel", UNDONE, Status.CANCELLED, "request.open")
