"""The kinds of things that can be found: each said by its own slice, with the permission to read it."""

from dataclasses import dataclass

from desk.foundation.principals import Principal


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: who may be shown it, what its group is called, which sign stands before it."""

    name: str
    permission: str
    label: str
    icon: str


_registered: dict[str, Kind] = {}


def register(kind: str, permission: str, label: str, icon: str = "right") -> None:
    """Let a kind be found by whoever holds the permission; groups stand in the order of these calls."""
    one = Kind(kind, permission, label, icon)
    if _registered.get(kind, one) != one:
        raise ValueError(f"documents of kind {kind} are declared twice")
    _registered[kind] = one


def readable(principal: Principal) -> list[Kind]:
    """What this principal may be shown."""
    return [one for one in _registered.values() if principal.may(one.permission)]


def names() -> list[str]:
    """All kinds, in the order of their groups."""
    return list(_registered)
