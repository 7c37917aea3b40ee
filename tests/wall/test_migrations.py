"""Migrations, on a database of their own: down to nothing and up again; and backfills that go on where they stood."""

import os
import subprocess
import sys

import asyncpg
import pytest

from desk.foundation import schema
from desk.kit.ids import uuid7
from desk.settings import ROOT

TRIAL = "wall_migrations"
ONE_BY_ONE = """
import asyncio, sys
from desk.foundation import migrations
from piccolo.apps.migrations.commands.backwards import run_backwards
async def main():
    for app in migrations._apps():
        if app != "core":  # a plugin stands on the core's tables
            await run_backwards(app_name=app, migration_id="all", auto_agree=True)
    for one in sys.argv[1:]:
        print(one, flush=True)
        await migrations.down(one)
asyncio.run(main())
"""


@pytest.fixture(scope="module")
def desk(stack, database):
    """``desk migrate …`` as an operator runs it, on an empty database."""
    stack.prepare_database(TRIAL)
    roles = {
        "DATABASE": "desk_app",
        "OWNER_DATABASE": "desk_owner",
        "CLOCK_DATABASE": "desk_clock",
        "HQ_DATABASE": "desk_hq",
    }
    given = {f"DESK_{name}_URL": stack.database_url(role, TRIAL) for name, role in roles.items()}

    def run(*words, python=("-m", "desk.cli")):
        environment = {**os.environ, **given, "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT / 'tests' / 'support'}"}
        command = [sys.executable, *python, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd="/")

    yield run
    stack.sql(f'drop database "{TRIAL}" with (force)')


@pytest.fixture
async def inside(stack, desk):
    connection = await asyncpg.connect(stack.database_url("postgres", TRIAL))
    yield connection
    await connection.close()


EVERYTHING = """
select 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
         || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(a.attacl::text, '')
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
union all select 'table ' || relname || ' ' || relkind::text || relrowsecurity || relforcerowsecurity
         || coalesce(relacl::text, '') || coalesce(obj_description(oid), '')
            from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')
union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
union all select 'rule ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            from pg_constraint where connamespace = 'public'::regnamespace
union all select 'policy ' || p::text from pg_policies p where schemaname = 'public'
union all select 'function ' || p.oid::regprocedure || ' ' || p.proowner::regrole || p.prosecdef
         || coalesce(p.proacl::text, '') || coalesce(p.proconfig::text, '') || p.prosrc
            from pg_proc p where p.pronamespace = 'public'::regnamespace
            and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t where not t.tgisinternal
union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
"""


async def everything(inside):
    return {row[0] for row in await inside.fetch(EVERYTHING)}


async def test_migrations_go_up_down_to_nothing_and_up_again(desk, inside):
    pending = desk("migrate", "--check")
    assert pending.returncode == 1, pending.stderr
    assert "pending: core core_0001_register" in pending.stdout

    assert desk("migrate").returncode == 0
    first = await everything(inside)
    assert len(first) > 200
    assert "Nothing to migrate." in desk("migrate").stdout

    down = desk("migrate", "down")
    assert down.returncode == 0, down.stderr
    left = {one for one in await everything(inside) if " migration" not in one}
    assert left == set()

    assert desk("migrate").returncode == 0
    again = await everything(inside)
    assert first - again == set()
    assert again - first == set()


async def test_each_migration_can_be_taken_back_alone(desk, inside):
    """One after the other from the last to the first, so that none needs what a later one made."""
    assert desk("migrate").returncode == 0
    ran = await inside.fetch("select name from migration where app_name = 'core' order by name desc")
    done = desk(*(one["name"] for one in ran), python=("-c", ONE_BY_ONE))
    assert done.returncode == 0, (done.stdout[-200:], done.stderr)
    assert await inside.fetchval("select count(*) from migration") == 0
    assert desk("migrate").returncode == 0


async def test_a_schema_word_outside_a_migration_is_an_error(database):
    with pytest.raises(AssertionError, match="outside a migration"):
        await schema.script("select 1")


async def test_a_backfill_goes_on_where_it_was_cut_off(superuser, one, other):
    """Each tenant is a transaction of its own; who is done isn't done again."""
    name = f"trial_{uuid7().hex}"
    step = "update scheduled_work set period_seconds = period_seconds * 10"
    stumble = f"{step}; select 1 / (current_setting('desk.tenant_id') <> '{other.tenant}')::int"
    seen = "select count(*), min(period_seconds), max(period_seconds) from scheduled_work where tenant_id = $1"
    try:
        with pytest.raises(asyncpg.DivisionByZeroError):
            await schema.for_each_tenant(name, stumble)
        done = await superuser.fetch("select tenant_id from backfill where migration = $1", name)
        before = await superuser.fetch("select id from tenant where id < $1", other.tenant)
        assert {row[0] for row in done} == {row[0] for row in before}
        assert await superuser.fetchrow(seen, one.tenant) == (1, 10, 10)
        assert await superuser.fetchrow(seen, other.tenant) == (1, 1, 1)

        await schema.for_each_tenant(name, step)
        await schema.for_each_tenant(name, step)
        assert await superuser.fetchrow(seen, one.tenant) == (1, 10, 10)
        assert await superuser.fetchrow(seen, other.tenant) == (1, 10, 10)
    finally:
        await superuser.execute("delete from backfill where migration = $1", name)
