"""Which figures there are: each said by its own slice or plugin through ``register_figures``."""

from functools import cache

from desk.foundation.asking import hooks
from desk.foundation.errors import NotFound
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import answers
from desk.foundation.principals import Principal


@cache
def registered() -> dict[str, FigureKind]:
    """All figures by name, those of slices and plugins that are installed."""
    found: dict[str, FigureKind] = {}
    for slug, declared in answers("register_figures").items():
        for one in declared:
            assert owner_of(one) == slug, f"{one.name} is not of {slug}"
            assert one.name not in found, f"{one.name} is declared twice"
            found[one.name] = one
    return found


def owner_of(kind: FigureKind) -> str:
    """The slug of the slice or plugin whose figure it is."""
    return kind.name.partition(".")[0]


def known_here() -> list[FigureKind]:
    """The figures of this tenant: of its slices, and of the plugins that are on."""
    ask = hooks()
    return [one for one in registered().values() if not ask.silent(owner_of(one))]


def readable(by: Principal) -> list[FigureKind]:
    """The figures that this principal may see."""
    return [one for one in known_here() if not one.reads or by.may(one.reads)]


def readable_kind(name: str, by: Principal) -> FigureKind:
    """One of them. Raises ``NotFound``."""
    for one in readable(by):
        if one.name == name:
            return one
    raise NotFound
