"""What hooks get and give: frozen, named things; never rows, never a way to write."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CustomerThing:
    """A customer as a plugin sees it."""

    id: UUID
    name: str
    grade: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ContactThing:
    """A person at a customer as a plugin sees them."""

    id: UUID
    customer_id: UUID
    name: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class TicketThing:
    """A ticket as a plugin sees it."""

    id: UUID
    number: int
    subject: str
    status: str
    channel: str
    kind: str
    customer_id: UUID
    assignee_id: UUID | None
    version: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: title, one short figure at the right, and a template of the plugin's."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    icon: str = "layers"
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line in a menu."""

    label: str
    url: str
    icon: str = "right"


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile in the portal: a word, a fact, a way in."""

    label: str
    text: str
    url: str
    icon: str = "layers"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on a home: a value with its word."""

    value: str
    label: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody's work begins and ends, and when the next shift begins."""

    begins_at: datetime
    ends_at: datetime
    next_at: datetime
