"""What programs get of complaints."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

StatusWord = Literal[
    "received",
    "accepted",
    "explained",
    "assigned",
    "handling",
    "verifying",
    "escalated",
    "verified",
    "capa_done",
    "archived",
]
LevelWord = Literal["general", "serious"]
CategoryWord = Literal["service", "sales", "product", "other"]
PositionWord = Literal["hotline", "onsite", "remote", "training", "counter", "project"]
StepWord = Literal[
    "accept",
    "explain",
    "take",
    "assign",
    "instruct",
    "reply",
    "result",
    "verify",
    "not_solved",
    "measures",
    "archive",
    "regrade",
    "reopen",
    "appealed",
    "withdraw",
    "note",
]


class Complaint(msgspec.Struct):
    """One complaint, judged or not: ``valid`` is null until it is."""

    id: UUID
    number: int
    status: StatusWord
    customer: UUID | None
    unit: str
    complainant: str
    complained_at: Instant
    received_at: Instant
    medium: str
    department: str
    assignee: UUID | None
    level: LevelWord | None
    category: CategoryWord | None
    item: str | None
    position: PositionWord | None
    valid: bool | None
    key_customer: bool
    loops: int
    reopened: int
    hq_case: UUID | None
    appealed_at: Instant | None
    judged_at: Instant | None
    responded_at: Instant | None
    verified_at: Instant | None
    archived_at: Instant | None
    satisfied: bool | None
    text: str
    wanted: str
    version: int


class ComplaintEntry(msgspec.Struct):
    """What was said of one; ``team`` is for whoever handles it, ``customer`` for the customer."""

    id: UUID
    kind: str
    audience: Literal["team", "customer"]
    text: str
    at: Instant
    by_kind: str
    by_name: str


class Remedy(msgspec.Struct):
    """The request that puts a complaint right."""

    request: int


class Compensation(msgspec.Struct):
    """What is given after a complaint; ``value_cents`` in the currency's smallest unit."""

    id: UUID
    kind: str
    what: str
    value_cents: int
    currency: str
    status: Literal["proposed", "approved", "refused"]
    reason: str
    proposed_at: Instant
    proposed_by: UUID | None
    decided_at: Instant | None
    decided_by: UUID | None
