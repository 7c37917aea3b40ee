"""What programs get of campaigns."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

StatusWord = Literal["draft", "ready", "approved", "scheduled", "sending", "paused", "done", "cancelled"]


class Campaign(msgspec.Struct):
    """One message to many; ``handed`` of its ``recipients`` were handed over to be sent."""

    id: UUID
    number: int
    name: str
    content: str
    channels: list[str]
    status: StatusWord
    subject: str
    body: str
    answers: Literal["kept", "ticket", "registration"]
    recipients: int
    skipped: int
    handed: int
    written_at: Instant
    approved_at: Instant | None
    send_at: Instant | None
    started_at: Instant | None
    ended_at: Instant | None
