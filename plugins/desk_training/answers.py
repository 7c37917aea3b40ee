"""What programs get of training."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

CourseWord = Literal["draft", "published", "retired"]
SessionWord = Literal["planned", "announced", "running", "ended", "graded", "closed", "cancelled"]
EnrolmentWord = Literal["waiting", "registered", "paid", "attended", "absent", "passed", "failed", "cancelled"]


class Course(msgspec.Struct):
    """What is taught."""

    id: UUID
    code: str
    name: str
    kind: str
    level: str
    status: CourseWord
    content: str
    need: str
    materials: str
    hours: int
    fee_cents: int
    pass_mark: int | None
    valid_months: int | None
    version: int


class TrainingDate(msgspec.Struct):
    """A session: a date on which a course is taught, with its seats."""

    id: UUID
    number: int
    course: UUID
    course_name: str
    status: SessionWord
    place: str
    begins_at: Instant
    ends_at: Instant
    trainer: UUID
    trainer_name: str
    seats: int
    taken: int
    waiting: int
    fee_cents: int
    note: str
    reason: str
    version: int


class Enrolment(msgspec.Struct):
    """One person in one session."""

    id: UUID
    number: int
    session: UUID
    session_number: int
    course_name: str
    customer: UUID
    contact: UUID
    contact_name: str
    status: EnrolmentWord
    product: str
    needs: str
    fee_cents: int
    at: Instant
    reason: str
    version: int


class TrainerAway(msgspec.Struct):
    """A trainer out of the room; ``violation``: too long, and nobody stood in."""

    id: UUID
    trainer_name: str
    left_at: Instant
    back_at: Instant | None
    reason: str
    substitute_name: str | None
    violation: bool


class Question(msgspec.Struct):
    """What somebody asked in a session, and what was answered."""

    question: str
    answer: str
    for_knowledge: bool
    noted_at: Instant
    noted_by_name: str | None


class Series(msgspec.Struct):
    """Sessions of a course every month; ``begins_minute`` since midnight, on the tenant's clocks."""

    id: UUID
    code: str
    course_name: str
    day: int
    begins_minute: int
    hours: int
    place: str
    seats: int
    trainer_name: str
    planned_to_on: date | None
