"""With whom a view is shared, and what becomes of runs and their rows."""

from enum import StrEnum


class Shared(StrEnum):
    """Who sees a saved view besides its owner."""

    NOBODY = ""
    TEAM = "team"
    ALL = "all"


class RunStatus(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowStatus(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"
    KEPT = "kept"
    """Not put back, because it was changed since."""
