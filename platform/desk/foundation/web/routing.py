"""What a slice hands over to be served: handlers by face, and its line in the navigation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from litestar import Litestar
from litestar.routes import HTTPRoute

Face = Literal["workspace", "portal", "headquarters", "files"]
FACES: tuple[Face, ...] = ("workspace", "portal", "headquarters", "files")


@dataclass(frozen=True, slots=True)
class Routes:
    """Litestar handlers by the face that shows them; ``api`` stands under ``/api/v1`` of the workspace."""

    workspace: Sequence[Any] = ()
    api: Sequence[Any] = ()
    portal: Sequence[Any] = ()
    headquarters: Sequence[Any] = ()
    files: Sequence[Any] = ()
    people: Sequence[Any] = ()
    """Shown on each face on which people sign in."""


@dataclass(frozen=True, slots=True, eq=False)
class NavItem:
    """One line of the navigation; shown to whoever holds the permission. Each is itself: see ``pages.drawn``."""

    key: str
    label: str
    url: str
    icon: str
    face: Face
    permission: str
    order: int
    section: str = ""
    count: int | None = None
    hot: bool = False
    counted: str = ""
    """The address that answers with its count, asked after the page and at each signal of the key."""


def methods_at(app: Litestar, path: str) -> list[str]:
    """The methods that an address takes, whatever stands in its variable parts."""
    parts = path.strip("/").split("/")
    found: set[str] = set()
    for route in app.routes:
        if isinstance(route, HTTPRoute) and len(route.path_components) == len(parts):
            pairs = zip(route.path_components, parts, strict=True)
            if all(not isinstance(known, str) or known == part for known, part in pairs):
                found |= set(route.methods)
    return sorted(found)
