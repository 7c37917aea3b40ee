"""What the database says of itself: policies and grants; what tables look like the product reads, too."""

from dataclasses import dataclass

import asyncpg

from desk.foundation.shapes import (  # noqa: F401 - read through here by the tests
    Column,
    Reference,
    allowed_values,
    class_of,
    columns,
    comments,
    references,
    tables,
)


@dataclass(frozen=True)
class Policy:
    name: str
    table: str
    permissive: bool
    command: str
    roles: tuple[str, ...]
    using: str | None
    check: str | None


async def policies(connection: asyncpg.Connection) -> list[Policy]:
    """All policies of the schema."""
    found = await connection.fetch(
        """select policyname, tablename, permissive = 'PERMISSIVE' as permissive, lower(cmd) as cmd,
                  roles::text[] as roles, qual, with_check from pg_policies where schemaname = 'public' order by 2, 1"""
    )
    return [
        Policy(
            p["policyname"],
            p["tablename"],
            p["permissive"],
            p["cmd"],
            tuple(p["roles"]),
            p["qual"],
            p["with_check"],
        )
        for p in found
    ]


async def grants(connection: asyncpg.Connection, role: str) -> dict[str, set[str]]:
    """What a role may do with whole tables, by table."""
    found: dict[str, set[str]] = {}
    for one in await connection.fetch(
        """select c.relname, lower(g.privilege_type) as what from pg_class c, aclexplode(c.relacl) g
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and g.grantee = to_regrole($1)""",
        role,
    ):
        found.setdefault(one["relname"], set()).add(one["what"])
    return found


async def column_grants(connection: asyncpg.Connection, role: str) -> dict[str, dict[str, set[str]]]:
    """What a role may do with single columns: table, then privilege, then columns."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in await connection.fetch(
        """select c.relname, lower(g.privilege_type) as what, a.attname
             from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) g
            where c.relnamespace = 'public'::regnamespace and g.grantee = to_regrole($1)""",
        role,
    ):
        found.setdefault(one["relname"], {}).setdefault(one["what"], set()).add(one["attname"])
    return found
