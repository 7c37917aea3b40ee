"""What programs get of tickets."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.files.answers import Attachment
from desk.foundation.web.api import Instant

StatusWord = Literal[
    "new",
    "open",
    "waiting_customer",
    "on_hold",
    "suspended",
    "in_consultation",
    "transferred",
    "handed_on",
    "with_hq",
    "solved",
    "closed",
    "closed_no_service",
    "merged",
]
OrderWord = Literal["newest", "waiting"]
TurnWord = Literal["us", "customer", "headquarters", "nobody"]
ChannelWord = Literal["hotline", "online", "email", "remote", "onsite", "in_shop", "api"]
KindWord = Literal["question", "repair", "password_help", "requirement", "convenience", "merchant_pos", "internal"]


class Named(msgspec.Struct):
    """Somebody or something, by id and name."""

    id: UUID
    name: str


class TicketRow(msgspec.Struct):
    """One line of the list."""

    id: UUID
    number: int
    subject: str
    status: StatusWord
    turn: TurnWord
    channel: ChannelWord
    kind: KindWord
    urgent: bool
    customer: Named
    assignee: Named | None
    opened_at: Instant
    changed_at: Instant


class Ticket(msgspec.Struct):
    """A matter that a customer wants settled. ``version`` grows with each change; sent along, it guards one."""

    id: UUID
    number: int
    subject: str
    status: StatusWord
    turn: TurnWord
    channel: ChannelWord
    kind: KindWord
    urgent: bool
    symptom: str
    cause: str
    solution: str
    solution_2: str
    steps: str
    prevention: str
    unsolved_reason: str
    opened_at: Instant
    changed_at: Instant
    solved_at: Instant | None
    closed_at: Instant | None
    reopenings: int
    version: int
    customer: Named
    contact: Named | None
    assignee: Named | None
    first_responder: Named | None
    asked: Named | None
    """Who shall accept it while it is transferred."""


class TicketLink(msgspec.Struct):
    """A ticket that another has to do with, and how; ``from_here`` says of which of the two it was said."""

    id: UUID
    number: int
    subject: str
    status: StatusWord
    kind: Literal["related", "same_cause", "follows"]
    from_here: bool


class TimeSpent(msgspec.Struct):
    """Working time that a ticket took."""

    id: UUID
    minutes: int
    day_on: date
    name: str
    note: str


class Author(msgspec.Struct):
    """Who wrote."""

    kind: Literal["member", "contact", "operator", "plugin", "system"]
    id: UUID | None
    name: str


class Entry(msgspec.Struct):
    """Something written in a ticket, for the team or for the customer."""

    id: UUID
    audience: Literal["team", "customer", "headquarters"]
    side: Literal["us", "customer", "headquarters"]
    body: str
    channel: ChannelWord
    at: Instant
    author: Author
    attachments: list[Attachment]
