"""The statuses of a task and the ways between them; pure."""

from enum import StrEnum

from desk.foundation.moves import Move


class Status(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"


UNDONE = (Status.OPEN, Status.TAKEN)
ENDED = (Status.DONE, Status.DECLINED, Status.CANCELLED)

TAKE = Move("take", (Status.OPEN,), Status.TAKEN, "task.work")
HAND_OVER = Move("hand_over", UNDONE, Status.OPEN, "task.work")
FINISH = Move("finish", UNDONE, Status.DONE, "task.work")
DECLINE = Move("decline", UNDONE, Status.DECLINED, "task.work")
CANCEL = Move("cancel", UNDONE, Status.CANCELLED, "task.read")
