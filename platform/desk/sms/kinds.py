"""Gateways as data: what a vendor wants to know, how it is called, and how it says what became of messages."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.notices import Outcome


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a vendor wants to know of an account."""

    name: str
    label: str
    secret: bool = False
    """Never shown again; left empty, the one before stays."""
    start: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A tenant's account with a vendor."""

    url: str
    said: Mapping[str, str]
    """By the names of the gateway's fields."""


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """One message, ready to be handed over."""

    id: UUID
    """The delivery's: for vendors that repeat it in what they tell."""
    to: str
    """``+8613900001234``."""
    body: str
    template: str
    """The vendor's word for its template."""
    values: Mapping[str, str]
    """For its places, in their order."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message; ``reference`` is what the vendor called it when it took it."""

    reference: str
    arrived: bool
    note: str = ""
    segments: int = 0
    message_id: UUID | None = None
    """Ours, where the vendor repeats it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote back. Told twice it has the same reference."""

    reference: str
    sender: str
    """``+8613900001234``."""
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gateway:
    """
    A vendor of short messages.

    ``send`` hands one over, by ``desk.foundation.outgoing`` alone; ``heard`` reads what the vendor tells at our
    address, and raises ``ValueError`` for what it wouldn't say.
    """

    key: str
    label: str
    url: str
    """Where it is called, unless the tenant says otherwise."""
    fields: Sequence[Field]
    send: Callable[[Account, ShortMessage], Awaitable[Outcome]]
    heard: Callable[[bytes], Sequence[Receipt | Answer]]
    content: Mapping[str, Any]
    """What the vendor wants to hear back."""
    needs_template: bool = True
    knows_ids: bool = False
    """Whether it takes a message of one id only once: then one without an answer is handed over again."""


@cache
def registered() -> dict[str, tuple[str, Gateway]]:
    """All gateways by key, each with the slug of whose it is."""
    found: dict[str, tuple[str, Gateway]] = {}
    for slug, declared in answers("register_gateways").items():
        for one in declared:
            assert one.key not in found, f"gateway {one.key} is declared twice"
            found[one.key] = (slug, one)
    return found


def gateway(key: str) -> Gateway | None:
    """The gateway of this key, or None when its plugin is off here."""
    slug, found = registered().get(key, ("", None))
    return None if found is None or hooks().silent(slug) else found


def gateways_here() -> list[Gateway]:
    """What a tenant may choose from."""
    return [one for slug, one in registered().values() if not hooks().silent(slug)]
