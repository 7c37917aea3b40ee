"""The statuses of projects and of what they are made of; pure. The ways between them stand in ``moves``."""

from enum import StrEnum


class ProjectStatus(StrEnum):
    NEEDED = "needed"
    APPLIED = "applied"
    ASSIGNED = "assigned"
    PLANNED = "planned"
    READY = "ready"
    RUNNING = "running"
    PAUSE_REQUESTED = "pause_requested"
    PAUSED = "paused"
    EVALUATING = "evaluating"
    FINAL_ACCEPTANCE = "final_acceptance"
    DOCUMENT_REVIEW = "document_review"
    MANAGER_REVIEW = "manager_review"
    ARCHIVED = "archived"
    TERMINATION_REQUESTED = "termination_requested"
    TERMINATED = "terminated"
    DROPPED = "dropped"


class StageStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    DELIVERED = "delivered"
    REVIEWED = "reviewed"
    EFFECTIVE = "effective"
    SURVEYED = "surveyed"


class ChangeStatus(StrEnum):
    DRAFT = "draft"
    EXPLAINED = "explained"
    SIGNED = "signed"
    EXECUTED = "executed"
    WITHDRAWN = "withdrawn"


class LogStatus(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SIGNED = "signed"


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


class AskedFor(StrEnum):
    PAUSE = "pause"
    TERMINATION = "termination"


class Reason(StrEnum):
    """Why a project shall pause or end."""

    CUSTOMER = "customer"
    STAFFING = "staffing"
    PRODUCT_NEED = "product_need"
    PRESALES_PROMISE = "presales_promise"
    PAYMENT = "payment"
    OTHER = "other"


class Verdict(StrEnum):
    """What an evaluation says: passed, or why not."""

    PASSED = "passed"
    STAGE_WORK_INCOMPLETE = "stage_work_incomplete"
    PRESALES_PROMISE = "presales_promise"
    PRODUCT_REQUIREMENT = "product_requirement"


S = ProjectStatus
BEFORE = (S.NEEDED, S.APPLIED, S.ASSIGNED, S.PLANNED, S.READY)
"""Projects that have not begun."""
PLANNING = (S.ASSIGNED, S.PLANNED)
"""While the plan may be written: until the customer has signed it."""
GOING = (S.RUNNING, S.PAUSE_REQUESTED, S.PAUSED, S.EVALUATING)
"""Projects that have begun, and whose work isn't done."""
ENDING = (S.FINAL_ACCEPTANCE, S.DOCUMENT_REVIEW, S.MANAGER_REVIEW, S.TERMINATION_REQUESTED)
STAFFED = (S.ASSIGNED, S.PLANNED, S.READY, *GOING)
"""Projects that somebody leads, and that go on."""
OVER = (S.ARCHIVED, S.TERMINATED, S.DROPPED)
OPEN = (*BEFORE, *GOING, *ENDING)
THE_COMPANYS = (Reason.PRODUCT_NEED, Reason.PRESALES_PROMISE)
"""Reasons about which the company decides, too."""
EFFECTIVE = (StageStatus.EFFECTIVE, StageStatus.SURVEYED)
"""Stages that the customer has signed."""
