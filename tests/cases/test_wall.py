"""Between the sides: headquarters adds its words and nothing else, partners see their own, both see who looked."""

from datetime import UTC, date, datetime

import asyncpg
import pytest

from desk.cases import queries
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows
from desk.kit.ids import uuid7
from desk.settings import settings

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
async def as_headquarters(database):
    """A connection as ``desk_hq``; nothing stays."""
    connection = await asyncpg.connect(settings.hq_url)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def refused(connection, sql, *arguments):
    """Why a statement is refused, as the class of the error; its tag for one that goes through."""
    try:
        async with connection.transaction():
            return await connection.execute(sql, *arguments)
    except asyncpg.PostgresError as error:
        return type(error)


DENIED = asyncpg.InsufficientPrivilegeError


async def stored_case(matter):
    async with matter.tenant.scope():
        return await queries.sheet(rows, matter.number)


async def test_headquarters_changes_nothing_that_a_partner_wrote(a_matter, as_headquarters):
    case = await stored_case(await a_matter())

    for sql in (
        "update hq_case set title = 'x'",
        "delete from hq_case",
        "update case_entry set body = 'x'",
        "delete from case_entry",
        "update case_look set day = '2026-01-01'",
        "delete from case_look",
        "update crossing_reaction set towards = 'headquarters'",
        "insert into event select * from event",
        "insert into reaction select * from reaction",
        "update ticket set status = 'closed'",
        "select * from ticket",
        "select * from case_desk",
    ):
        assert await refused(as_headquarters, sql) is DENIED, sql
    said = (case["tenant_id"], uuid7(), case["id"], 99)
    add = queries.ADD_ENTRY
    as_partner = (*said, "partner", "sides", "close", "closed", "x", None, "x", AT, "{}")
    assert await refused(as_headquarters, add, *as_partner) is DENIED
    closing = (*said, "headquarters", "sides", "close", "closed", "x", None, "x", AT, "{}")
    assert await refused(as_headquarters, add, *closing) is DENIED
    own = (*said, "headquarters", "sides", "interim", "in_hq", "x", None, "x", AT, "{}")
    assert await refused(as_headquarters, add, *own) == "INSERT 0 1"


async def test_a_partner_puts_no_words_into_headquarters_mouth(a_matter, brisk):
    case = await stored_case(await a_matter())
    words = ("headquarters", "sides", "answer", "answered", "x", None, "x", AT, "{}")
    said = (case["id"], 99, *words)
    with pytest.raises(DENIED):
        async with (await _tenant(case)).scope():
            await execute(queries.ADD_ENTRY, case["tenant_id"], uuid7(), *said)
    with pytest.raises(DENIED):
        async with (await _tenant(case)).scope():
            await execute(queries.LOOK, case["tenant_id"], case["id"], uuid7(), "x", date(2026, 1, 1), AT)
    with pytest.raises(DENIED):
        async with (await _tenant(case)).scope():
            await execute("update case_entry set body = 'x'")
    async with brisk.scope():
        assert not await rows("select 1 from hq_case where id = $1", case["id"])
        assert not await rows("select 1 from case_entry where hq_case = $1", case["id"])
        assert await execute("update hq_case set title = 'x' where id = $1", case["id"]) == "UPDATE 0"


async def _tenant(case):
    from tests_support import TestTenant

    return TestTenant(case["partner"], case["tenant_id"])


async def test_a_word_of_headquarters_is_no_fact_before_the_partners_job(a_matter, settle):
    matter = await a_matter()
    await settle()
    case = await stored_case(matter)
    await matter.operator.post(f"{matter.up}/work", data={})
    await matter.operator.post(f"{matter.up}/answer", data={"body": "好了"})

    async with matter.tenant.scope():
        before = [one["name"] for one in await queries.facts(case["id"])]
    await settle()
    async with matter.tenant.scope():
        after = [one["name"] for one in await queries.facts(case["id"])]
    assert before == ["case.handed_up"]
    assert after == ["case.handed_up", "case.taken", "case.answered"]
    assert not await crossing_rows("select 1 from crossing_reaction where hq_case = $1", case["id"])


async def test_the_partner_sees_that_headquarters_looked(a_matter):
    matter = await a_matter()
    assert "总部查看记录" in (await matter.member.get(matter.place)).text
    async with matter.tenant.scope():
        case = await queries.sheet(rows, matter.number)
        assert not await queries.looks(case["id"])

    for _ in range(2):
        assert (await matter.operator.get(matter.up)).status_code == 200

    async with matter.tenant.scope():
        (look,) = await queries.looks(case["id"])
    assert look["operator_name"] in (await matter.member.get(matter.place)).text


async def test_headquarters_has_its_own_facts(a_matter, settle, headquarters):
    matter = await a_matter()
    await matter.operator.post(f"{matter.up}/work", data={})
    await settle()
    case = await stored_case(matter)

    async with headquarters.scope():
        names = [one["name"] for one in await queries.facts(case["id"])]
        desk = await queries.desk_of(case["id"])
    assert sorted(names) == ["case.arrived", "case.attended"]
    assert desk.owner is not None


async def test_strangers_and_the_portal(a_matter, door, brisk, headquarters, acme):
    matter = await a_matter()

    assert (await (await door.member(brisk)).get(matter.place + "7")).status_code == 404
    assert (await matter.person.client.get(matter.place)).status_code == 404
    assert (await (await door.member(acme)).get(matter.up)).status_code == 404
    assert (await matter.operator.get(f"/cases/brisk/{matter.number}")).status_code == 404
    assert (await matter.operator.get("/cases/x/1?")).status_code == 404
    assert (await door.signed_out(headquarters).get(matter.up)).status_code == 303
    hotline = await door.member(headquarters, "hq_hotline")
    assert (await hotline.get(matter.up)).status_code == 200
    assert (await hotline.post(f"{matter.up}/work", data={})).status_code == 403
    for wrong in ("view=x", "kind=x", "after=x"):
        assert (await matter.operator.get(f"/cases?{wrong}")).status_code == 400
