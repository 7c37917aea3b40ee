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


class Kind(StrEnum):
    COMPLAINT = "complaint"
    TECHNICAL = "technical"
    DATA = "data"
    REQUIREMENT = "requirement"
    DONGLE = "dongle"
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


UNENDED = (Status.BLANK, Status.SUBMITTED, Status.RETURNED, Status.IN_HQ, Status.ANSWERED)
AT_HEADQUARTERS = (Status.SUBMITTED, Status.IN_HQ)
AT_PARTNER = (Status.BLANK, Status.RETURNED, Status.ANSWERED)

COMPLETE = Move("complete", (Status.BLANK, Status.RETURNED), Status.SUBMITTED, "case.hand_up")
NOT_SOLVED = Move("not_solved", (Status.ANSWERED,), Status.IN_HQ, "case.hand_up")
CLOSE = Move("close", (Status.ANSWERED,), Status.CLOSED, "case.hand_up")
OF_PARTNER = (COMPLETE, NOT_SOLVED, CLOSE)

TAKE = Move("take", (Status.SUBMITTED,), Status.IN_HQ, "case.answer")
RETURN = Move("return", (Status.SUBMITTED,), Status.RETURNED, "case.answer")
INTERIM = Move("interim", (Status.IN_HQ,), Status.IN_HQ, "case.answer")
ANSWER = Move("answer", (Status.IN_HQ,), Status.ANSWERED, "case.answer")
DECLINE = Move("decline", (Status.IN_HQ,), Status.DECLINED, "case.answer")
OF_HEADQUARTERS = (TAKE, RETURN, INTERIM, ANSWER, DECLINE)
TOLD = "told"
"""The act of an entry that the customer reads, beside what both sides read."""
