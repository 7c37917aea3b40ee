"""What programs get of what is published."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant


class BulletinRow(msgspec.Struct):
    """The newest version of a bulletin of headquarters, with what the token's owner and the partner did with it."""

    id: UUID
    number: int
    version: int
    kind: Literal["virus", "patch", "other"]
    urgent: bool
    title: str
    product: str
    published_at: Instant
    withdrawn_at: Instant | None
    read_at: Instant | None
    acknowledged_at: Instant | None
    shown_at: Instant | None
    """Since when customers read it in the portal."""


class BulletinSheet(BulletinRow):
    """The same with its words: ``body`` for the partner, ``told`` for customers."""

    body: str
    told: str
    withdrawn_why: str


class PriceLine(msgspec.Struct):
    """What one thing costs, in the smallest unit of the standard's currency."""

    place: int
    code: str
    name: str
    unit: str
    cents: int


class PriceStandard(msgspec.Struct):
    """A version of headquarters' price standard."""

    id: UUID
    version: int
    valid_from: date
    currency: str
    why: str
    published_at: Instant
    lines: list[PriceLine]
