"""What programs get of points."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.extend import Instant

StatusWord = Literal["requested", "approved", "rejected", "delivered", "cancelled"]


class PointsLot(msgspec.Struct):
    """What is left of points that were earned together, and the day after which it is gone."""

    id: UUID
    left: int
    earned_at: Instant
    expires_on: date | None


class PointsBalance(msgspec.Struct):
    """What a customer may spend, what is reserved, and of which lots it comes."""

    customer: UUID
    points: int
    reserved: int
    lots: list[PointsLot]


class PointsEntry(msgspec.Struct):
    """One movement; ``points`` is what it did to the balance."""

    id: UUID
    kind: str
    cause: str
    at: Instant
    points: int
    expires_on: date | None


class Gift(msgspec.Struct):
    """What points are exchanged for; ``left`` is empty where nobody counts."""

    id: UUID
    name: str
    kind: str
    price: int
    left: int | None
    told: str


class Redemption(msgspec.Struct):
    """A gift that was asked for."""

    id: UUID
    number: int
    customer: UUID
    contact: UUID | None
    gift: UUID
    gift_name: str
    quantity: int
    points: int
    status: StatusWord
    requested_at: Instant
    delivered_at: Instant | None
    received_by: str
    reason: str
    version: int
