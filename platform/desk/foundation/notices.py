"""
Notices and channels as data: who is told what about a fact, and by which ways it reaches them.

Slices and plugins declare both (``register_notices``, ``register_channels``); the slice ``messaging`` does the rest:
consent, quiet hours, the cap, one delivery for each person and channel, and the log. See docs/messaging.md.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from desk.foundation.events import Fact
from desk.foundation.reactions import Lane

PersonKind = Literal["member", "contact"]
Whose = Literal["member", "contact", "either"]
Consent = Literal["none", "assumed", "needed"]
Form = Literal["letter", "line"]
Came = Literal["sent", "later", "failed", "bounced", "unknown"]


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who is to be told: a member (at headquarters an operator) or a contact."""

    kind: PersonKind
    id: UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to be told, as channels and call-backs see them."""

    kind: PersonKind
    id: UUID
    name: str
    locale: str
    """The language in which they are written to."""
    email: str
    mobile: str
    is_there: bool
    """False for somebody who left."""
    signs_in: bool
    customer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says to one person: its variables, and the path where they read more, on their own face."""

    values: Mapping[str, str]
    path: str = ""
    rings_at: datetime | None = None
    """Before this moment it disturbs nobody: channels that ring wait for it."""
    channels: Sequence[str] = ()
    """Only by these of the notice's channels; empty: by all of them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A template: ``{name}`` stands for a variable. Both parts are sentences marked with ``N_``."""

    subject: str
    body: str


Recipients = Callable[[Fact], Awaitable[Sequence[Whom]]]
Variables = Callable[[Fact, Person], Awaitable[Said | None]]
Secrets = Callable[[Fact, Person], Awaitable[Mapping[str, str] | None]]


@dataclass(frozen=True, slots=True)
class Notice:
    """
    One kind of notice.

    ``recipients`` says who is told about a fact; ``variables`` what is said to one of them, or None when it doesn't
    apply any more. ``secrets`` is asked only when the notice leaves, in a transaction of its own, each time it leaves:
    what it gives is written nowhere. ``samples`` names every variable with a value for the preview; besides, each
    template may say ``{name}``, ``{company}`` and ``{link}``.
    """

    id: str
    """``ticket.reply``: stands in rows, so it stays what it is."""
    label: str
    event: str
    audience: Whose
    recipients: Recipients
    variables: Variables
    letter: Text
    """For channels that take a letter, such as mail."""
    line: Text
    """For channels that take a line: inboxes, short messages."""
    channels: Sequence[str]
    """By which it goes where the tenant says nothing else."""
    samples: Mapping[str, str] = field(default_factory=dict)
    consent: Consent = "assumed"
    """``none``: about their own access, can't be refused, knows no quiet hours. ``needed``: only to who said yes."""
    urgent: bool = False
    """Goes before everything else, also in quiet hours."""
    bulk: bool = False
    """Goes behind everything else: to many at once."""
    secret: Sequence[str] = ()
    """Variables that come from ``secrets``; with any of them, the body of a delivery isn't kept."""
    secrets: Secrets | None = None

    @property
    def lane(self) -> Lane:
        return "urgent" if self.urgent else "bulk" if self.bulk else "default"


@dataclass(frozen=True, slots=True)
class Thread:
    """Where an answer to what we write about a thing goes, and what mail programs keep it together by."""

    reply_to: str
    references: Sequence[str] = ()


ThreadOf = Callable[[UUID, Person], Awaitable[Thread | None]]

_threads: dict[str, ThreadOf] = {}


def register_thread(kind: str, asked: ThreadOf) -> None:
    """Make known who says where answers about things of one kind go."""
    _threads[kind] = asked


async def thread_of(kind: str, thing_id: UUID, person: Person) -> Thread | None:
    """Where this person may answer what we write about a thing; None where no answer can come in."""
    return await _threads[kind](thing_id, person) if kind in _threads else None


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery, ready to be handed over."""

    tenant_id: UUID
    sender: str
    """The tenant's name."""
    delivery_id: UUID
    kind: str
    person: Person
    address: str
    subject: str
    body: str
    url: str = ""
    """Where the person reads more."""
    opt_out_url: str = ""
    """Where they say, without signing in, that they want no more of it; empty where that can't be said."""
    values: Mapping[str, str] = field(default_factory=dict)
    """For channels that take values: the variables that the text says, in their order."""
    thread: Thread | None = None
    """Where it may be answered, for channels that carry such."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What came of handing a message over.

    ``later``: not taken, and worth another try; ``bounced``: the address is wrong; ``unknown``: it may have been
    taken. That one is never tried again by itself. Raise nothing: what is raised counts as unknown.
    """

    came: Came
    why: str = ""
    """A stored word of the labels ``delivery.why``."""
    note: str = ""
    """What the other side said, for the log."""
    pause: timedelta = timedelta(0)
    """How long the other side wants to be left alone."""
    reference: str = ""
    """What the other side calls it: its receipts speak of that."""
    segments: int = 0
    """How many segments it says that it took, where it does."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can take."""

    characters: int = 0
    """Of a body; what is longer is cut. 0: any number."""
    at_once: int = 2
    """Messages of one tenant that a worker hands over at a time."""
    seconds: float = 20.0
    """Until it counts as unknown whether a message was taken; less than 30."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What the other side takes of one tenant, over all workers: so many in so many seconds."""

    most: int
    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Channel:
    """
    A way to people.

    ``address_of`` gives where a person is reached, or an empty text. ``send`` hands one message over; it runs outside
    of any transaction, and only after the delivery was noted as being sent. Without ``send``, the delivery itself is
    the message: inboxes read it there.
    """

    key: str
    label: str
    form: Form
    address_of: Callable[[Person], str]
    send: Callable[[Message], Awaitable[Outcome]] | None = None
    limits: Limits = Limits()
    rate: Callable[[], Awaitable[Rate | None]] | None = None
    """How much the other side takes; asked in the tenant's scope before each message."""
    knows_ids: Callable[[], Awaitable[bool]] | None = None
    """Whether the other side takes a delivery's id only once: then what may have been taken is handed over again."""
    rings: bool = True
    """Whether it disturbs: it rests in quiet hours and counts against the cap."""
    counts_segments: bool = False
    """Whether a message is paid for by the segment, as short messages are."""
    takes_values: bool = False
    """Whether it goes out in words that the other side knows already, so that it needs the variables alone."""
    page: str = ""
    """Where a tenant sets it up, if there is something to set up."""
    icon: str = "send"
