"""What programs get of surveys."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["waiting", "asked", "skipped", "answered"]
LevelWord = Literal["poor", "average", "good"]


class SurveyRow(msgspec.Struct):
    """One asking of one customer because of one fact."""

    id: UUID
    kind: str
    title: str
    subject_kind: str
    subject_id: UUID
    customer: UUID
    contact: UUID | None
    member: UUID | None
    status: StatusWord
    why: str
    channel: str
    low: bool
    comment: str
    planned_at: Instant
    asked_at: Instant | None
    answered_at: Instant | None
    handled_at: Instant | None
    levels: dict[str, str]


class DimensionMonth(msgspec.Struct):
    """How one dimension was answered in one month."""

    dimension: str
    month: str
    poor: int
    average: int
    good: int
    share_good: float


class DimensionOfMember(msgspec.Struct):
    """How one dimension was answered about one member in a year."""

    member: UUID
    name: str
    dimension: str
    poor: int
    average: int
    good: int
    share_good: float


class SurveyLink(msgspec.Struct):
    """An address to hand to the customer, good for one answer."""

    url: str
    until: Instant
