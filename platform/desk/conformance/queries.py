"""What the database says of a plugin's tables, asked past the wall: these servers hold nothing else."""

from uuid import UUID

import asyncpg


async def tables(connection: asyncpg.Connection) -> set[str]:
    """All tables there are."""
    found = await connection.fetch(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    return {one["relname"] for one in found}


async def walls(connection: asyncpg.Connection, table: str) -> asyncpg.Record:
    """How a table stands: its class, whether the wall is forced, its key, and who may see it without one."""
    return await connection.fetchrow(
        """select coalesce(obj_description(c.oid), '') as comment, c.relrowsecurity and c.relforcerowsecurity as forced,
                  array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k (n, at)
                          join pg_attribute a on a.attnum = k.n
                         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.at) as key,
                  array(select i.indexrelid::regclass::text from pg_index i
                          join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                         where i.indrelid = c.oid and i.indisunique and a.attname <> 'tenant_id') as open_indexes,
                  array(select f.conname::text from pg_constraint f
                         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> 'tenant'::regclass
                           and not exists (select from pg_attribute a where a.attrelid = c.oid
                                              and a.attname = 'tenant_id' and a.attnum = any(f.conkey))) as references,
                  exists (select from pg_policies p where p.tablename = c.relname
                             and ('public' = any(p.roles) or (p.permissive = 'PERMISSIVE' and p.qual = 'true'))) as open
             from pg_class c where c.oid = $1::regclass""",
        f"public.{table}",
    )


async def holds_words(connection: asyncpg.Connection, table: str) -> bool:
    """Whether somebody's words may stand in a table, or it points to somebody."""
    return bool(
        await connection.fetchval(
            """select exists (select from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
                                and (format_type(atttypid, null) in ('text', 'jsonb', 'bytea', 'text[]')
                                     or attname ~ '(^|_)contact(_id)?$'))""",
            f"public.{table}",
        )
    )


async def misread(connection: asyncpg.Connection, table: str, where: str, columns: tuple[str, ...]) -> str:
    """Why the database does not understand a step about people; nothing when it does."""
    who = "with who as (select null::uuid as person, null::uuid as credential, null::timestamptz as before)"
    asked = ", ".join([*(f"r.{one}" for one in columns), "1"])
    try:
        await connection.execute(f"{who} select {asked} from {table} r, who where {where} limit 0")
    except asyncpg.PostgresError as error:
        return str(error)
    return ""


async def print_of(connection: asyncpg.Connection, table: str, tenant: UUID) -> str:
    """A hash over a tenant's rows of a table."""
    return str(
        await connection.fetchval(
            f"select md5(coalesce(string_agg(t::text, ' ' order by t.id), '')) from {table} t where tenant_id = $1",
            tenant,
        )
    )


async def row_count(connection: asyncpg.Connection, table: str, tenant: UUID) -> int:
    """How many rows of a table a tenant has."""
    return int(await connection.fetchval(f"select count(*) from {table} where tenant_id = $1", tenant))


async def examples(connection: asyncpg.Connection, table: str, column: str, tenant: UUID) -> list[str]:
    """Some values of a column of a tenant's rows; nothing where the table has no such column."""
    known = await connection.fetchval(
        "select exists (select from pg_attribute where attrelid = $1::regclass and attname = $2 and attnum > 0)",
        f"public.{table}",
        column,
    )
    if not known:
        return []
    found = await connection.fetch(f"select {column}::text as value from {table} where tenant_id = $1 limit 2", tenant)
    return [one["value"] for one in found if one["value"]]
