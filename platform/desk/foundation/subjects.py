"""
What facts are about, by name: asked of the slice that knows the kind.

A lower floor that shows facts (the audit trail) names a higher thing this way, without knowing its table.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from uuid import UUID

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
