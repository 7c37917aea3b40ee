"""What programs get of projects."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

StatusWord = Literal["needed", "applied", "assigned", "planned", "ready", "running", "dropped"]


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


class ProjectWithPlan(msgspec.Struct):
    """The same with its plan, and the Moves that may be made now."""

    project: Project
    stages: list[PlanStage]
    moves: list[str]
