"""One tenant never meets another, table by table, whatever the table is."""

import pytest

from desk.kit.ids import uuid7

from ..architecture import catalogue
from .specimens import refused

POLICY, NO_GRANT = "42501", "42501"
TAKEN = "23505"
NO_SUCH_ROW = "23503"
POINTS_OUT = {"requirement_word"}
"""Past the fence, their specimens still point to a published row that isn't there."""
RUNNING = ("desk_app", "desk_owner")


def statement(text: str, table: str) -> str:
    """A statement about a table, written with TABLE in its place."""
    return text.replace("TABLE", table)


async def fenced(superuser) -> list[str]:
    found = await catalogue.tables(superuser, "fenced", "crossing")
    assert len(found) > 15, "the catalogue was not read"
    return found


@pytest.mark.parametrize("role", RUNNING)
@pytest.mark.parametrize("said", ["never", "", "reset"])
async def test_without_a_tenant_there_is_no_row(superuser, link, one, other, role, said):
    async with link(role) as connection:
        if said != "never":
            await connection.execute("select set_config('desk.tenant_id', $1, true)", str(one.tenant))
            await connection.execute("select set_config('desk.tenant_id', '', true)")
        if said == "reset":
            await connection.execute("reset desk.tenant_id")
        for table in await fenced(superuser):
            assert await connection.fetch(statement("select 1 from TABLE", table)) == [], table
        for table in ("tenant", "tenant_host") if role == "desk_app" else ():
            assert await connection.fetch(statement("select 1 from TABLE", table)) == [], table


async def test_a_tenant_that_is_not_a_uuid_is_an_error_and_not_everything(superuser, link, one):
    async with link("desk_app") as connection:
        await connection.execute("select set_config('desk.tenant_id', '%', true)")
        for table in await fenced(superuser):
            assert await refused(connection, statement("select 1 from TABLE", table)) == "22P02", table


@pytest.mark.parametrize("role", RUNNING)
async def test_a_tenant_sees_its_own_rows_alone(superuser, link, one, other, role):
    async with link(role, one.tenant) as connection:
        for table in await fenced(superuser):
            seen = await connection.fetch(statement("select tenant_id from TABLE", table))
            assert [row["tenant_id"] for row in seen] == [one.tenant], table
            foreign = statement("select 1 from TABLE where tenant_id = $1", table)
            assert await connection.fetch(foreign, other.tenant) == [], table


@pytest.mark.parametrize("role", RUNNING)
async def test_a_tenant_changes_and_deletes_nothing_of_another(superuser, link, one, other, role):
    async with link(role, one.tenant) as connection:
        for table in await fenced(superuser):
            touch = statement("update TABLE set tenant_id = tenant_id where tenant_id = $1", table)
            assert await refused(connection, touch, other.tenant) in ("UPDATE 0", NO_GRANT), table
            drop = statement("delete from TABLE where tenant_id = $1", table)
            assert await refused(connection, drop, other.tenant) in ("DELETE 0", NO_GRANT), table
            everything = statement("update TABLE set tenant_id = tenant_id", table)
            assert await refused(connection, everything) in ("UPDATE 1", NO_GRANT), table
            give = statement("update TABLE set tenant_id = $1", table)
            assert await refused(connection, give, other.tenant) == POLICY, table


async def test_the_running_product_truncates_nothing(superuser, link, one):
    async with link("desk_app", one.tenant) as connection:
        for table in await fenced(superuser):
            assert await refused(connection, statement("truncate TABLE cascade", table)) == NO_GRANT, table


COPY = """insert into TABLE select (jsonb_populate_record(null::TABLE, to_jsonb(x) || $1::jsonb)).* from TABLE x"""


@pytest.mark.parametrize("role", RUNNING)
async def test_a_tenant_adds_nothing_to_another(superuser, link, one, other, role):
    """The same row goes in when it says it is the tenant's own, so it is the fence that refuses the other."""
    granted = await catalogue.grants(superuser, role)
    async with link(role, one.tenant) as connection:
        for table in await fenced(superuser):
            foreign = f'{{"tenant_id": "{other.tenant}", "id": "{uuid7()}"}}'
            assert await refused(connection, statement(COPY, table), foreign) == POLICY, table
            own = f'{{"id": "{uuid7()}"}}'
            if role == "desk_owner" or "insert" in granted.get(table, set()):
                assert await refused(connection, statement(COPY, table), own) in ("INSERT 0 1", TAKEN, NO_SUCH_ROW), (
                    table
                )


async def test_the_register_shows_a_tenant_its_own_row(link, one, other):
    async with link("desk_app", one.tenant) as connection:
        assert [row["id"] for row in await connection.fetch("select id from tenant")] == [one.tenant]
        assert [row["host"] for row in await connection.fetch("select host from tenant_host")] == ["wall-one.test"]
        assert await connection.execute("update tenant set version = 9 where id = $1", other.tenant) == "UPDATE 0"
        for wanted in (
            "update tenant set status = 'active'",
            "update tenant set kind = 'headquarters'",
            "update tenant set slug = 'mine'",
            "delete from tenant",
            "insert into tenant (id, slug, name, created_at) values (gen_random_uuid(), 'mine', 'x', '2026-01-01')",
            "update tenant_host set face = 'portal'",
            "insert into tenant_host values ('mine.test', current_setting('desk.tenant_id')::uuid, 'portal')",
            "select * from backfill",
            "select * from migration",
        ):
            assert await refused(connection, wanted) == NO_GRANT, wanted


async def test_a_reference_never_leads_to_another_tenant(superuser, one, other):
    """Foreign keys are checked past row security, so this is tried as the one who passes it, too."""
    fences = set(await fenced(superuser))
    found = [one for one in await catalogue.references(superuser) if {one.table, one.target} <= fences]
    assert len(found) > 10

    for reference in found:
        column = next(name for name in reference.columns if name != "tenant_id")
        point = statement(f"update TABLE set {column} = $1 where tenant_id = $2", reference.table)  # noqa: S608
        assert await refused(superuser, point, one.row, one.tenant) == "UPDATE 1", reference
        assert await refused(superuser, point, other.row, one.tenant) == NO_SUCH_ROW, reference
