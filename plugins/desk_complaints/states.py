"""What a complaint may be, its classification, and the ways from one status to the next; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from desk.extend import Move, Principal, Refusal
from desk_complaints.errors import AboutYou, AppealedAlready, NotValid


class Status(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    VERIFYING = "verifying"
    ESCALATED = "escalated"
    VERIFIED = "verified"
    CAPA_DONE = "capa_done"
    ARCHIVED = "archived"


class Level(StrEnum):
    GENERAL = "general"
    SERIOUS = "serious"


class Category(StrEnum):
    SERVICE = "service"
    SALES = "sales"
    PRODUCT = "product"
    OTHER = "other"


class Position(StrEnum):
    """Where the service was given; the first four are always shown, the others where there are any."""

    HOTLINE = "hotline"
    ONSITE = "onsite"
    REMOTE = "remote"
    TRAINING = "training"
    COUNTER = "counter"
    PROJECT = "project"


class Medium(StrEnum):
    PHONE = "phone"
    LETTER = "letter"
    FAX = "fax"
    EMAIL = "email"
    PORTAL = "portal"
    COUNTER = "counter"
    VISIT = "visit"
    HEADQUARTERS = "headquarters"
    SUPERVISION = "supervision"


class Motive(StrEnum):
    """What whoever complains is after; inner."""

    VENT = "vent"
    SOLVE = "solve"
    COMPENSATION = "compensation"
    IMPROPER_GAIN = "improper_gain"


class ReportStatus(StrEnum):
    COLLECTING = "collecting"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"


class SummaryKind(StrEnum):
    """Of which period: of a hall each week, or of a week, a month and longer."""

    HALL = "hall"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Amends(StrEnum):
    """What a customer may be given afterwards."""

    GIFT = "gift"
    MATERIAL = "material"
    TRAINING = "training"
    VISIT = "visit"
    DISCOUNT = "discount"
    OTHER = "other"


class AmendsStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class Kind(StrEnum):
    """What an entry is."""

    REVIEW = "review"
    EXPLANATION = "explanation"
    ADVICE = "advice"
    INSTRUCTION = "instruction"
    REPLY = "reply"
    RESULT = "result"
    VERIFICATION = "verification"
    OPINION = "opinion"
    ESCALATION = "escalation"
    ANSWER = "answer"
    CAUSE = "cause"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    NOTE = "note"


ITEMS: dict[str, tuple[str, ...]] = {
    Category.SERVICE: ("attitude", "technical_level", "delay", "norms", "charges"),
    Category.SALES: ("sales_norms", "function_promise", "contract_problem", "channel_norms", "sales_other"),
    Category.PRODUCT: ("own_bug", "stability", "dongle", "genuineness", "missing_function", "other"),
    Category.OTHER: ("other",),
}
"""What a complaint of a category is about, in the order of the reports."""
POSITIONS = (Position.HOTLINE, Position.ONSITE, Position.REMOTE, Position.TRAINING)
FOR_CUSTOMER = (Kind.EXPLANATION, Kind.REPLY, Kind.OPINION)
"""Entries that the customer reads; all others are inner."""

OVER = (Status.ARCHIVED,)
JUDGED = (
    *(Status.ACCEPTED, Status.ASSIGNED, Status.HANDLING, Status.VERIFYING),
    *(Status.ESCALATED, Status.VERIFIED, Status.CAPA_DONE),
)
OPEN = (Status.RECEIVED, Status.EXPLAINED, *JUDGED)
ENDED = (Status.EXPLAINED, Status.VERIFIED, Status.CAPA_DONE, Status.ARCHIVED)
"""Handled: headquarters and the customer heard of it, and may think otherwise."""
AT_WORK = (Status.ASSIGNED, Status.HANDLING)
PORTAL = {
    Status.RECEIVED: "received",
    Status.VERIFYING: "confirm",
    Status.EXPLAINED: "closed",
    Status.VERIFIED: "closed",
    Status.CAPA_DONE: "closed",
    Status.ARCHIVED: "closed",
}
"""How a customer is told where it stands; everything else is being handled."""
IMPROVED = (Status.CAPA_DONE, Status.ARCHIVED)
"""Measures were recorded: a compensation is no hush money."""
JUDGE, HANDLE, OWN = "complaints.judge", "complaints.handle", "complaints.own"
REPORT, LEAD = "complaints.report", "complaints.lead"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a complaint stands, and who it is about, as moves look at it."""

    status: str
    about_person: UUID | None = None
    about_manager: UUID | None = None
    appealed_at: datetime | None = None
    valid: bool | None = None


def stranger(complaint: Any, by: Principal) -> Refusal | None:
    """Whoever is complained about neither judges nor handles it."""
    return AboutYou() if by.id in (complaint.about_person, complaint.about_manager) else None


def once(complaint: Any, by: Principal) -> Refusal | None:
    """A complaint is appealed against once."""
    return stranger(complaint, by) or (AppealedAlready() if complaint.appealed_at else None)


def worth(complaint: Any, by: Principal) -> Refusal | None:
    """Nobody is compensated for what isn't true, or wasn't promised."""
    return stranger(complaint, by) or (None if complaint.valid else NotValid())


def _move(action: str, frm: tuple[str, ...], to: str | None, permission: str) -> Move:
    return Move(action, frm, to, permission, stranger)


ACCEPT = _move("accept", (Status.RECEIVED,), Status.ACCEPTED, JUDGE)
EXPLAIN = _move("explain", (Status.RECEIVED,), Status.EXPLAINED, JUDGE)
TAKE = _move("take", (Status.ACCEPTED,), Status.HANDLING, JUDGE)
ASSIGN = _move("assign", (Status.ACCEPTED, Status.ASSIGNED, Status.HANDLING), Status.ASSIGNED, JUDGE)
INSTRUCT = _move("instruct", (Status.ASSIGNED,), Status.HANDLING, HANDLE)
REPLY = _move("reply", AT_WORK, Status.HANDLING, HANDLE)
RESULT = _move("result", (Status.HANDLING,), Status.VERIFYING, HANDLE)
VERIFY = _move("verify", (Status.VERIFYING,), Status.VERIFIED, JUDGE)
NOT_SOLVED = _move("not_solved", (Status.VERIFYING,), Status.HANDLING, JUDGE)
ESCALATE = _move("escalate", (Status.VERIFYING, Status.HANDLING), Status.ESCALATED, JUDGE)
ANSWER = _move("answer", (Status.ESCALATED,), Status.HANDLING, JUDGE)
MEASURES = _move("measures", (Status.VERIFIED,), Status.CAPA_DONE, HANDLE)
ARCHIVE = _move("archive", (Status.EXPLAINED, Status.CAPA_DONE), Status.ARCHIVED, JUDGE)
REGRADE = _move("regrade", JUDGED, None, JUDGE)
REOPEN = _move("reopen", (Status.ARCHIVED,), Status.HANDLING, JUDGE)
WITHDRAW = _move("withdraw", OPEN, Status.ARCHIVED, JUDGE)
NOTE = _move("note", (*OPEN, *OVER), None, "complaints.read")
APPEALED = Move("appealed", ENDED, Status.RECEIVED, JUDGE, once)
SENT_BACK = _move("sent_back", ENDED, Status.RECEIVED, JUDGE)
ORDER = _move("order", (*AT_WORK, Status.VERIFYING), None, HANDLE)
COMPENSATE = Move("compensate", ENDED, None, HANDLE, worth)
CONFIRM = Move("confirm", (Status.VERIFYING,), Status.VERIFIED, OWN)
OBJECT = Move("object", (Status.VERIFYING,), Status.HANDLING, OWN)
TAKE_BACK = Move("take_back", OPEN, Status.ARCHIVED, OWN)
APPEAL = Move("appeal", ENDED, Status.RECEIVED, OWN, once)

_WRITTEN = (ReportStatus.DRAFTED, ReportStatus.REVIEWED)
DRAFT = Move("draft", (ReportStatus.COLLECTING, *_WRITTEN), ReportStatus.DRAFTED, REPORT)
EDIT = Move("edit", _WRITTEN, None, REPORT)
REVIEW = Move("review", (ReportStatus.DRAFTED,), ReportStatus.REVIEWED, REPORT)
ISSUE = Move("issue", (ReportStatus.REVIEWED,), ReportStatus.ISSUED, REPORT)
ACKNOWLEDGE = Move("acknowledge", (ReportStatus.ISSUED,), ReportStatus.ACKNOWLEDGED, LEAD)
REPORT_MOVES = {one.action: one for one in (DRAFT, EDIT, REVIEW, ISSUE, ACKNOWLEDGE)}
