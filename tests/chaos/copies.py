"""What a database holds at one moment: for each table and tenant the number of rows and a digest over them."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import asyncpg

# A table that belongs to no tenant row by row is one entry without a name.
_TABLES = """
select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
         and not a.attisdropped) as of_tenants
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname
"""
_DIGEST = """
select {tenant} as tenant, count(*) as count, md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest
  from public."{table}" t group by 1
"""
LARGEST = "select t.slug, max(k.number) from ticket k join tenant t on t.id = k.tenant_id group by 1"
UNDONE = "select count(*) from reaction where event_id is not null and status in ('waiting', 'sent')"


@dataclass
class Copy:
    """Number and digest of the rows by table and tenant."""

    held: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.held.values())


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a database that others may look at, too, by its name."""

    name: str
    connection: asyncpg.Connection

    async def copy(self) -> Copy:
        return await _copy(self.connection)


@contextlib.asynccontextmanager
async def moment(url: str) -> AsyncIterator[Moment]:
    """This very moment, held for as long as the block lasts; the superuser's, who sees past all walls."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield Moment(await connection.fetchval("select pg_export_snapshot()"), connection)
    finally:
        await connection.close()


async def taken(url: str) -> Copy:
    """What the database holds now."""
    async with moment(url) as now:
        return await now.copy()


async def _copy(connection: asyncpg.Connection) -> Copy:
    await connection.execute(
        "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 3"
    )
    found = Copy()
    for table in await connection.fetch(_TABLES):
        found.tables.append(table["name"])
        tenant = "t.tenant_id::text" if table["of_tenants"] else "''::text"
        for one in await connection.fetch(_DIGEST.format(tenant=tenant, table=table["name"])):
            found.held[table["name"], one["tenant"] or ""] = (one["count"], one["digest"])
    return found


def differences(one: Copy, other: Copy) -> list[str]:
    """Where the second is not the first, in sentences."""
    wrong = [f"{name} is not in both" for name in set(one.tables) ^ set(other.tables)]
    for table, tenant in sorted(one.held.keys() | other.held.keys()):
        here, there = (copy.held.get((table, tenant), (0, "")) for copy in (one, other))
        if here != there:
            wrong.append(f"{table} of {tenant or 'all'}: {here[0]} rows became {there[0]}, or others")
    return wrong
