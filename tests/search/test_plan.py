"""Finding stays fast with many documents: the statement inside the function goes by its indexes."""

import random
import re
import sys
import time
from datetime import timedelta

import asyncpg
import pytest

from desk.foundation.database import execute, execute_many, value
from desk.kit.ids import uuid7
from desk.kit.text import bigrams
from desk.kit.time import now
from desk.search import kinds, queries
from desk.settings import settings

COUNT = 50_000
MATTERS = "月末结账固定资产计提折旧期间未打开凭证断号报表打印空白加密锁换机工资表导入合并抵销分录调汇科目"


@pytest.fixture
async def many(acme, brisk):
    """Fifty thousand tickets at one partner, with a few words that only one of them has."""
    kinds.register("test.many", "workspace.enter", "Many")
    draw = random.Random(7)
    for tenant, count in ((acme, COUNT), (brisk, 2_000)):
        async with tenant.scope() as scope:
            for start in range(0, count, 5_000):
                rows = [_row(draw, scope.tenant.id, number) for number in range(start, start + min(count, 5_000))]
                await execute_many(queries.KEEP, rows)
    connection = await asyncpg.connect(settings.owner_url)
    await connection.execute("vacuum analyze search_document")
    yield
    await connection.close()
    for tenant in (acme, brisk):
        async with tenant.scope():
            await execute("delete from search_document where kind = 'test.many'")


def _row(draw, tenant_id, number):
    subject = "".join(draw.sample(MATTERS, 12))
    body = " ".join("".join(draw.sample(MATTERS, 8)) for _ in range(6))
    phone = f"512{draw.randrange(10**8):08}"
    rare = "琉璃 " if number == 7_777 else ""
    title = f"#{number + 1_000_000} {subject}"
    at = now() - timedelta(minutes=draw.randrange(1_000_000))
    return (
        *(tenant_id, uuid7(), "test.many", uuid7(), None, "team", title, "", "/tickets/1", phone, at),
        *(bigrams(title), bigrams(f"{rare}{body} 江南纺织")),
    )


QUERIES = ("琉璃", "结账 打印机", "固定资产", "结账", "月", "江南纺织", "#1007777", "0512 5550", "123", "0512")


@pytest.mark.slow
async def test_fifty_thousand_documents_are_searched_by_index(acme, many, capsys):
    # Some texts are in every document: the worst that can be asked for.
    for q in QUERIES:
        async with acme.scope():
            await queries.find(q)
            begun = time.perf_counter()
            found = await queries.find(q)
            spent = (time.perf_counter() - begun) * 1000
        with capsys.disabled():
            sys.stdout.write(f"\n  {q!r}: {len(found)} found in {spent:.1f} ms")
        assert spent < 1000

    plan = await _plan(acme, "琉璃")
    assert "search_document_words" in plan
    assert "Seq Scan" not in plan
    plan = await _plan(acme, "0512-5550 12")
    assert "search_document_digits" in plan
    assert "search_document_words" in plan
    assert "Seq Scan" not in plan


async def _plan(tenant, q):
    """The plan of the very statement in the function, with these values known, as the function's owner."""
    connection = await asyncpg.connect(settings.owner_url)
    try:
        source = await connection.fetchval("select prosrc from pg_proc where proname = 'find_documents'")
        statement = re.search(r"execute\s+'(.*?)'\s+using", source, re.DOTALL)[1].replace("''", "'")
        types = "uuid, uuid, tsquery, tsquery, tsquery, text, text[], integer"
        query = queries.bigram_query(q).replace("'", "''")
        digits = queries.number_part(q)
        await connection.execute("set role desk_search; set plan_cache_mode = force_custom_plan")
        await connection.execute(f"prepare inner_one ({types}) as {statement}")
        answer = await connection.fetch(
            f"explain (analyze) execute inner_one('{tenant.id}', null, '{query}', null, null, "
            f"{repr(digits) if digits else 'null'}, '{{test.many,test.none}}', 20)"
        )
        return "\n".join(one[0] for one in answer)
    finally:
        await connection.close()


async def test_nobody_else_owns_or_calls_the_function(acme):
    async with acme.scope():
        owner = "select pg_get_userbyid(proowner) from pg_proc where proname = 'find_documents'"
        assert await value(owner) == "desk_search"
        for role, may in (("desk_app", True), ("desk_clock", False), ("desk_hq", False)):
            called = "select has_function_privilege($1, oid, 'execute') from pg_proc where proname = 'find_documents'"
            assert await value(called, role) is may
