"""The statuses of an import and of its rows; pure."""

from enum import StrEnum


class Status(StrEnum):
    READING = "reading"
    CHECKING = "checking"
    CHECKED = "checked"
    UNREADABLE = "unreadable"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


MOVING = (Status.READING, Status.CHECKING, Status.RUNNING)
"""While a job has it."""
STOPPABLE = (*MOVING, Status.CHECKED)
RESUMABLE = (Status.CANCELLED, Status.FAILED)
ENDED = (Status.UNREADABLE, Status.DONE, *RESUMABLE)


class Fated(StrEnum):
    """What became of a row."""

    WAITING = "waiting"
    CREATED = "created"
    UPDATED = "updated"
    REFUSED = "refused"


class SameName(StrEnum):
    """What is done with a row that fits something in the file by nothing but its name."""

    REFUSE = "refuse"
    UPDATE = "update"
    ADD = "add"
