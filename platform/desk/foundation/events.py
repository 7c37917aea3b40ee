"""
Facts: append-only, named in the past tense, recorded in the transaction that makes them true.

``record`` writes the fact and, in the same statement, one reaction row for each subscriber of the
slices and plugins that are on at this moment. Nothing is sent from here. The one follower, the engine of promises,
hears the facts that it knows of in the same transaction.
"""

from collections.abc import Awaitable, Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

import msgspec

from desk.foundation import reactions
from desk.foundation.database import execute
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

Audience = Literal["team", "customer", "headquarters"]
Audit = Literal[
    "", "sign_in", "refused", "permission", "member", "token", "export", "look", "setting", "plugin", "privacy"
]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fact is about, said by kind and id so that a lower floor can name a higher thing."""

    kind: str
    id: UUID


class Event:
    """
    One kind of fact.

    ``fields`` are the names of the payload: ids, numbers and stored words, never a person's values. As a dict they say
    its types too, ``{"points": int}``, so that whoever hears of it can rely on them; a plugin's always do.
    ``sentence`` is what a timeline says; its braces are filled from the payload and ``by``.
    ``audit`` is the kind under which the audit trail lists it; empty keeps it out of there.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    subject_kind: ClassVar[str]
    audience: ClassVar[Audience] = "team"
    fields: ClassVar[tuple[str, ...] | Mapping[str, Any]] = ()
    shape: ClassVar[type[msgspec.Struct] | None] = None
    """The payload with its types, made of ``fields`` that say them."""
    sentence: ClassVar[str] = ""
    audit: ClassVar[Audit] = ""
    icon: ClassVar[str] = "info"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        fields = cls.fields
        cls.shape = msgspec.defstruct(cls.__name__, fields.items()) if isinstance(fields, Mapping) else None

    def __init__(
        self,
        subject_id: UUID,
        *,
        by: Principal,
        customer_id: UUID | None = None,
        cause_id: UUID | None = None,
        **payload: Any,
    ) -> None:
        if set(payload) != set(self.fields):
            raise TypeError(f"{self.name} takes {tuple(self.fields)}, not {tuple(payload)}")
        if self.shape is not None:
            msgspec.convert(payload, self.shape)
        self.id, self.at = uuid7(), now()
        self.subject = Subject(self.subject_kind, subject_id)
        self.by, self.customer_id, self.cause_id, self.payload = by, customer_id, cause_id, payload


_registered: dict[str, type[Event]] = {}


def register(events: Iterable[type[Event]]) -> None:
    """Make kinds of facts known by name."""
    for one in events:
        if _registered.setdefault(one.name, one) is not one:
            raise ValueError(f"event {one.name} is declared twice")


def registered() -> dict[str, type[Event]]:
    """All kinds of facts by name."""
    return dict(_registered)


Follower = Callable[[Event], Awaitable[None]]
_follower: tuple[Follower, Container[str]] | None = None


def follow(follower: Follower, names: Container[str]) -> None:
    """
    Let the one follower hear each fact with one of these names, in its transaction, right after it was written.

    For the engine of promises, so that a due time exists when the page is shown; everybody else reacts.
    """
    global _follower
    if _follower is not None and _follower[0] is not follower:
        raise ValueError("there is one follower")
    _follower = follower, names


# The lock tells readers of the feed that a transaction which has recorded facts is still open: see ``horizon``.
_RECORD = """
with fact as (
  insert into event (tenant_id, id, name, version, at, by_kind, by_id, subject_kind, subject_id,
                     customer_id, cause_id, audience, payload, audit)
  values ((select $1::uuid from pg_advisory_xact_lock_shared(hashtext('facts'), hashtext($1::uuid::text))),
          $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, nullif($18, '')))
insert into reaction (tenant_id, id, event_id, subscriber, lane, subject_id, status, attempts, available_at, error)
select $1, r.id, $2, r.subscriber, r.lane, $9, r.status, 0, $5, ''
  from unnest($14::uuid[], $15::text[], $16::text[], $17::text[]) as r (id, subscriber, lane, status)
"""


async def record(event: Event) -> UUID:
    """Write the fact and the reaction rows that follow from it; the answer is the fact's id."""
    scope = current_scope()
    if event.name not in _registered:
        raise ValueError(f"event {event.name} is not registered")
    silent = scope.tenant.tripped | scope.tenant.waiting
    on = scope.tenant.plugins | scope.tenant.waiting
    waiting = reactions.subscribers(event.name, on, scope.tenant.listening)
    await execute(
        _RECORD,
        scope.tenant.id,
        event.id,
        event.name,
        event.version,
        event.at,
        event.by.kind,
        event.by.id,
        event.subject.kind,
        event.subject.id,
        event.customer_id,
        event.cause_id,
        event.audience,
        msgspec.json.encode(event.payload).decode(),
        [uuid7() for _ in waiting],
        [one.name for one in waiting],
        [one.lane for one in waiting],
        ["held" if one.owner in silent else "waiting" for one in waiting],
        event.audit,
    )
    scope.wakes = scope.wakes or bool(waiting)
    if _follower is not None and event.name in _follower[1]:
        await _follower[0](event)
    return event.id


@dataclass(frozen=True, slots=True)
class Fact:
    """A recorded event as a reaction gets it: ids and stored words; everything else is read again."""

    tenant_id: UUID
    id: UUID | None
    name: str
    at: datetime
    by_kind: str
    by_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    """Of work without a fact: what it was planned for (``later``), or the schedule's row."""
    customer_id: UUID | None
    payload: dict[str, Any]
