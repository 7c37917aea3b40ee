"""What programs get of mail that came in."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

MailStatusWord = Literal["arrived", "entered", "held", "automatic", "returned", "refused"]


class IncomingMail(msgspec.Struct):
    """A mail that came in. ``why`` says why it is held; ``number`` is its ticket's, also of one that it may answer."""

    id: UUID
    status: MailStatusWord
    why: str
    sender: str
    sender_name: str
    subject: str
    text: str
    size: int
    received_at: Instant
    number: int | None
    customer: UUID | None
    contact: UUID | None
