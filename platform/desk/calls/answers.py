"""What programs get of calls."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

CallStatusWord = Literal["ringing", "talking", "ended", "missed", "to_call_back", "called_back"]


class Call(msgspec.Struct):
    """A call. ``customer`` and ``contact`` are who is known by its number, ``url`` where it is opened."""

    id: UUID
    number: str
    reference: str
    line: str
    status: CallStatusWord
    in_hours: bool
    offered_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    rings: int | None
    member: UUID | None
    customer: UUID | None
    contact: UUID | None
    ticket: UUID | None
    url: str
