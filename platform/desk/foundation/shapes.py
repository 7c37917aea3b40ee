"""What tables look like, as the database itself says: their classes, columns, keys, and the values they may hold."""

from dataclasses import dataclass

import asyncpg


@dataclass(frozen=True, slots=True)
class Column:
    """A column; its type as PostgreSQL writes it: ``character varying(40)[]``."""

    name: str
    type: str
    nullable: bool
    has_default: bool
    generated: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key."""

    name: str
    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


async def comments(connection: asyncpg.Connection) -> dict[str, str]:
    """All tables, partitions and views of the schema with their comments."""
    found = await connection.fetch(
        """select relname, coalesce(obj_description(oid), '') as comment from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by relname"""
    )
    return {one["relname"]: one["comment"] for one in found}


def class_of(comment: str) -> str:
    """``fenced``, ``crossing``, ``published`` or ``register``, as the comment begins; empty for none of them."""
    word, colon, what = comment.partition(": ")
    return word if colon and what and word in ("fenced", "crossing", "published", "register") else ""


async def tables(connection: asyncpg.Connection, *classes: str) -> list[str]:
    """The tables of these classes."""
    return [name for name, comment in (await comments(connection)).items() if class_of(comment) in classes]


async def columns(connection: asyncpg.Connection, table: str) -> list[Column]:
    """The columns in their order; the type as PostgreSQL writes it: ``character varying(40)[]``."""
    found = await connection.fetch(
        """select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.atthasdef,
                  a.attgenerated <> '' as made
             from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
            order by a.attnum""",
        f"public.{table}",
    )
    return [Column(one["attname"], one["type"], not one["attnotnull"], one["atthasdef"], one["made"]) for one in found]


async def references(connection: asyncpg.Connection) -> list[Reference]:
    """All foreign keys of the schema."""
    found = await connection.fetch(
        """select c.conname, c.conrelid::regclass::text as from_table, c.confrelid::regclass::text as to_table,
                  array(select a.attname::text from unnest(c.conkey) with ordinality k (n, i)
                          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n
                         order by k.i) as from_columns,
                  array(select a.attname::text from unnest(c.confkey) with ordinality k (n, i)
                          join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n
                         order by k.i) as to_columns
             from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1"""
    )
    return [
        Reference(r["conname"], r["from_table"], tuple(r["from_columns"]), r["to_table"], tuple(r["to_columns"]))
        for r in found
    ]


async def allowed_values(connection: asyncpg.Connection, table: str) -> dict[str, list[str]]:
    """The values of columns that may hold only some: from ``check (column in (…))``."""
    found = await connection.fetch(
        """select a.attname, array(select m[1] from regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''', 'g') m)
             from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'c' and cardinality(c.conkey) = 1 and c.conrelid = $1::regclass
              and pg_get_constraintdef(c.oid) ~ '= ANY|= ''' order by 1""",
        f"public.{table}",
    )
    return {one[0]: list(one[1]) for one in found}
