"""What programs get of messages."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant, Whom

StatusWord = Literal["waiting", "sending", "sent", "failed", "bounced", "skipped", "unknown"]


class DeliveryRow(msgspec.Struct):
    """One notice for one person by one channel; ``why`` says why it waits, or didn't arrive."""

    id: UUID
    kind: str
    channel: str
    person: Whom
    customer_id: UUID | None
    cause: UUID
    subject: Whom
    status: StatusWord
    why: str
    tries: int
    address: str
    title: str
    created_at: Instant
    next_at: Instant | None
    ended_at: Instant | None
    read_at: Instant | None
    arrived_at: Instant | None
    segments: int


class Delivery(DeliveryRow):
    """The same with its text; of notices that say a secret it is empty. ``note`` is what the other side said."""

    body: str
    note: str


class Reply(msgspec.Struct):
    """What somebody answered; without a contact it came from an address that nobody here has."""

    id: UUID
    channel: str
    address: str
    contact: UUID | None
    customer_id: UUID | None
    delivery: UUID | None
    body: str
    stopped: bool
    at: Instant


class Consent(msgspec.Struct):
    """What a contact last said of a kind by a channel. An empty kind is everything by the channel."""

    channel: str
    kind: str
    allowed: bool
    source: Literal["staff", "portal", "link", "reply", "program", "sample"]
    at: Instant
