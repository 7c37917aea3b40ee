"""A row for every table, made from the catalogue, so that a new table is behind the wall's tests at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from desk.kit.ids import uuid7

from ..architecture import catalogue

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
ALIKE = {
    "payment": {"status": "claimed", "amount_cents": 1},
    "crossing_reaction": {"towards": "headquarters"},
    "training_score": {"fed_back_at": PLAIN["timestamp with time zone"]},
}
"""Where the columns of a row have to fit each other."""
KEYS_OF_CUSTOMERS = ("customer", "customer_id")


@dataclass(frozen=True)
class Specimen:
    """One tenant; every row of it and its customer have the id ``row``."""

    slug: str
    tenant: UUID
    row: UUID


async def fill(superuser: asyncpg.Connection, slug: str) -> Specimen:
    """A tenant with one row in each fenced or crossing table."""
    made = Specimen(slug, uuid7(), uuid7())
    async with superuser.transaction():
        # Rows point to each other by one id, so the order in which they are made doesn't matter.
        await superuser.execute("set local session_replication_role = replica")
        await superuser.execute(
            "insert into tenant (id, slug, name, created_at) values ($1, $2, $2, now())", made.tenant, slug
        )
        await superuser.execute(
            "insert into tenant_host (host, tenant_id, face) values ($1, $2, 'workspace')", f"{slug}.test", made.tenant
        )
        for table in await catalogue.tables(superuser, "fenced", "crossing"):
            values = await row_for(superuser, table, made)
            names = ", ".join(values)
            places = ", ".join(f"${n + 1}" for n in range(len(values)))
            await superuser.execute(_insert(table, names, places), *values.values())
    return made


def _insert(table: str, names: str, places: str) -> str:
    return f"insert into {table} ({names}) values ({places})"  # noqa: S608 - names from the catalogue


async def row_for(connection: asyncpg.Connection, table: str, made: Specimen) -> dict[str, Any]:
    """What must be said of a row of this table, and what it refers to."""
    pointing = {
        name
        for one in await catalogue.references(connection)
        if one.table == table
        for name in one.columns
        if name != "tenant_id"
    }
    choices = await catalogue.allowed_values(connection, table)
    values: dict[str, Any] = {}
    for column in await catalogue.columns(connection, table):
        if column.name == "tenant_id":
            values["tenant_id"] = made.tenant
        elif column.name == "id" or column.name in pointing or column.name in KEYS_OF_CUSTOMERS:
            values[column.name] = made.row
        elif column.name in PREFERRED or column.name in choices:
            values[column.name] = PREFERRED.get(column.name) or choices[column.name][0]
        elif not (column.nullable or column.has_default or column.generated):
            values[column.name] = _plain(table, column)
    return values | ALIKE.get(table, {})


def _plain(table: str, column: catalogue.Column) -> Any:
    if column.type.startswith(("character varying", "text")) and not column.type.endswith("[]"):
        return "x"
    if column.type.endswith("[]"):
        return []
    if column.type == "uuid":
        return uuid7()
    assert column.type in PLAIN, (
        f"say in tests/wall/specimens.py what a {column.type} looks like ({table}.{column.name})"
    )
    return PLAIN[column.type]


async def clear(superuser: asyncpg.Connection, made: Specimen) -> None:
    """Take the tenant away again, with everything that is its."""
    async with superuser.transaction():
        await superuser.execute("set local session_replication_role = replica")
        for table in [*await catalogue.tables(superuser, "fenced", "crossing"), "tenant_host"]:
            await superuser.execute(_delete(table, "tenant_id"), made.tenant)
        await superuser.execute(_delete("tenant", "id"), made.tenant)


def _delete(table: str, key: str) -> str:
    return f"delete from {table} where {key} = $1"  # noqa: S608 - names from the catalogue


async def refused(connection: asyncpg.Connection, sql: str, *arguments: Any) -> str:
    """Why a statement is refused, as the SQLSTATE; for one that goes through its command tag."""
    try:
        async with connection.transaction():
            return await connection.execute(sql, *arguments)
    except asyncpg.PostgresError as error:
        return str(error.sqlstate)
