"""What programs get of requests."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

StatusWord = Literal["open", "taken", "returned", "done", "cancelled"]
CoverWord = Literal["paid", "special_free", "remedy", "contract", "free_period", "none"]


class About(msgspec.Struct):
    """What a request is about, by kind and id."""

    kind: str
    id: UUID


class RequestRow(msgspec.Struct):
    """Work asked of a provider: ``provider`` is the plugin that has it, ``assignee`` the member where none does."""

    id: UUID
    number: int
    kind: str
    title: str
    status: StatusWord
    urgent: bool
    customer: UUID
    product: UUID | None
    about: About | None
    provider: str
    assignee: UUID | None
    cover: CoverWord
    due_at: Instant | None
    opened_at: Instant
    taken_at: Instant | None
    ended_at: Instant | None
    told: str
    version: int


class Claimed(msgspec.Struct):
    """A piece of something counted that was taken for a request."""

    plugin: str
    title: str
    reference: str


class RequestSheet(RequestRow):
    """One request with its words, and what was claimed for it."""

    note: str
    reference: str
    cover_by: str
    cover_title: str
    claims: list[Claimed]


class Entitled(msgspec.Struct):
    """One reason why a customer gets a service, or why not."""

    plugin: str
    cover: CoverWord
    title: str
    until: date | None


class Entitlements(msgspec.Struct):
    """All reasons, the one that counts first; ``silent`` are plugins that didn't answer."""

    items: list[Entitled]
    silent: list[str]
