"""Writing the file out as a table that can be brought in again; and the rows that were not taken."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import msgspec
from asyncpg import Record

from desk.customers.actions.fields import listed
from desk.customers.imports.columns import BY_FIELD, COLUMNS, REASON, SYSTEM_NUMBER, Column
from desk.customers.labels import GRADES, STATUSES
from desk.customers.queries import importing as queries
from desk.foundation.translation import gettext, language
from desk.kit.spreadsheets import write_csv

AT_ONCE = 1_000
_PEOPLE = [one for one in COLUMNS if one.part == "contact"]
_PRODUCTS = [one for one in COLUMNS if one.part == "product"]
_OWN = [one for one in COLUMNS if one.part == "customer"]
_WORDS = {"status": STATUSES, "grade": GRADES}


async def exported(count: list[int]) -> AsyncIterator[bytes]:
    """All customers by name as CSV, a row for each person or product there; ``count`` gathers how many they were."""
    yield b"".join(write_csv([[SYSTEM_NUMBER, *map(heading, COLUMNS)]]))
    after = None
    while found := await queries.exported(after, most=AT_ONCE):
        rows = (row for one in found for row in _rows(one))
        yield _without_mark(b"".join(write_csv(rows)))
        count.append(len(found))
        after = (found[-1]["name_key"], found[-1]["id"])


def heading(column: Column) -> str:
    """What a column is called in the reader's language; both are understood when it comes back."""
    return column.heading if language.get() != "en" else column.label


def others(column: Column) -> str:
    """What else it may be called."""
    if language.get() == "en":
        return column.heading
    chinese = [word for word in column.words[1:] if not word.isascii()]
    return listed(chinese[:3]) or column.label


def _rows(found: Record) -> Iterator[list[Any]]:
    """As many rows as there are people or products, each with the customer's name and number."""
    for place, (person, product) in enumerate(zip_longest(found["people"], found["products"])):
        yield _row(found, person, product, whole=place == 0)
    if not found["people"] and not found["products"]:
        yield _row(found, None, None, whole=True)


def _row(found: Record, person: Sequence[Any] | None, product: Sequence[Any] | None, *, whole: bool) -> list[Any]:
    said = {one.field: found[one.target] for one in _OWN if whole or one.field in ("name", "external_key")}
    said |= zip_fields(queries.CONTACT_COLUMNS, _PEOPLE, person) | zip_fields(
        queries.PRODUCT_COLUMNS, _PRODUCTS, product
    )
    for name, words in _WORDS.items():
        if name in said:
            said[name] = gettext(words[said[name]])
    return [found["number"], *(said.get(one.field) for one in COLUMNS)]


def zip_fields(stored: Iterable[str], columns: Iterable[Column], values: Sequence[Any] | None) -> dict[str, Any]:
    """Stored values under the names of their columns."""
    by_target = dict(zip(stored, values or (), strict=False))
    return {one.field: by_target.get(one.target) for one in columns}


def refused_rows(run: Record) -> bytes:
    """The rows that were not taken as CSV: why not in front, then as they stood, to be mended and sent again."""
    rows = [[gettext(REASON), *msgspec.json.decode(run["headings"])]]
    rows += [[reasons(one["faults"]), *one["cells"]] for one in msgspec.json.decode(run["refusals"])]
    return b"".join(write_csv(rows))


def reasons(faults: Iterable[Sequence[str]]) -> str:
    """All that was wrong with a row, in one line."""
    return " ".join(f"{field_shown(name)}{gettext(': ')}{reason}" for name, reason in faults)


def field_shown(name: str) -> str:
    """What a field is called."""
    return gettext(BY_FIELD[name].label) if name in BY_FIELD else name


def _without_mark(content: bytes) -> bytes:
    return content.removeprefix(b"\xef\xbb\xbf")
