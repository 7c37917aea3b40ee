"""The kinds of things that can be found: each said by its own slice, with the permission to read it."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from desk.foundation.asking import hooks
from desk.foundation.principals import Principal


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: who may be shown it, what its group is called, which sign stands before it."""

    name: str
    permission: str
    label: str
    icon: str
    plugin: str = ""
    """Whose it is, when that can be switched off: then nobody finds it."""
    seen: Callable[[str], str] = str
    """The line beneath the title as whoever looks sees it."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How things that were there before their kind could be found get into the index."""

    name: str
    """What the names of their kinds begin with."""
    table: str
    """Where the things stand: a word of ours, never of a request."""
    index: Callable[[UUID], Awaitable[None]]
    """Puts one of them into the index."""
    plugin: str = ""


Family = Callable[[], Iterable[Kind]]
_registered: dict[str, Kind] = {}
_families: list[Family] = []
_fillings: dict[str, Filling] = {}


def register(
    kind: str,
    permission: str,
    label: str,
    icon: str = "right",
    *,
    plugin: str = "",
    seen: Callable[[str], str] = str,
) -> None:
    """Let a kind be found by whoever holds the permission; groups stand in the order of these calls."""
    one = Kind(kind, permission, label, icon, plugin, seen)
    if _registered.get(kind, one) != one:
        raise ValueError(f"documents of kind {kind} are declared twice")
    _registered[kind] = one


def register_family(family: Family) -> None:
    """Let kinds be found that are known when everything is there, not before."""
    _families.append(family)


def register_filling(name: str, table: str, index: Callable[[UUID], Awaitable[None]], *, plugin: str = "") -> None:
    """Let what stands in a table be found too where nothing was known of its kind when it came."""
    _fillings[name] = Filling(name, table, index, plugin)


def fillings() -> list[Filling]:
    """Those of this tenant."""
    ask = hooks()
    return [one for one in _fillings.values() if not (one.plugin and ask.silent(one.plugin))]


def _all() -> list[Kind]:
    return [*_registered.values(), *(one for family in _families for one in family())]


def readable(principal: Principal) -> list[Kind]:
    """What this principal may be shown here."""
    ask = hooks()
    return [one for one in _all() if principal.may(one.permission) and not (one.plugin and ask.silent(one.plugin))]


def of_plugin(slug: str) -> list[str]:
    """The kinds that belong to a plugin."""
    return [one.name for one in _all() if one.plugin == slug]


def names() -> list[str]:
    """All kinds, in the order of their groups."""
    return [one.name for one in _all()]


def seen(kind: str, detail: str) -> str:
    """The line beneath what was found, as whoever looks sees it."""
    return next((one.seen(detail) for one in _all() if one.name == kind), detail)
