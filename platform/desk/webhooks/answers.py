"""What programs get of facts: the feed, and the body of a webhook."""

from typing import Any, Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant, Whom


class Fact(msgspec.Struct):
    """Something that happened. Ids, numbers and stored words only; what is behind an id is asked for apart."""

    id: UUID
    name: str
    version: int
    at: Instant
    by: Whom
    subject: Whom
    customer_id: UUID | None
    cause_id: UUID | None
    audience: Literal["team", "customer", "headquarters"]
    payload: dict[str, Any]


class Feed(msgspec.Struct):
    """Facts, and where to read on: ``next`` is there also when nothing is, and good for ever."""

    items: list[Fact]
    next: str
    more: bool


class Told(msgspec.Struct):
    """The body of a webhook."""

    type: str
    timestamp: Instant
    data: Fact
