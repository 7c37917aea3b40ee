"""What programs get of facts: the feed, and the body of a webhook."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec


class Whom(msgspec.Struct):
    """Whoever acted, or what it was about: a kind and an id."""

    kind: str
    id: UUID | None


class Fact(msgspec.Struct):
    """Something that happened. Ids, numbers and stored words only; what is behind an id is asked for apart."""

    id: UUID
    name: str
    version: int
    at: datetime
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
    timestamp: datetime
    data: Fact
