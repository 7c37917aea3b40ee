"""
What a list is: one declaration, from which its page, its chips, its columns, its file and its bulk actions follow.

A slice declares its list beside its routes and registers it in ``plugin.py``. SQL stays in its ``queries.py``:
the declaration only says which function gives rows and which statement counts them.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from asyncpg import Record

from desk.foundation.errors import NotFound, Unacceptable
from desk.foundation.principals import Principal
from desk.foundation.web.lists.filters import Filter

if TYPE_CHECKING:
    from desk.foundation.web.lists.asking import Asked

N = TypeVar("N", bound="View | Sort | Filter")
Row = Mapping[str, Any]
"""A row as its cells need it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file that is taken out: as the database gave it, as the page shows it, and the tenant's zone."""

    record: Record
    row: Row
    zone: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. The macro of its name in the list's ``cells`` draws it; ``text`` writes it into a file."""

    name: str
    word: str
    look: str = ""
    """Classes of its cells: ``pd-hide-phone``, ``pd-nowrap`` and the like."""
    text: Callable[[Line], str] | None = None
    """None: it isn't in a file."""
    usual: bool = True
    """Whether it is shown to who has chosen nothing."""
    fixed: bool = False
    """Whether it stands first and can't be left out: the one that leads to the thing."""
    drawn: bool = True
    """Whether it can stand on the page; otherwise it is for files alone."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: by a column of the rows and their id."""

    name: str
    word: str
    by: str
    kind: type = datetime
    only: tuple[str, ...] = ()
    """The views in which an index gives it; empty: all."""


def all_of_it(wanted: Any) -> Any:
    """For ``View.hot``: whatever is there should not be there."""
    return wanted


@dataclass(frozen=True, slots=True)
class View:
    """A tab that everybody has. ``sort`` is its usual order."""

    name: str
    word: str
    sort: str
    counted: bool = True
    hot: Callable[[Any], Any] | None = None
    """What of it should not be there: its count is drawn in red where there is any."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an action has made of one row: what was there before, and the version that stands there now."""

    before: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """
    Something that can be done with many rows at once, by the ordinary action, row by row.

    ``do`` raises the refusal that a single one would get. ``put_back`` makes a row again what it was ``before``, if
    its version is still the one given; it raises ``Stale`` where somebody changed it since.
    """

    name: str
    word: str
    permission: str
    icon: str
    said: str
    """The result in words, with ``{count}`` and ``{to}``."""
    choices: Callable[[], Awaitable[Sequence[tuple[str, str]]]]
    do: Callable[[UUID, str, Principal], Awaitable[Done]]
    put_back: Callable[[UUID, str, int, Principal], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Export:
    """Taking the list out: who may, and how it is noted that somebody did (``count``, ``by``)."""

    permission: str
    noted: Callable[..., Awaitable[None]]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """
    A list.

    ``wanted`` turns what was asked for into what the queries look for. ``listed`` (with ``sort``, ``most``, ``after``,
    ``before``) gives its rows, ``counted`` counts each of several, up to its own most, in one statement, ``rows`` makes
    of records what cells show. What all of them need to know is read once by ``around`` and stands in ``asked.around``.
    ``view_in`` is the word of the address that chooses the view.
    """

    name: str
    word: str
    path: str
    here: str
    permission: str
    template: str
    cells: str
    columns: tuple[Column, ...]
    views: tuple[View, ...]
    sorts: tuple[Sort, ...]
    filters: tuple[Filter, ...] = ()
    bulk: tuple[Bulk, ...] = ()
    export: Export | None = None
    usual_view: str
    view_in: str = "view"
    said: str = "name"
    """Which word of a row names it to whoever picks it."""
    signal: str = ""
    """The topic whose signal says that there is something new."""
    find: str = ""
    """What the search field is called; without it there is none."""
    find_in: str = ""
    """What can be typed there."""
    wanted: Callable[["Asked"], Awaitable[Any]]
    listed: Callable[..., Awaitable[Sequence[Record]]]
    counted: Callable[[Sequence[tuple[Any, int]]], Awaitable[Sequence[int]]]
    rows: Callable[[Sequence[Record], "Asked"], Awaitable[Sequence[Row]]]
    around: Callable[[], Awaitable[Any]] | None = None
    own: Callable[["List"], "List"] | None = None
    """Gives the list with what the tenant whose scope is open has of its own: columns and filters."""

    def of_tenant(self) -> "List":
        """The list as this tenant has it."""
        return self.own(self) if self.own else self

    def view(self, name: str) -> View:
        """Raises ``Unacceptable`` for a view that isn't there."""
        return _named(self.views, name)

    def sort(self, name: str, view: View) -> Sort:
        """Raises ``Unacceptable`` for an order that this view doesn't have."""
        return _named(self.sorts_of(view), name)

    def sorts_of(self, view: View) -> list[Sort]:
        """The orders that a view has."""
        return [one for one in self.sorts if not one.only or view.name in one.only]

    def filter(self, name: str) -> Filter:
        """Raises ``Unacceptable`` for a filter that isn't there."""
        return _named(self.filters, name)

    def shown(self, chosen: Sequence[str]) -> list[Column]:
        """The columns of the page: the fixed ones, then those chosen in their order, or the usual ones."""
        drawn = {one.name: one for one in self.columns if one.drawn}
        fixed = [one for one in drawn.values() if one.fixed]
        free = [drawn[name] for name in dict.fromkeys(chosen) if name in drawn and not drawn[name].fixed]
        usual = [one for one in drawn.values() if one.usual and not one.fixed]
        return [*fixed, *(free or usual)] if chosen else [one for one in drawn.values() if one.usual or one.fixed]

    def written(self, chosen: Sequence[str]) -> list[Column]:
        """The columns of a file: those chosen for the page, and where nobody chose all that can be written."""
        columns = self.shown(chosen) if chosen else self.columns
        return [one for one in columns if one.text is not None]


def _named(several: Iterable[N], name: str) -> N:
    for one in several:
        if one.name == name:
            return one
    raise Unacceptable


_registered: dict[str, List] = {}


def register(one: List) -> None:
    """Let views be saved, columns be chosen and rows be picked in this list."""
    if _registered.setdefault(one.name, one) is not one:
        raise ValueError(f"the list {one.name} is declared twice")


def all_registered() -> list[List]:
    """Every list as its slice declared it."""
    return list(_registered.values())


def registered(name: str) -> List:
    """A list by its name, as this tenant has it. Raises ``NotFound``."""
    try:
        return _registered[name].of_tenant()
    except KeyError:
        raise NotFound from None
