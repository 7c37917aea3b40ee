"""What programs get of deadlines."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["running", "paused", "met", "missed", "cancelled"]
TurnWord = Literal["us", "customer", "headquarters"]
BasisWord = Literal["work", "clock", "wd", "cd", "shift", "promised"]


class About(msgspec.Struct):
    """What was promised about, by kind and id."""

    kind: str
    id: UUID


class Deadline(msgspec.Struct):
    """One case of a promise. ``due_at`` is empty while it pauses; ``title`` where the token may not see the subject."""

    id: UUID
    promise: str
    what: str
    status: StatusWord
    turn: TurnWord
    about: About
    title: str
    customer: UUID | None
    member: UUID | None
    basis: BasisWord
    amount: int
    policy_version: int
    ladder: str
    started_at: Instant
    due_at: Instant | None
    met_at: Instant | None
    missed_at: Instant | None
    ended_at: Instant | None
    late_seconds: int | None
    acknowledged_at: Instant | None
    acknowledged_by: UUID | None


class Window(msgspec.Struct):
    """A stretch of working time."""

    opens: Instant
    closes: Instant


class Piece(msgspec.Struct):
    """A stretch of the log: whether it ran, whose move it was, what used time in it."""

    begin: Instant
    end: Instant | None
    state: Literal["running", "paused", "ended"]
    turn: TurnWord
    event: str
    seconds: int
    windows: list[Window]


class DayOff(msgspec.Struct):
    """A holiday or closed day on the way; provisional ones may still change."""

    day: date
    name: str
    provisional: bool


class Step(msgspec.Struct):
    """A step of the ladder: when, what came of it, who was told, and rungs that nobody stood on."""

    what: str
    mark: str
    rungs: list[str]
    at: Instant | None
    outcome: str
    done_at: Instant | None
    told: list[str]
    gaps: list[str]


class Explanation(msgspec.Struct):
    """Why a due time is what it is. ``reckoned_at`` is what the log gives again: the same as ``due_at``."""

    id: UUID
    promise: str
    what: str
    status: StatusWord
    basis: BasisWord
    amount: int
    limit: str
    policy_version: int
    calendar: UUID | None
    calendar_version: int
    calendar_name: str
    zone: str
    started_at: Instant
    due_at: Instant | None
    reckoned_at: Instant | None
    used_seconds: int
    left_seconds: int | None
    whose: dict[str, int]
    pieces: list[Piece]
    ahead: list[Window]
    days_off: list[DayOff]
    provisional: list[int]
    steps: list[Step]


class Figure(msgspec.Struct):
    """One promise in one month; ``share`` is the share on time in per cent, rounded down."""

    promise: str
    month: str
    met: int
    late: int
    missed: int
    share: int
    lateness: int | None
