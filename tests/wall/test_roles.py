"""What the roles are, and what they may touch besides rows."""

import asyncpg
import pytest

from ..architecture import catalogue

LOGINS = ("desk_owner", "desk_app", "desk_clock", "desk_hq")
ROLES = (*LOGINS, "desk_search")

CLOCK = {
    "reaction": {
        "select": {"tenant_id", "id", "lane", "status", "subscriber", "subject_id", "available_at", "sent_at"},
        "insert": {
            *("tenant_id", "id", "subscriber", "lane", "subject_id", "status", "attempts", "available_at", "error")
        },
        "update": {"status", "sent_at"},
    },
    "deadline_step": {
        "select": {"tenant_id", "id", "lane", "at", "fired_at"},
        "update": {"fired_at"},
    },
    "scheduled_work": {
        "select": {"tenant_id", "id", "name", "lane", "period_seconds", "next_at"},
        "update": {"next_at"},
    },
}
"""All that the pacer may see and change: when work is due, not what it is about."""
ADDED_BY_HEADQUARTERS = {
    "case_entry": {"insert"},
    "case_look": {"insert"},
    "case_fetch": {"insert"},
    "hq_case": {"insert"},
    "hq_reply": {"insert"},
    "minimum_stage": {"insert"},
    "case_file_end": {"insert"},
    "requirement_ask": {"insert"},
    "requirement_word": {"insert"},
    "crossing_reaction": {"insert", "delete"},
    "partner_invitation": {"insert"},
    "partner_allowance": {"insert"},
    "archive_look": {"insert"},
}
"""Where headquarters opens a case that goes down, or says something: its own words; it takes what is towards it."""


async def test_no_role_may_pass_the_wall(superuser):
    found = await superuser.fetch(
        """select rolname, rolcanlogin,
                  rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as may
             from pg_roles where rolname like 'desk\\_%'"""
    )

    assert {one["rolname"]: one["rolcanlogin"] for one in found} == {name: name in LOGINS for name in ROLES}
    assert [one["rolname"] for one in found if one["may"]] == []


async def test_no_role_may_become_another_but_the_owner_may_hand_over_to_search(superuser):
    found = await superuser.fetch(
        """select r.rolname as role, m.rolname as member from pg_auth_members a
             join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
            where m.rolname like 'desk\\_%' or r.rolname like 'desk\\_%'"""
    )

    assert [(one["member"], one["role"]) for one in found if one["member"] != "postgres"] == [
        ("desk_owner", "desk_search")
    ]


async def test_only_the_owner_and_search_own_anything(superuser):
    owners = await superuser.fetch(
        """select distinct r.rolname from pg_shdepend d join pg_roles r on r.oid = d.refobjid
            where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolname like 'desk\\_%'"""
    )
    of_search = await superuser.fetch(
        """select d.classid::regclass::text as kind from pg_shdepend d
            where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and d.refobjid = 'desk_search'::regrole"""
    )

    assert {one["rolname"] for one in owners} == {"desk_owner", "desk_search"}
    assert {one["kind"] for one in of_search} == {"pg_proc"}


async def test_what_everybody_has_is_nothing(superuser):
    tables = await superuser.fetch(
        """select c.relname from pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and g.grantee = 0"""
    )
    functions = await superuser.fetch(
        """select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
            where p.pronamespace = 'public'::regnamespace and g.grantee = 0
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"""
    )
    schema = await superuser.fetchval(
        "select count(*) from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'public' and g.grantee = 0"
    )

    assert tables == []
    assert functions == []
    assert schema == 0


@pytest.mark.parametrize("role", ["desk_app", "desk_clock", "desk_hq"])
async def test_the_running_roles_make_nothing(link, role):
    async with link(role) as connection:
        for wanted in (
            "create table public.trial (id integer)",
            "create temporary table trial (id integer)",
            "create function public.trial() returns integer language sql as 'select 1'",
            "create schema trial",
            "set session_replication_role = replica",
            "set row_security = off; select count(*) from reaction",
            "set role desk_owner",
            "set session authorization desk_owner",
            "alter table tenant disable row level security",
            "drop policy tenant on tenant",
            "copy (select 1) to program 'true'",
        ):
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.InvalidSchemaNameError)):
                async with connection.transaction():
                    await connection.execute(wanted)


async def test_the_clock_sees_when_work_is_due_and_nothing_else(superuser, link, one, other):
    whole = await catalogue.grants(superuser, "desk_clock")
    single = await catalogue.column_grants(superuser, "desk_clock")

    assert whole == {}
    assert single == CLOCK
    async with link("desk_clock") as connection:
        seen = await connection.fetch("select distinct tenant_id from reaction")
        assert {one.tenant, other.tenant} <= {row["tenant_id"] for row in seen}
        for table in await catalogue.tables(superuser, "fenced", "crossing", "published", "register"):
            for column in await catalogue.columns(superuser, table):
                if column.name not in CLOCK.get(table, {}).get("select", set()):
                    with pytest.raises(asyncpg.InsufficientPrivilegeError):
                        async with connection.transaction():
                            await connection.fetch(_column(column.name, table))


async def test_headquarters_reads_what_crosses_or_is_published_and_nothing_else(superuser, link, one, other):
    open_to_it = set(await catalogue.tables(superuser, "crossing", "published"))
    granted = await catalogue.grants(superuser, "desk_hq")

    assert set(granted) <= open_to_it
    assert await catalogue.column_grants(superuser, "desk_hq") == {}
    published = set(await catalogue.tables(superuser, "published"))
    writes = {table: what - {"select"} for table, what in granted.items() if table not in published}
    assert {table: what for table, what in writes.items() if what} == ADDED_BY_HEADQUARTERS
    async with link("desk_hq") as connection:
        for table in await catalogue.tables(superuser, "fenced", "register"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with connection.transaction():
                    await connection.fetch(_column("*", table))
        seen = await connection.fetch("select tenant_id from partner")
        assert {one.tenant, other.tenant} <= {row["tenant_id"] for row in seen}


async def test_search_reads_what_is_found_and_nothing_else(superuser):
    assert await catalogue.grants(superuser, "desk_search") == {
        "customer": {"select"},
        "likeness": {"select"},
        "scorecard": {"select"},
        "search_document": {"select"},
    }
    assert await catalogue.column_grants(superuser, "desk_search") == {}


def _column(name: str, table: str) -> str:
    return f"select {name} from {table} limit 1"  # noqa: S608 - names from the catalogue
