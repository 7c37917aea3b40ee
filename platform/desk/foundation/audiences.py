"""
Filters of audiences as data: what a slice or plugin knows of contacts, and by which somebody may choose whom to tell.

    AudienceFilter("loyalty.points", N_("Points at least"), "select k.id from contact k where …", number=True)

The statement selects contacts by what was typed, ``$1``, in the tenant's scope; whoever asks puts it into a larger one.
"""

from dataclasses import dataclass
from functools import cache

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers


@dataclass(frozen=True, slots=True)
class AudienceFilter:
    """One filter. Its name begins with the slug of whose it is, and stands in rows: it stays what it is."""

    name: str
    label: str
    sql: str
    """Selects the ids of contacts for ``$1``: a text, or a whole number where ``number`` says so."""
    number: bool = False
    hint: str = ""


@cache
def registered() -> dict[str, tuple[str, AudienceFilter]]:
    """All filters by name, each with the slug of whose it is."""
    found: dict[str, tuple[str, AudienceFilter]] = {}
    for slug, declared in answers("register_audience_filters").items():
        for one in declared:
            assert one.name.startswith(f"{slug}."), f"{one.name} is not of {slug}"
            found[one.name] = slug, one
    return found


def audience_filters() -> dict[str, AudienceFilter]:
    """Those of slices and of plugins that are on here, by name."""
    return {name: one for name, (slug, one) in registered().items() if not hooks().silent(slug)}
