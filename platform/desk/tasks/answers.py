"""What programs get of tasks."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["open", "taken", "done", "declined", "cancelled"]


class About(msgspec.Struct):
    """What a task is about, by kind and id."""

    kind: str
    id: UUID


class TaskRow(msgspec.Struct):
    """Something that a person shall do: ``assignee``, or somebody of a team or with a role."""

    id: UUID
    kind: str
    key: str
    title: str
    status: StatusWord
    urgent: bool
    about: About | None
    customer: UUID | None
    assignee: UUID | None
    team: str
    role: str
    due_at: Instant | None
    asked_at: Instant
    ended_at: Instant | None
    result: str
    version: int


class TaskAsker(msgspec.Struct):
    """Who waits for the result: a person, or a slice or plugin with its own reference."""

    asker: str
    reference: str
    member: UUID | None
    about: About | None
    at: Instant


class TaskSheet(TaskRow):
    """One task with its words, its result, and who asked."""

    note: str
    result_note: str
    values: dict[str, str]
    askers: list[TaskAsker]


class Kind(msgspec.Struct):
    """A kind of tasks, and what may come of it."""

    id: str
    label: str
    results: list[str]
