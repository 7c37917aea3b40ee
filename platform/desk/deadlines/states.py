"""The statuses of a deadline, and the ladders that a missed one climbs: L0 to L3 of the domain, L4 to headquarters."""

from dataclasses import dataclass
from enum import StrEnum

from desk.foundation.moves import Move


class Status(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


OPEN = (Status.RUNNING, Status.PAUSED)
"""A deadline that is overdue stays open until somebody does what was promised; then it is missed."""


class Reach(StrEnum):
    """Whom a minimum has reached: some partners first, then all; or nobody any more."""

    SOME = "some"
    HALTED = "halted"
    ALL = "all"
    BACK = "back"


_PUBLISH = "minimum.publish"
MORE = Move("more", (Reach.SOME,), Reach.SOME, _PUBLISH)
HALT = Move("halt", (Reach.SOME,), Reach.HALTED, _PUBLISH)
RESUME = Move("resume", (Reach.HALTED,), Reach.SOME, _PUBLISH)
TO_ALL = Move("all", (Reach.SOME, Reach.HALTED), Reach.ALL, _PUBLISH)
TAKE_BACK = Move("back", (Reach.SOME, Reach.HALTED), Reach.BACK, _PUBLISH)
OF_REACH = (MORE, HALT, RESUME, TO_ALL, TAKE_BACK)


class What(StrEnum):
    """What a step does when it is due."""

    REMIND = "remind"
    TELL = "tell"
    ACT = "act"
    RECORD = "record"


class Outcome(StrEnum):
    """What came of a step; empty while it is still owed."""

    OWED = ""
    TOLD = "told"
    NOBODY = "nobody"
    RECORDED = "recorded"
    DONE = "done"
    ACKNOWLEDGED = "acknowledged"


DUE, TWICE, DAY_BEFORE = "due", "twice", "day_before"
OWNER, DIRECT_MANAGER, HEADQUARTERS = "owner", "direct_manager", "headquarters"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: when, and whom it tells."""

    mark: str
    """``due``, ``twice`` the time (or a working day later), ``day_before``, or a share such as ``80%``."""
    what: What
    whom: tuple[str, ...] = ()
    """``owner``, ``direct_manager``, ``headquarters``, or a role."""


LADDERS: dict[str, tuple[Rung, ...]] = {
    "L0": (Rung(DUE, What.RECORD),),
    "L1": (
        Rung("80%", What.REMIND, (OWNER,)),
        Rung(DUE, What.TELL, (OWNER, DIRECT_MANAGER)),
        Rung(TWICE, What.TELL, ("general_manager",)),
    ),
    "L2": (
        Rung("50%", What.REMIND, (OWNER,)),
        Rung("80%", What.REMIND, (OWNER,)),
        Rung(DUE, What.TELL, ("department_manager", "service_supervisor", "general_manager")),
    ),
    "L3": (
        Rung(DAY_BEFORE, What.REMIND, (OWNER,)),
        Rung(DUE, What.TELL, ("general_manager",)),
    ),
    "L4": (
        Rung("80%", What.REMIND, (OWNER,)),
        Rung(DUE, What.TELL, (OWNER, DIRECT_MANAGER)),
        Rung(TWICE, What.TELL, ("general_manager", HEADQUARTERS)),
    ),
}
MANAGER_OF: dict[str, str] = {
    **dict.fromkeys(("hotline_engineer", "onsite_engineer", "cs_agent"), "service_manager"),
    **dict.fromkeys(("implementation_consultant", "project_manager"), "implementation_manager"),
    **dict.fromkeys(("counter_clerk", "acceptance_clerk"), "hall_manager"),
    **dict.fromkeys(("service_manager", "implementation_manager", "cs_supervisor"), "department_manager"),
    **dict.fromkeys(("hall_manager", "service_supervisor", "department_manager"), "general_manager"),
}
"""Whose direct manager has which role [assumed]; for roles that aren't named: the service manager."""
NEXT: dict[str, str] = {
    OWNER: DIRECT_MANAGER,
    DIRECT_MANAGER: "department_manager",
    **dict.fromkeys(
        ("service_manager", "implementation_manager", "cs_supervisor", "hall_manager", "service_supervisor"),
        "department_manager",
    ),
    "cs_agent": "cs_supervisor",
    "department_manager": "general_manager",
    "general_manager": "administrator",
    HEADQUARTERS: "general_manager",
}
"""Who is told where nobody holds a rung's role, or nobody who does is there [assumed]; others: the general manager."""
