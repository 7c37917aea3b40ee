"""
What can be handed up: a thing of some kind that others can point to, with what happens to it meanwhile.

A case stands below tickets, so a ticket says here what handing up means for it, and so does a plugin for its things.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from desk.cases.errors import CantBeHandedUp
from desk.foundation.errors import Refusal
from desk.foundation.principals import Principal
from desk.foundation.translation import N_
from desk.tasks.kinds import TaskKind

HANDLE = TaskKind(
    "cases.handle",
    N_("See to a complaint from headquarters"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    reads="case.read",
    promised=False,
    icon="tower",
)
"""What is asked of the supervisor where no plugin works complaints; ``HQ-D4`` and ``HQ-D1`` say by when."""


@dataclass(frozen=True, slots=True)
class Start:
    """With what the envelope of a thing begins; the member says what of it crosses."""

    title: str = ""
    customer: str = ""
    product: str = ""
    description: str = ""
    tried: str = ""
    kind: str = "technical"


class Copyable(NamedTuple):
    """A file that may go along with a case."""

    id: UUID
    name: str
    size: int


class Asks(Protocol):
    """Says why not, or None."""

    async def __call__(self, subject_id: UUID, /, *, by: Principal) -> Refusal | None: ...


class Acts(Protocol):
    """Does something with a thing."""

    async def __call__(self, subject_id: UUID, /, *, by: Principal) -> None: ...


class Says(Protocol):
    """Keeps words with a thing."""

    async def __call__(self, subject_id: UUID, body: str, /, *, by: Principal) -> None: ...


async def never(_subject_id: UUID, /, *, by: Principal) -> Refusal | None:
    """Nothing stands against it."""
    return None


async def go_on(_subject_id: UUID, /, *, by: Principal) -> None:
    """The thing goes on as it is."""


async def leave(_subject_id: UUID, _body: str, /, *, by: Principal) -> None:
    """The words stand in the case alone; who has it says them to the customer."""


async def no_files(_subject_id: UUID, /) -> Sequence[Copyable]:
    """Nothing is attached to it."""
    return ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """What handing up means for things of one kind. All run in the transaction of the case."""

    start: Callable[[UUID], Awaitable[Start]]
    refusal: Asks = never
    """Why it can't be handed up now."""
    hand_up: Acts = go_on
    come_back: Acts = go_on
    """It is the partner's turn again. Nothing happens where it isn't with headquarters any more."""
    note: Says = leave
    """Keep what headquarters said, for the team."""
    tell: Says = leave
    """Say to the customer what headquarters wrote for them."""
    files: Callable[[UUID], Awaitable[Sequence[Copyable]]] = no_files
    """What is attached to it and may go along as a copy."""


_bearers: dict[str, Bearer] = {}


def register_bearer(kind: str, bearer: Bearer) -> None:
    """Make known what handing up means for things of this kind."""
    _bearers[kind] = bearer


def find_bearer(kind: str) -> Bearer | None:
    """What handing up means for things of this kind; None where they only go on as they are."""
    return _bearers.get(kind)


def bearer_of(kind: str) -> Bearer:
    """Raises ``CantBeHandedUp`` for a kind of thing that isn't handed up."""
    if kind not in _bearers:
        raise CantBeHandedUp
    return _bearers[kind]
