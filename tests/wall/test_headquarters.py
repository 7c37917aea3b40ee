"""The wall between headquarters and its partners, table by table: what is new stands behind it by itself."""

from desk.canary.queries.specimens import insertion, row_for
from desk.kit.ids import uuid7

from ..architecture import catalogue
from .specimens import refused

NO_GRANT, NO_SUCH_ROW = "42501", "23503"
ADDS = {
    "archive_look": "side = 'headquarters'",
    "case_entry": "side = 'headquarters'",
    "case_fetch": "",
    "case_file_end": "why = 'expired'",
    "case_look": "",
    "crossing_reaction": "towards = 'partner'",
    "hq_case": "direction = 'down'",
    "hq_reply": "",
    "minimum_stage": "",
    "partner_allowance": "",
    "partner_invitation": "accepted_at is null",
    "requirement_ask": "",
    "requirement_word": "",
}
"""Crossing tables to which headquarters adds rows, with what must be true of them."""
OF_HEADQUARTERS = {"archive_look": {"side": "headquarters"}}
"""Where each side notes its own: what a partner may not say."""
POINTS_OUT = {"requirement_word"}
"""Past the wall, their specimens still point to a published row that isn't there."""
ASKS = {"erase_partner", "found_partner", "partners_known", "publish_statutory", "turn_partner"}
"""All that headquarters may ask past a policy."""
EVERY = ("select 1 from TABLE", "update TABLE set tenant_id = tenant_id", "delete from TABLE", "truncate TABLE cascade")


async def test_headquarters_touches_no_table_of_a_partner(superuser, link, one):
    async with link("desk_hq", one.tenant) as connection:
        for table in await catalogue.tables(superuser, "fenced"):
            values = await row_for(superuser, table, one)
            for wanted in EVERY:
                assert await refused(connection, wanted.replace("TABLE", table)) == NO_GRANT, table
            assert await refused(connection, insertion(table, values), *values.values()) == NO_GRANT, table
        for table in await catalogue.tables(superuser, "register"):
            for wanted in ("select 1 from TABLE", "delete from TABLE"):
                assert await refused(connection, wanted.replace("TABLE", table)) == NO_GRANT, table


async def test_headquarters_changes_nothing_that_crossed(superuser, link, one):
    async with link("desk_hq") as connection:
        for table in await catalogue.tables(superuser, "crossing"):
            touch = f"update {table} set tenant_id = tenant_id where tenant_id = $1"  # noqa: S608
            assert await refused(connection, touch, one.tenant) == NO_GRANT, table
            drop = f"delete from {table} where tenant_id = $1"  # noqa: S608
            found = await refused(connection, drop, one.tenant)
            assert found == ("DELETE 1" if table == "crossing_reaction" else NO_GRANT), table


async def test_headquarters_adds_its_own_words_and_no_others(superuser, link, one):
    """To a crossing table that isn't in ADDS nothing; to the others what is its own to say."""
    for table in await catalogue.tables(superuser, "crossing"):
        values = await row_for(superuser, table, one)
        values |= {"id": uuid7()} if "id" in values else {}
        async with link("desk_hq") as connection:
            answer = await refused(connection, insertion(table, values), *values.values())
            if table in POINTS_OUT:
                assert answer == NO_SUCH_ROW, table
            else:
                assert answer in ((NO_GRANT, "INSERT 0 1", "23505") if table in ADDS else (NO_GRANT,)), table
    policies = {one.table: one.check for one in await catalogue.policies(superuser) if one.name == "headquarters"}
    for table, condition in ADDS.items():
        assert condition.partition(" ")[0] in (policies[table] or ""), table


async def test_a_partner_writes_nothing_that_is_headquarters_to_write(superuser, link, one, other):
    """In tables that are published, and in what headquarters says of partners."""
    published = await catalogue.tables(superuser, "published")
    assert published
    for tenant in (one.tenant, other.tenant):
        async with link("desk_app", tenant) as connection:
            for table in published:
                assert await refused(connection, f"select 1 from {table}") != NO_GRANT, table  # noqa: S608
                for wanted in (f"delete from {table}", f"insert into {table} select * from {table}"):  # noqa: S608
                    assert await refused(connection, wanted) == NO_GRANT, table
            for table in ("partner_invitation", "partner_allowance", "case_look", "archive_look"):
                values = await row_for(superuser, table, one) | OF_HEADQUARTERS.get(table, {})
                assert await refused(connection, insertion(table, values), *values.values()) == NO_GRANT, table


async def test_headquarters_asks_no_function_but_its_own(superuser):
    found = await superuser.fetch(
        """select p.proname from pg_proc p, aclexplode(p.proacl) g
            where p.pronamespace = 'public'::regnamespace and g.grantee = 'desk_hq'::regrole"""
    )
    assert {one["proname"] for one in found} == ASKS


async def test_headquarters_makes_no_fact_and_no_work_of_a_partner(link, one):
    """Whatever tenant it says it is: a fact is the partner's own, made by its own job."""
    async with link("desk_hq", one.tenant) as connection:
        for wanted in (
            "insert into event (tenant_id, id) values ($1, gen_random_uuid())",
            "insert into reaction (tenant_id, id) values ($1, gen_random_uuid())",
            "update tenant set status = 'closed' where id = $1",
        ):
            assert await refused(connection, wanted, one.tenant) == NO_GRANT, wanted
