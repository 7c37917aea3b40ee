"""
Which customer a row means: by its external key, else by its name's twin, also among the rows before it.

What is known is brought up to date, nothing is doubled; empty cells change nothing. Nothing is written here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desk.customers.queries import importing as queries
from desk.foundation.translation import N_, gettext
from desk.kit.ids import uuid7
from desk.kit.text import normalise_name

AMBIGUOUS = N_("Several customers have this name; the external number would say which one is meant.")
_DEFAULTS: dict[str, Any] = {"status": "customer", "grade": "standard", "external_key": None}
OF_PERSON = (*queries.CONTACT_COLUMNS, "name_key")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was read: only what it says, under the names of the stored columns."""

    row: int
    cells: tuple[str, ...]
    customer: dict[str, Any]
    twin: str
    key: str
    """The name's key for sorting."""
    contact: dict[str, Any]
    product: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: field and reason for each fault."""

    row: int
    name: str
    cells: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Outcome:
    """What became of some rows: each is counted once."""

    created: int = 0
    updated: int = 0
    refused: list[Refused] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.created + self.updated + len(self.refused)


@dataclass(slots=True, eq=False)
class Thing:
    """Something in the file, or on its way there, and what changes about it."""

    id: UUID
    values: dict[str, Any]
    is_new: bool = False
    is_gone: bool = False
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def merge(self, said: dict[str, Any]) -> None:
        """Take over what is said and new; nothing said changes nothing."""
        for name, new in said.items():
            old = self.values[name]
            if new not in (None, "") and new != old:
                self.values[name] = new
                if not self.is_new:
                    self.changes[name] = (self.changes.get(name, (old,))[0], new)


@dataclass(slots=True, eq=False)
class Filed:
    """A customer with the people and products there."""

    own: Thing
    twin: str
    key: str
    number: int = 0
    people: list[Thing] = field(default_factory=list)
    products: list[Thing] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        return any(one.is_new or one.changes for one in (self.own, *self.people, *self.products))


class Batch:
    """Rows on their way into the file."""

    def __init__(self, known: Iterable[Filed]) -> None:
        self.outcome = Outcome()
        self.filed: list[Filed] = []
        self.by_key: dict[str, Filed] = {}
        self.by_twin: dict[str, list[Filed]] = defaultdict(list)
        for one in known:
            self._add(one)

    def _add(self, one: Filed) -> None:
        self.filed.append(one)
        self.by_twin[one.twin].append(one)
        if one.own.values["external_key"]:
            self.by_key[one.own.values["external_key"]] = one

    def take(self, entry: Entry) -> None:
        """Merge one row with what is known; what would have to be guessed is refused."""
        meant = self._meant(entry)
        if len(meant) > 1:
            name = entry.customer["name"]
            fault = ("name", gettext(AMBIGUOUS))
            self.outcome.refused.append(Refused(entry.row, name, entry.cells, (fault,)))
            return
        if meant:
            self.outcome.updated += 1
            self._merge(meant[0], entry)
        else:
            self.outcome.created += 1
            empty = dict.fromkeys(queries.CUSTOMER_COLUMNS, "") | _DEFAULTS
            filed = Filed(Thing(uuid7(), empty | entry.customer, is_new=True), entry.twin, entry.key)
            self._add(filed)
            _take_person(filed, entry.contact)
            _take_product(filed, entry.product)

    def _meant(self, entry: Entry) -> list[Filed]:
        key, namesakes = entry.customer.get("external_key"), self.by_twin.get(entry.twin, [])
        if not key:
            return namesakes
        if key in self.by_key:
            return [self.by_key[key]]
        return [one for one in namesakes if not one.own.values["external_key"]]

    def _merge(self, filed: Filed, entry: Entry) -> None:
        filed.own.merge(entry.customer)
        if filed.twin != entry.twin:
            self.by_twin[filed.twin].remove(filed)
            self.by_twin[entry.twin].append(filed)
        filed.twin, filed.key = entry.twin, entry.key
        if key := filed.own.values["external_key"]:
            self.by_key[key] = filed
        _take_person(filed, entry.contact)
        _take_product(filed, entry.product)


def _take_person(filed: Filed, said: dict[str, Any]) -> None:
    """Whoever is called the same is the same; who left stays as they were."""
    if not said:
        return
    twin = normalise_name(said["name"]) if filed.people else ""
    for one in filed.people:
        if normalise_name(one.values["name"]) == twin:
            if not one.is_gone:
                one.merge(said)
            return
    filed.people.append(Thing(uuid7(), dict.fromkeys(OF_PERSON, "") | {"birthday": None} | said, is_new=True))


def _take_product(filed: Filed, said: dict[str, Any]) -> None:
    """The same dongle is the same product; without one, the same name."""
    if not said:
        return
    dongle, twin = said.get("dongle_no"), normalise_name(said["name"]) if filed.products else ""
    same = next((one for one in filed.products if dongle and one.values["dongle_no"] == dongle), None)
    same = same or next(
        (
            one
            for one in filed.products
            if normalise_name(one.values["name"]) == twin and not (dongle and one.values["dongle_no"])
        ),
        None,
    )
    if same is not None:
        same.merge(said)
        return
    empty = dict.fromkeys(queries.PRODUCT_COLUMNS, "") | {"purchased_on": None}
    filed.products.append(Thing(uuid7(), empty | said, is_new=True))
