"""Which colleague a table means by the engineer whom a customer likes to have come: by name or staff number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from desk.customers.actions.history import Changes
from desk.customers.actions.matching import Filed, Said
from desk.customers.queries import importing as queries
from desk.foundation.translation import N_, gettext
from desk.imports.kinds import Entry, Fate, refused

NO_COLLEAGUE = N_("Nobody who works here is called {name}, or has it as their staff number.")
SEVERAL = N_("Several colleagues are called {name}; the staff number would say who is meant.")


async def with_engineers(entries: Sequence[Entry]) -> tuple[list[Entry], list[Fate]]:
    """The rows, each with the colleague whom it names; and the fates of those that name nobody, or several."""
    named = {name for one in entries if isinstance(name := _said(one).get("engineer"), str)}
    known = await _known(named) if named else {}
    taken, fates = [], []
    for one in entries:
        said = _said(one)
        meant = known.get(said.get("engineer", ""))
        if meant is None or len(meant) == 1:
            said |= {"engineer": meant[0]} if meant else {}
            taken.append(one)
        else:
            sentence = gettext(SEVERAL if meant else NO_COLLEAGUE).format(name=said["engineer"])
            fates.append(refused(one.number, said.get("name", ""), ("engineer", sentence)))
    return taken, fates


async def names_of(filed: Iterable[Filed]) -> dict[UUID, str]:
    """What the colleagues are called who are, or were, named by what changes here: so the history keeps them."""
    changed = {who for one in filed for who in one.own.changes.get("engineer", ()) if who}
    return await queries.names_of_members(sorted(changed)) if changed else {}


def named_in(changes: Changes, names: Mapping[UUID, str]) -> Changes:
    """The same changes, with the name of whoever is or was named."""
    if "engineer" not in changes:
        return changes
    old, new = ("" if who is None else names.get(who, "") for who in changes["engineer"])
    return {**changes, "engineer": (old, new)}


def _said(entry: Entry) -> dict[str, Any]:
    return cast("Said", entry.said).customer


async def _known(named: Iterable[str]) -> dict[str, list[UUID]]:
    """Colleagues by name and by staff number, also nobody."""
    meant: dict[str, list[UUID]] = defaultdict(list, {name: [] for name in named})
    for one in await queries.engineers(list(meant)):
        for word in {one["name"], one["staff_no"]} & meant.keys():
            meant[word].append(one["id"])
    return meant
