"""
What facts are about, by name: asked of the slice that knows the kind.

A lower floor that shows facts (the audit trail) names a higher thing this way, without knowing its table.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from desk.foundation.principals import Principal

Key = tuple[str, UUID]
Namer = Callable[[Sequence[UUID]], Awaitable[dict[UUID, str]]]

_namers: dict[str, Namer] = {}


def register(kind: str, namer: Namer) -> None:
    """Make known who names the things of one kind."""
    _namers[kind] = namer


async def names_of(keys: Iterable[Key]) -> dict[Key, str]:
    """The names of things, by kind and id, one question for each kind; what nobody can name is left out."""
    by_kind: dict[str, list[UUID]] = {}
    for kind, one in keys:
        by_kind.setdefault(kind, []).append(one)
    found: dict[Key, str] = {}
    for kind, ids in by_kind.items():
        if kind in _namers:
            found |= {(kind, one): name for one, name in (await _namers[kind](ids)).items()}
    return found


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing as others point to it: its name, where it is opened and by whom, and whose matter it is."""

    name: str
    url: str
    permission: str
    customer_id: UUID | None = None


Finder = Callable[[Sequence[UUID]], Awaitable[dict[UUID, Thing]]]

_finders: dict[str, Finder] = {}


def register_things(kind: str, finder: Finder) -> None:
    """Make known who finds the things of one kind for pages that point to them."""
    _finders[kind] = finder


def is_known(kind: str) -> bool:
    """Whether somebody finds things of this kind."""
    return kind in _finders


async def things_of(keys: Iterable[Key]) -> dict[Key, Thing]:
    """Things by kind and id, one question for each kind; what isn't there, or is another's, is left out."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, one in keys:
        by_kind.setdefault(kind, set()).add(one)
    found: dict[Key, Thing] = {}
    for kind, ids in by_kind.items():
        if kind in _finders:
            found |= {(kind, one): thing for one, thing in (await _finders[kind](list(ids))).items()}
    return found


Sight = Callable[[Sequence[UUID], Principal], Awaitable[set[UUID]]]

_sights: dict[str, Sight] = {}


def register_sight(kind: str, sight: Sight) -> None:
    """Make known who says which things of one kind somebody may see, where their permission alone doesn't say it."""
    _sights[kind] = sight


async def things_seen(keys: Iterable[Key], by: Principal) -> dict[Key, Thing]:
    """As ``things_of``, without what this principal may not see."""
    found = {key: one for key, one in (await things_of(keys)).items() if by.may(one.permission)}
    for kind in {kind for kind, _ in found} & _sights.keys():
        seen = await _sights[kind]([one for of_kind, one in found if of_kind == kind], by)
        found = {key: one for key, one in found.items() if key[0] != kind or key[1] in seen}
    return found
