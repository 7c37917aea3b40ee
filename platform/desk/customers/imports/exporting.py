"""Writing the file out as a table that can be brought in again."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.customers.imports.columns import COLUMNS, NUMBER
from desk.customers.queries import importing as queries
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.fields.settings import live
from desk.foundation.labels import label, listed
from desk.foundation.principals import Principal
from desk.imports.kinds import Column

AT_ONCE = 1_000
_PEOPLE = [one for one in COLUMNS if one.part == "contact"]
_PRODUCTS = [one for one in COLUMNS if one.part == "product"]
_OWN = [one for one in COLUMNS if one.part == "customer"]
OWN = ("customer", "contact", "product")
"""Whose fields of the tenant's own stand behind the house's columns, in this order."""
Own = dict[UUID | None, list[str]]
_WORDS = {
    **{"status": "customer_status", "grade": "grade", "credit": "credit"},
    **{"cares_for": "cares_for", "contact_roles": "contact_role"},
}


def headings() -> list[str]:
    """The first row, in the reader's language."""
    own = [field.word for owner in OWN for field in live(owner)]
    return [*(one.heading for one in (NUMBER, *COLUMNS)), *own]


async def exported(count: list[int], by: Principal) -> AsyncIterator[list[list[Any]]]:
    """
    All customers by name, some at a time, a row for each person or product there; what is not for ``by`` is masked.

    ``count`` gathers how many customers they were.
    """
    after = None
    while found := await queries.exported(after, most=AT_ONCE):
        own = await _own_of(found, by)
        yield [row for one in found for row in _rows(one, own)]
        count.append(len(found))
        after = (found[-1]["name_key"], found[-1]["id"])


async def _own_of(found: Sequence[Record], by: Principal) -> Own:
    """The cells of the tenant's own fields, by whose they are."""
    ids = {
        "customer": [one["id"] for one in found],
        "contact": [UUID(person[-1]) for one in found for person in one["people"]],
        "product": [UUID(product[-1]) for one in found for product in one["products"]],
    }
    cells: Own = {}
    for owner, several in ids.items():
        if not live(owner):
            continue
        held = await own_fields.values_of(owner, several)
        cells |= {one: list(own_views.cells(owner, held.get(one, {}), by).values()) for one in several}
    return cells


def _rows(found: Record, own: Own) -> Iterator[list[Any]]:
    """As many rows as there are people or products, each with the customer's name and number."""
    for place, (person, product) in enumerate(zip_longest(found["people"], found["products"])):
        yield _row(found, person, product, own, whole=place == 0)
    if not found["people"] and not found["products"]:
        yield _row(found, None, None, own, whole=True)


def _row(
    found: Record, person: Sequence[Any] | None, product: Sequence[Any] | None, own: Own, *, whole: bool
) -> list[Any]:
    said = {one.field: found[one.target] for one in _OWN if whole or one.field in ("name", "external_key")}
    said |= _fields(queries.CONTACT_COLUMNS, _PEOPLE, person) | _fields(queries.PRODUCT_COLUMNS, _PRODUCTS, product)
    for name, kind in _WORDS.items():
        if stored := said.get(name):
            said[name] = listed(label(kind, one) for one in stored.split(","))
    whose = (found["id"] if whole else None, *(UUID(one[-1]) if one else None for one in (person, product)))
    more = (own.get(one, [""] * len(live(owner))) for owner, one in zip(OWN, whose, strict=True))
    return [found["number"], *(said.get(one.field) for one in COLUMNS), *chain.from_iterable(more)]


def _fields(stored: Iterable[str], columns: Iterable[Column], values: Sequence[Any] | None) -> dict[str, Any]:
    """Stored values under the names of their columns."""
    by_target = dict(zip(stored, values or (), strict=False))
    return {one.field: by_target.get(one.target) for one in columns}
