"""What each member keeps of a list: asked of whoever stores it (the slice ``lists``), so that nobody else need know."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from desk.foundation.errors import NotFound, Unacceptable
from desk.foundation.web.lists.asking import Asked
from desk.foundation.web.lists.declaring import List

_PLACES = {"after", "before", "choose"}
"""What says where on a page one is, and nothing about which list one looks at."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view: its address's words, its columns, whose it is."""

    id: str
    name: str
    query: Mapping[str, str]
    columns: tuple[str, ...] = ()
    shared: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody has made of a list. ``usual`` is what they see without choosing: a view's name or a saved one."""

    columns: tuple[str, ...] = ()
    views: tuple[Saved, ...] = ()
    usual: str = ""

    def view(self, saved: str) -> Saved:
        """Raises ``NotFound`` for one that isn't there, or isn't for whoever asks."""
        for one in self.views:
            if one.id == saved:
                return one
        raise NotFound


NOTHING = Kept()
Keeper = Callable[[str], Awaitable[Kept]]
_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Say who knows what is kept of the list of a name by whoever looks."""
    _keepers[:] = [keeper]


async def kept(name: str) -> Kept:
    """What whoever looks keeps of a list."""
    for keeper in _keepers:
        return await keeper(name)
    return NOTHING


def asked_of(what: List, query: Mapping[str, str], kept: Kept) -> Asked:
    """
    What an address asks for: what it says itself, a saved view, or where it says nothing what somebody wants to see.

    Raises ``NotFound`` for a saved view that isn't there, ``Unacceptable`` for what the list doesn't offer.
    """
    saved = query.get("saved", "")
    if not set(query) - _PLACES and kept.usual:
        saved = kept.usual if any(one.id == kept.usual for one in kept.views) else ""
        query = {**query, **({} if saved else {what.view_in: kept.usual})}
    if not saved:
        return Asked(what, query)
    view = kept.view(saved)
    if not set(query) - _PLACES - {"saved"}:
        query = {**_still_offered(what, view.query), **query}
    return Asked(what, query, saved=saved)


def _still_offered(what: List, query: Mapping[str, str]) -> dict[str, str]:
    """A saved view opens also when its list has lost a filter, an order or a choice since."""
    view = {what.view_in: query[what.view_in]} if what.view_in in query else {}
    found: dict[str, str] = {}
    for name, text in query.items():
        try:
            Asked(what, {**view, name: text})
        except Unacceptable:
            continue
        found[name] = text
    return found


def columns_of(asked: Asked, kept: Kept) -> tuple[str, ...]:
    """The columns that were chosen: the saved view's, or one's own."""
    return (kept.view(asked.saved).columns if asked.saved else ()) or kept.columns
