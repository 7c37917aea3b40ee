"""What a case may be, and the ways from one status to the next; pure."""

from dataclasses import dataclass
from enum import StrEnum

from desk.foundation.moves import Move


class Status(StrEnum):
    BLANK = "blank"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    IN_HQ = "in_hq"
    ANSWERED = "answered"
    DECLINED = "declined"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    FED_BACK = "fed_back"


class Direction(StrEnum):
    """Handed up by a partner, or transferred down by headquarters."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    COMPLAINT = "complaint"
    TECHNICAL = "technical"
    DATA = "data"
    REQUIREMENT = "requirement"
    DONGLE = "dongle"
    GENUINE = "genuine"
    OTHER = "other"


class Side(StrEnum):
    PARTNER = "partner"
    HEADQUARTERS = "headquarters"


class Audience(StrEnum):
    SIDES = "sides"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as moves look at it."""

    status: str


AT_HEADQUARTERS = (Status.SUBMITTED, Status.IN_HQ, Status.FED_BACK)
AT_PARTNER = (
    *(Status.BLANK, Status.RETURNED, Status.ANSWERED),
    *(Status.TRANSFERRED, Status.ACCEPTED, Status.HANDLED),
)
UNENDED = (*AT_PARTNER, *AT_HEADQUARTERS)
WENT_DOWN = (Status.TRANSFERRED, Status.ACCEPTED, Status.HANDLED, Status.FED_BACK)

COMPLETE = Move("complete", (Status.BLANK, Status.RETURNED), Status.SUBMITTED, "case.hand_up")
NOT_SOLVED = Move("not_solved", (Status.ANSWERED,), Status.IN_HQ, "case.hand_up")
CLOSE = Move("close", (Status.ANSWERED,), Status.CLOSED, "case.hand_up")

ACCEPT = Move("accept", (Status.TRANSFERRED,), Status.ACCEPTED, "case.handle")
REPORT = Move("report", (Status.ACCEPTED,), Status.ACCEPTED, "case.handle")
END = Move("end", (Status.ACCEPTED,), Status.HANDLED, "case.handle")
FEED_BACK = Move("feed_back", (Status.ACCEPTED, Status.HANDLED), Status.FED_BACK, "case.handle")
OF_PARTNER = (COMPLETE, NOT_SOLVED, CLOSE, ACCEPT, REPORT, END, FEED_BACK)

TAKE = Move("take", (Status.SUBMITTED,), Status.IN_HQ, "case.answer")
RETURN = Move("return", (Status.SUBMITTED,), Status.RETURNED, "case.answer")
INTERIM = Move("interim", (Status.IN_HQ,), Status.IN_HQ, "case.answer")
ANSWER = Move("answer", (Status.IN_HQ,), Status.ANSWERED, "case.answer")
DECLINE = Move("decline", (Status.IN_HQ,), Status.DECLINED, "case.answer")

SETTLE = Move("settle", (Status.FED_BACK,), Status.CLOSED, "case.transfer")
SEND_BACK = Move("send_back", (Status.FED_BACK,), Status.ACCEPTED, "case.transfer")
OF_HEADQUARTERS = (TAKE, RETURN, INTERIM, ANSWER, DECLINE, SETTLE, SEND_BACK)
TRANSFER = "transfer"
"""The act with which a complaint goes down."""
TOLD = "told"
"""The act of an entry that the customer reads, beside what both sides read."""


class RequirementStatus(StrEnum):
    """Of a function that is missing."""

    REPORTED = "reported"
    EVALUATED = "evaluated"
    PLANNED = "planned"
    DECLINED = "declined"
    RELEASED = "released"


_WISHED = (RequirementStatus.REPORTED, RequirementStatus.EVALUATED, RequirementStatus.PLANNED)
EVALUATE = Move("evaluate", _WISHED[:2], RequirementStatus.EVALUATED, "requirement.decide")
PLAN = Move("plan", _WISHED, RequirementStatus.PLANNED, "requirement.decide")
REFUSE = Move("refuse", _WISHED, RequirementStatus.DECLINED, "requirement.decide")
RELEASE = Move("release", (RequirementStatus.PLANNED,), RequirementStatus.RELEASED, "requirement.decide")
OF_REQUIREMENTS = (EVALUATE, PLAN, REFUSE, RELEASE)
