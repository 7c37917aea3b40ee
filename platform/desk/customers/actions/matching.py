"""
Which customer a row means: by our number or its external key; by its name's twin alone only where that was chosen, or
among the rows before it.

What is known is brought up to date, nothing is doubled; empty cells change nothing. Nothing is written here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from desk.customers.queries import importing as queries
from desk.foundation.translation import N_, gettext
from desk.imports.kinds import Entry, Fate, refused
from desk.imports.states import Fated, SameName
from desk.kit.ids import uuid7
from desk.kit.text import normalise_name

AMBIGUOUS = N_("Several customers have this name; the external number would say which one is meant.")
SAME_NAME = N_("Number {number} is called the same. Write our number or the external number beside it if it is meant.")
SAME_PHONE = N_("Number {number}, {name}, has this phone number. Write our number beside it if it is meant.")
OTHER_NAME = N_("Number {number} is called {name} here.")
NOBODY = N_("There is no such customer.")
_NO_CUSTOMER: dict[str, Any] = dict.fromkeys(queries.CUSTOMER_COLUMNS, "") | {
    **{"status": "customer", "grade": "standard", "cares_for": [], "engineer": None, "external_key": None}
}
OF_PERSON = (*queries.CONTACT_COLUMNS, "name_key")
_NO_PERSON: dict[str, Any] = dict.fromkeys(OF_PERSON, "") | {"roles": [], "birthday": None, "birth_year": None}
_NO_PRODUCT: dict[str, Any] = dict.fromkeys(queries.PRODUCT_COLUMNS, "") | {"purchased_on": None}


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, under the names of the stored columns."""

    customer: dict[str, Any]
    twin: str
    key: str
    """The name's key for sorting."""
    contact: dict[str, Any]
    product: dict[str, Any]


class Unclear(Exception):
    """Whom a row means would have to be guessed: field and sentence."""

    def __init__(self, field: str, sentence: str, **values: Any) -> None:
        self.fault = (field, gettext(sentence).format(**values))
        super().__init__(field)


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
            old = self.values.get(name)
            if new not in (None, "") and new != old:
                self.values[name] = new
                if not self.is_new:
                    self.changes[name] = (self.changes.get(name, (old,))[0], new)


@dataclass(slots=True, eq=False)
class Filed:
    """A customer with the people and products there; ``familiar`` when earlier rows of the same table meant them."""

    own: Thing
    twin: str
    key: str
    number: int = 0
    familiar: bool = False
    former: set[str] = field(default_factory=set)
    """External keys of customers who were merged into this one, and to which it answers since."""
    people: list[Thing] = field(default_factory=list)
    products: list[Thing] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        return any(one.is_new or one.changes for one in (self.own, *self.people, *self.products))


def by_owner(filed: Iterable[Filed]) -> dict[str, list[Thing]]:
    """Everything of these, by whose fields of the tenant's own it has."""
    several = list(filed)
    return {
        "customer": [one.own for one in several],
        "contact": [part for one in several for part in one.people],
        "product": [part for one in several for part in one.products],
    }


class Batch:
    """Rows on their way into the file; ``only`` a part (contact, product) of customers who are there."""

    def __init__(self, known: Iterable[Filed], same_name: SameName, only: str = "") -> None:
        self.same_name, self.only = same_name, only
        self.filed: list[Filed] = []
        self.by_key: dict[str, Filed] = {}
        self.by_number: dict[int, Filed] = {}
        self.by_phone: dict[str, Filed] = {}
        self.by_twin: dict[str, list[Filed]] = defaultdict(list)
        for one in known:
            self._add(one)

    def _add(self, one: Filed) -> None:
        self.filed.append(one)
        self.by_twin[one.twin].append(one)
        for key in (one.own.values["external_key"], *one.former):
            if key:
                self.by_key[key] = one
        if one.number:
            self.by_number[one.number] = one
        if not one.own.is_new and not one.familiar and one.own.values["phone"]:
            self.by_phone.setdefault(one.own.values["phone"], one)

    def take(self, entry: Entry) -> Fate:
        """Merge one row with what is known; what would have to be guessed is refused."""
        said = cast("Said", entry.said)
        name = said.customer.get("name", "")
        try:
            meant = self._meant(said)
        except Unclear as unclear:
            return refused(entry.number, name, unclear.fault)
        if self.only:
            return self._take_part(entry.number, said, meant)
        if meant is None:
            return Fate(entry.number, Fated.CREATED, self._new(said).own.id, name[:200])
        self._merge(meant, said)
        return Fate(entry.number, Fated.UPDATED, meant.own.id, name[:200])

    def _take_part(self, number: int, said: Said, meant: Filed | None) -> Fate:
        name = said.customer.get("name", "")
        if meant is None:
            return refused(number, name, ("name", gettext(NOBODY)))
        before = len(meant.people) + len(meant.products)
        _take_person(meant, said.contact)
        _take_product(meant, said.product)
        meant.familiar = True
        added = len(meant.people) + len(meant.products) > before
        return Fate(number, Fated.CREATED if added else Fated.UPDATED, meant.own.id, meant.own.values["name"])

    def _meant(self, said: Said) -> Filed | None:
        """The customer that a row means, None for a new one. Raises ``Unclear``."""
        number, key = said.customer.get("number"), said.customer.get("external_key")
        if number in self.by_number:
            found = self.by_number[number]
            if said.twin and found.twin != said.twin and not (key and found.own.values["external_key"] == key):
                raise Unclear("number", OTHER_NAME, number=number, name=found.own.values["name"])
            return found
        if key and key in self.by_key:
            return self.by_key[key]
        if number is not None and not said.twin:
            raise Unclear("number", NOBODY)
        namesakes = self.by_twin.get(said.twin, []) if said.twin else []
        return self._by_name(said, [one for one in namesakes if not (key and one.own.values["external_key"])])

    def _by_name(self, said: Said, namesakes: list[Filed]) -> Filed | None:
        familiar = [one for one in namesakes if one.familiar]
        if familiar or self.only or self.same_name == SameName.UPDATE:
            candidates = familiar or namesakes
            if len(candidates) > 1:
                raise Unclear("name", AMBIGUOUS)
            return candidates[0] if candidates else None
        if self.same_name == SameName.REFUSE:
            if namesakes:
                raise Unclear("name", SAME_NAME, number=namesakes[0].number)
            if alike := self.by_phone.get(said.customer.get("phone", "")):
                raise Unclear("phone", SAME_PHONE, number=alike.number, name=alike.own.values["name"])
        return None

    def _new(self, said: Said) -> Filed:
        values = _NO_CUSTOMER | said.customer
        values.pop("number", None)
        filed = Filed(Thing(uuid7(), values, is_new=True), said.twin, said.key, familiar=True)
        self._add(filed)
        _take_person(filed, said.contact)
        _take_product(filed, said.product)
        return filed

    def _merge(self, filed: Filed, said: Said) -> None:
        told = {name: value for name, value in said.customer.items() if name != "number"}
        if told.get("external_key") in filed.former:
            del told["external_key"]
        filed.own.merge(told)
        if said.twin and filed.twin != said.twin:
            self.by_twin[filed.twin].remove(filed)
            self.by_twin[said.twin].append(filed)
        if said.twin:
            filed.twin, filed.key = said.twin, said.key
        if key := filed.own.values["external_key"]:
            self.by_key[key] = filed
        filed.familiar = True
        _take_person(filed, said.contact)
        _take_product(filed, said.product)


class Remembered:
    """What earlier batches would have made of the file, where nothing is written: names and keys, no more."""

    def __init__(self) -> None:
        self._by_id: dict[UUID, tuple[str, str | None]] = {}
        self._by_twin: dict[str, set[UUID]] = defaultdict(set)
        self._by_key: dict[str, UUID] = {}

    def keep(self, filed: Iterable[Filed]) -> None:
        """Remember whom these rows meant."""
        for one in filed:
            if one.familiar:
                key = one.own.values["external_key"]
                self._by_id[one.own.id] = (one.twin, key)
                self._by_twin[one.twin].add(one.own.id)
                if key:
                    self._by_key[key] = one.own.id

    def beside(self, known: list[Filed], twins: Iterable[str], keys: Iterable[str]) -> list[Filed]:
        """What is known, as it would be by now."""
        wanted = {one for twin in twins for one in self._by_twin.get(twin, ())}
        wanted |= {self._by_key[key] for key in keys if key in self._by_key}
        found = {one.own.id: one for one in known}
        for one_id in wanted - found.keys():
            found[one_id] = Filed(Thing(one_id, dict(_NO_CUSTOMER)), "", "")
        for one in found.values():
            if one.own.id in self._by_id:
                one.twin, one.own.values["external_key"] = self._by_id[one.own.id]
                one.familiar = True
        return list(found.values())


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
    filed.people.append(Thing(uuid7(), _NO_PERSON | said, is_new=True))


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
    filed.products.append(Thing(uuid7(), _NO_PRODUCT | said, is_new=True))
