"""A row for every table, made from the catalogue, so that a new table is behind the wall's tests at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from desk.foundation import shapes
from desk.foundation.database import ready_connection, savepoint
from desk.kit.ids import uuid7

PLAIN: dict[str, Any] = {
    "uuid": None,
    "boolean": False,
    "smallint": 1,
    "integer": 1,
    "bigint": 1,
    "date": date(2026, 1, 1),
    "timestamp with time zone": datetime(2026, 1, 1, tzinfo=UTC),
    "jsonb": "{}",
    "numeric": 1,
    "bytea": b"x",
    "tsvector": "",
    "interval": "1 second",
}
PREFERRED = {"audience": "customer"}
"""Where a column has a choice: what the portal may see, so that hiding it is somebody's work."""
ALIKE: dict[str, dict[str, Any]] = {
    "payment": {"status": "claimed", "amount_cents": 1, "receipt": ""},
    "request": {"provider": "", "assignee": None},
    "work_calendar": {"country": ""},
    "crossing_reaction": {"towards": "headquarters"},
    "partner_archive": {"status": "ready"},
    "partner_week": {"week": date(2025, 12, 29)},
    "training_score": {"fed_back_at": PLAIN["timestamp with time zone"]},
}
"""Where the columns of a row have to fit each other."""
KEYS_OF_CUSTOMERS = ("customer", "customer_id")
FAR = datetime(2199, 1, 1, tzinfo=UTC)
LEFT_OUT = {
    "partner": "it would stand among the partners",
    "scorecard": "it would count in the averages",
    "crossing_reaction": "it would be work of headquarters",
    "hq_letter": "it would be work of headquarters",
    "hq_reply": "headquarters alone writes it",
    "case_look": "headquarters alone writes it",
    "case_file_end": "it would be work of headquarters",
    "case_fetch": "headquarters alone writes it",
    "requirement_ask": "headquarters alone writes it",
    "requirement_word": "headquarters alone writes it",
    "minimum_stage": "headquarters alone writes it",
    "partner_invitation": "headquarters alone writes it",
    "partner_allowance": "headquarters alone writes it",
    "loyalty_line": "one alone doesn't add up",
}
"""Tables in which the owner has no row, with the reason. No address leads to their rows."""


@dataclass(frozen=True)
class Specimen:
    """One tenant; every row of it and its customer have the id ``row``."""

    slug: str
    tenant: UUID
    row: UUID
    word: str = ""
    """What all texts of its rows say, also those that may be left out; empty for an x where there must be one."""
    number: int = 1


async def fill(made: Specimen) -> dict[str, str]:
    """
    See to it that the open tenant has such a row in each table, in the order of their references.

    The answer says of tables that could not be filled why. Nothing in the rows is due before the year 2199.
    """
    connection = await ready_connection()
    references = [one for one in await shapes.references(connection) if "tenant_id" in one.columns]
    waiting = [one for one in await shapes.tables(connection, "fenced", "crossing") if one not in LEFT_OUT]
    done, refused = set[str](), dict[str, str]()
    while waiting:
        table, without = await _next(connection, waiting, references, done)
        waiting.remove(table)
        if why := await _add(connection, table, made, without):
            refused[table] = why
        done.add(table)
    return refused


async def _next(
    connection: asyncpg.Connection, waiting: Iterable[str], references: list[shapes.Reference], done: set[str]
) -> tuple[str, set[str]]:
    """The next table whose references can be had, and those of its columns that have to stay empty for now."""
    ahead = {
        table: {
            name: one.target
            for one in references
            if one.table == table and one.target != table and one.target not in done
            for name in one.columns
            if name != "tenant_id"
        }
        for table in waiting
    }
    table = min(ahead, key=lambda one: len(ahead[one]))
    if len(ahead[table]) == 0:
        return table, set()
    for table, open_ends in ahead.items():
        nullable = {one.name for one in await shapes.columns(connection, table) if one.nullable}
        if open_ends.keys() <= nullable:
            return table, set(open_ends)
    return table, set()


async def _add(connection: asyncpg.Connection, table: str, made: Specimen, without: set[str]) -> str:
    try:
        async with savepoint():
            if await connection.fetchval(f"select exists (select from {table})"):
                return ""
            values = await row_for(connection, table, made)
            said = {name: value for name, value in values.items() if name not in without}
            await connection.execute(insertion(table, said), *said.values())
            await connection.execute("set constraints all immediate")
    except asyncpg.PostgresError as error:
        return str(error)
    return ""


def insertion(table: str, values: Iterable[str]) -> str:
    """The statement that adds such a row."""
    names = list(values)
    return f"insert into {table} ({', '.join(names)}) values ({', '.join(f'${n + 1}' for n in range(len(names)))})"


async def row_for(connection: asyncpg.Connection, table: str, made: Specimen) -> dict[str, Any]:
    """What must be said of a row of this table, and what it refers to."""
    pointing = {
        name
        for one in await shapes.references(connection)
        if one.table == table
        for name in one.columns
        if name != "tenant_id"
    }
    choices = await shapes.allowed_values(connection, table)
    values: dict[str, Any] = {}
    for column in await shapes.columns(connection, table):
        if column.name == "tenant_id":
            values["tenant_id"] = made.tenant
        elif column.name == "id" or column.name in pointing or column.name in KEYS_OF_CUSTOMERS:
            values[column.name] = made.row
        elif column.name in PREFERRED or column.name in choices:
            values[column.name] = PREFERRED.get(column.name) or choices[column.name][0]
        elif not column.generated and (_must_be_said(column) or (made.word and _is_text(column))):
            values[column.name] = _plain(table, column, made)
    return values | ALIKE.get(table, {})


def _must_be_said(column: shapes.Column) -> bool:
    return not (column.nullable or column.has_default)


def _is_text(column: shapes.Column) -> bool:
    return column.type.startswith(("character varying", "text")) and not column.type.endswith("[]")


def _plain(table: str, column: shapes.Column, made: Specimen) -> Any:
    if _is_text(column):
        most = column.type.partition("(")[2].rstrip(")")
        return (made.word or "x")[: int(most) if most else None]
    if column.type.endswith("[]"):
        return []
    if column.type == "uuid":
        return uuid7()
    if made.word and column.type == "timestamp with time zone":
        return FAR
    if made.word and column.name == "number":
        return made.number
    assert column.type in PLAIN, f"say in canary/queries/specimens.py what a {column.type} looks like ({table})"
    return PLAIN[column.type]
