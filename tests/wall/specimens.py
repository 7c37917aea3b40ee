"""A row for every table, as the canaries have it, put past every wall: what tests try is there for sure."""

from typing import TYPE_CHECKING, Any

import asyncpg

from desk.kit.ids import uuid7

from ..architecture import catalogue

if TYPE_CHECKING:
    from desk.canary.queries.specimens import Specimen


async def fill(superuser: asyncpg.Connection, slug: str) -> "Specimen":
    """A tenant with one row in each fenced or crossing table."""
    # Not above: this is read before the servers run, and then the product would look for others.
    from desk.canary.queries.specimens import Specimen, insertion, row_for

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
            await superuser.execute(insertion(table, values), *values.values())
    return made


async def clear(superuser: asyncpg.Connection, made: "Specimen") -> None:
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
