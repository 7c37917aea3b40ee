"""Permissions: named by what they allow, held through roles, asked at routes and in actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be allowed, and the roles that start with it."""

    name: str
    label: str
    roles: frozenset[str]


ANYONE = "anyone"
"""Route mark: also for people who are not signed in."""
SIGNED_IN = "signed-in"
"""Route mark: for whoever is signed in on this face."""

_registered: dict[str, Permission] = {}


def permission(name: str, label: str, *roles: str) -> Permission:
    """Declare one permission."""
    return Permission(name, label, frozenset(roles))


def register(permissions: Iterable[Permission]) -> None:
    """Make permissions known; a name given twice is a mistake of the programmer."""
    for one in permissions:
        if _registered.get(one.name, one) != one:
            raise ValueError(f"permission {one.name} is declared twice")
        _registered[one.name] = one
    of_roles.cache_clear()


def registered() -> dict[str, Permission]:
    """All permissions by name."""
    return dict(_registered)


@lru_cache(maxsize=4096)
def of_roles(roles: frozenset[str]) -> frozenset[str]:
    """What somebody with these roles may do."""
    return frozenset(name for name, one in _registered.items() if one.roles & roles)


def needs(permission: str, **more: Any) -> dict[str, Any]:
    """
    The ``opt`` of a route: its permission, and marks.

    ``scope="none"`` runs outside the transaction and knows nobody; ``scope="own"`` asks who it is first and leaves the
    transactions to the handler; ``upload=True`` takes files; ``even_suspended``, ``even_closed`` and ``even_first``
    let through. Below ``/api/``, ``cookie=True`` takes a sign-in as well as a token: for reading alone. Routes of the
    API also say what they are: see ``web/api.py``.
    """
    return {"permission": permission, **more}
