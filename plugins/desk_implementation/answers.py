"""What programs get of projects."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

StatusWord = Literal[
    "needed",
    "applied",
    "assigned",
    "planned",
    "ready",
    "running",
    "pause_requested",
    "paused",
    "evaluating",
    "final_acceptance",
    "document_review",
    "manager_review",
    "archived",
    "termination_requested",
    "terminated",
    "dropped",
]


class PlanTask(msgspec.Struct):
    """One thing to be done; without an owner the customer does it."""

    id: UUID
    name: str
    begins_on: date
    ends_on: date
    owner: UUID | None
    milestone: bool


class PlanStage(msgspec.Struct):
    """A part of the plan."""

    id: UUID
    name: str
    begins_on: date
    ends_on: date
    owner: UUID
    deliverables: str
    criteria: str
    status: str
    documents: str
    effective_at: Instant | None
    tasks: list[PlanTask]


class Project(msgspec.Struct):
    """A product that is brought into use with a customer."""

    id: UUID
    number: int
    customer: UUID
    contact: UUID | None
    title: str
    status: StatusWord
    source: str
    need: str
    contract: str
    products: str
    wanted_on: date | None
    fee_cents: int | None
    lead: UUID | None
    needed_at: Instant
    applied_at: Instant | None
    started_at: Instant | None
    begins_on: date | None
    ends_on: date | None
    version: int


class DayLog(msgspec.Struct):
    """What was done on a day; ``signed`` is valid."""

    id: UUID
    stage: UUID
    day: date
    consultant: UUID
    begins: str
    ends: str
    work: str
    problems: str
    next_steps: str
    comments: str
    status: str


class PlanChange(msgspec.Struct):
    """A change of a plan that was signed."""

    id: UUID
    number: int
    status: str
    what: str
    why: str
    on_time: str
    on_cost: str
    on_scope: str


class OpenPoint(msgspec.Struct):
    """Something that is open; without an owner the customer sees to it."""

    id: UUID
    point: str
    owner: UUID | None
    due_on: date | None
    closed_on: date | None
    result: str


class ProjectWithPlan(msgspec.Struct):
    """The same with its plan, and the Moves that may be made now."""

    project: Project
    stages: list[PlanStage]
    logs: list[DayLog]
    changes: list[PlanChange]
    points: list[OpenPoint]
    moves: list[str]
