"""The statuses of a project; pure. The ways between them stand in ``moves``."""

from enum import StrEnum


class ProjectStatus(StrEnum):
    NEEDED = "needed"
    APPLIED = "applied"
    ASSIGNED = "assigned"
    PLANNED = "planned"
    READY = "ready"
    RUNNING = "running"
    DROPPED = "dropped"


class Source(StrEnum):
    """Where the need comes from."""

    FIRST_VISIT = "first_visit"
    SALES = "sales"
    CUSTOMER = "customer"
    OTHER = "other"


class Feasible(StrEnum):
    """Whether what sales promised can be done."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


class Degree(StrEnum):
    """How likely a risk is, and how bad."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


S = ProjectStatus
BEFORE = (S.NEEDED, S.APPLIED, S.ASSIGNED, S.PLANNED, S.READY)
"""Projects that have not begun."""
PLANNING = (S.ASSIGNED, S.PLANNED)
"""While the plan may be written: until the customer has signed it."""
STAFFED = (S.ASSIGNED, S.PLANNED, S.READY, S.RUNNING)
"""Projects that somebody leads, and that go on."""
