"""How a run stands, and in which ways something can leak."""

from enum import StrEnum


class RunStatus(StrEnum):
    RUNNING = "running"
    CLEAN = "clean"
    LEAKING = "leaking"
    CUT_SHORT = "cut_short"


class Why(StrEnum):
    """What is wrong with an answer."""

    TOLD = "told"
    """It holds a word of the owner's."""
    APART = "apart"
    """It isn't the answer that one gets for what never was."""
    GIVEN = "given"
    """It was given at all."""
    CHANGED = "changed"
    """Rows of the owner are not what they were."""
    KEPT = "kept"
    """A word of the owner's stands in a row of the asker's."""
