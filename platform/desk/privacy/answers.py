"""What programs get of privacy."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

PersonWord = Literal["contact", "member"]


class Counted(msgspec.Struct):
    """So many rows of a kind."""

    what: str
    count: int


class Staying(msgspec.Struct):
    """What erasing leaves, and why."""

    what: str
    count: int
    why: str


class Held(msgspec.Struct):
    """What is kept of a person: what erasing would change, what it would leave, and what is still open."""

    person: UUID
    kind: PersonWord
    changed: list[Counted]
    kept: list[Staying]
    open: list[Counted]


class PersonRun(msgspec.Struct):
    """Taking out or erasing a person; ``file`` is the path of what was taken out, until it expires."""

    id: UUID
    kind: Literal["export", "erasure"]
    person: UUID
    person_kind: PersonWord
    status: Literal["running", "done"]
    rows: int
    file: str
    expires_at: Instant | None
    begun_at: Instant
    ended_at: Instant | None
