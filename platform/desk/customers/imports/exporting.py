"""Writing the file out as a table that can be brought in again."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from asyncpg import Record

from desk.customers.imports.columns import COLUMNS, NUMBER
from desk.customers.queries import importing as queries
from desk.foundation.labels import label
from desk.imports.kinds import Column

AT_ONCE = 1_000
_PEOPLE = [one for one in COLUMNS if one.part == "contact"]
_PRODUCTS = [one for one in COLUMNS if one.part == "product"]
_OWN = [one for one in COLUMNS if one.part == "customer"]
_WORDS = {"status": "customer_status", "grade": "grade"}


def headings() -> list[str]:
    """The first row, in the reader's language."""
    return [one.heading for one in (NUMBER, *COLUMNS)]


async def exported(count: list[int]) -> AsyncIterator[list[list[Any]]]:
    """
    All customers by name, some at a time, a row for each person or product there.

    ``count`` gathers how many customers they were.
    """
    after = None
    while found := await queries.exported(after, most=AT_ONCE):
        yield [row for one in found for row in _rows(one)]
        count.append(len(found))
        after = (found[-1]["name_key"], found[-1]["id"])


def _rows(found: Record) -> Iterator[list[Any]]:
    """As many rows as there are people or products, each with the customer's name and number."""
    for place, (person, product) in enumerate(zip_longest(found["people"], found["products"])):
        yield _row(found, person, product, whole=place == 0)
    if not found["people"] and not found["products"]:
        yield _row(found, None, None, whole=True)


def _row(found: Record, person: Sequence[Any] | None, product: Sequence[Any] | None, *, whole: bool) -> list[Any]:
    said = {one.field: found[one.target] for one in _OWN if whole or one.field in ("name", "external_key")}
    said |= _fields(queries.CONTACT_COLUMNS, _PEOPLE, person) | _fields(queries.PRODUCT_COLUMNS, _PRODUCTS, product)
    for name, kind in _WORDS.items():
        if name in said:
            said[name] = label(kind, said[name])
    return [found["number"], *(said.get(one.field) for one in COLUMNS)]


def _fields(stored: Iterable[str], columns: Iterable[Column], values: Sequence[Any] | None) -> dict[str, Any]:
    """Stored values under the names of their columns."""
    by_target = dict(zip(stored, values or (), strict=False))
    return {one.field: by_target.get(one.target) for one in columns}
