"""Writing the file out as a table that can be brought in again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.customers.imports.columns import COLUMNS, NUMBER
from desk.customers.masking import hidden
from desk.customers.queries import importing as queries
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.fields.settings import live
from desk.foundation.labels import label, listed
from desk.foundation.principals import Principal
from desk.foundation.web.lists import AT_ONCE

_NAMING = ("name", "external_key")
"""What names the customer in each of its rows."""
OWN = ("customer", "contact", "product")
"""Whose fields of the tenant's own stand behind the house's columns, in this order."""
Own = dict[UUID | None, list[str]]
Values = Mapping[str, Any]
NOTHING: Values = {}
Place = tuple[str, UUID]
"""Name and id of a customer behind whom it goes on."""
_WORDS = {
    **{"status": "customer_status", "grade": "grade", "credit": "credit"},
    **{"cares_for": "cares_for", "contact_roles": "contact_role"},
}


def headings() -> list[str]:
    """The first row, in the reader's language."""
    own = [field.word for owner in OWN for field in live(owner)]
    return [*(one.heading for one in (NUMBER, *COLUMNS)), *own]


async def exported(after: Place | None, *, by: Principal) -> tuple[list[list[Any]], Place | None]:
    """
    Some customers by name, a row for each person or product there, and the place of the last, if there may be more.

    What is not for ``by`` is masked.
    """
    found = await queries.exported(after, most=AT_ONCE)
    own = await _own_of(found, by)
    rows = [row for one in found for row in _rows(one, own, by)]
    return rows, (found[-1]["name_key"], found[-1]["id"]) if len(found) == AT_ONCE else None


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


def _rows(found: Record, own: Own, by: Principal) -> Iterator[list[Any]]:
    """As many rows as there are people or products, each with the customer's name and number."""
    company = hidden("customer", {name: found[name] for name in queries.CUSTOMER_COLUMNS}, by)
    people = [hidden("contact", _values(queries.CONTACT_COLUMNS, one), by) for one in found["people"]]
    products = [_values(queries.PRODUCT_COLUMNS, one) for one in found["products"]]
    pairs = list(zip_longest(people, products, fillvalue=NOTHING)) or [(NOTHING, NOTHING)]
    for place, (person, product) in enumerate(pairs):
        told = {name: company[name] for name in _NAMING} if place else company
        whose = [None if place else found["id"], *(UUID(part["id"]) if part else None for part in (person, product))]
        yield [found["number"], *_cells(told, person, product), *_own_cells(own, whose)]


def _cells(company: Values, person: Values, product: Values) -> Iterator[Any]:
    """What stands in the columns of the house, stored words in the reader's."""
    parts = {"customer": company, "contact": person, "product": product}
    for one in COLUMNS:
        value = parts[one.part].get(one.target)
        if value and one.field in _WORDS:
            value = listed(label(_WORDS[one.field], word) for word in value.split(","))
        yield value


def _own_cells(own: Own, whose: Sequence[UUID | None]) -> Iterator[str]:
    """What stands in the columns of the tenant's own fields."""
    return chain.from_iterable(own.get(one, [""] * len(live(owner))) for owner, one in zip(OWN, whose, strict=True))


def _values(columns: Sequence[str], texts: Sequence[Any]) -> dict[str, Any]:
    """Texts under the names of their stored columns, and the id behind them."""
    return dict(zip((*columns, "id"), texts, strict=True))
