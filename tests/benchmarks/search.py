"""
Area ``search``: one box over everything, in a tenant with a million tickets beside its customers.

The documents are written by the server from phrases, in a database of their own that is kept. Measured is what the
product asks: ``search.queries.find`` in a tenant's scope, as the palette does it, one text after the other.
"""

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime

import world

DATABASE = "desk_million"
TICKETS, CUSTOMERS = 1_000_000, 50_000
SMALL = 20_000
KINDS = ("customer", "contact", "ticket", "task", "request", "payment")

# Two of these make a subject: words that hundreds of thousands have, and with the number one that a single ticket has.
FIRST = (
    "月末结账",
    "固定资产",
    "凭证断号",
    "工资表",
    "报表打印",
    "加密锁",
    "合并抵销",
    "期初余额",
    "客户往来",
    "科目汇总",
)
THEN = ("期间未打开", "计提折旧报错", "导入失败", "数字对不上", "预览空白", "无法识别", "换机之后丢失", "升级之后很慢")
TEXTS = {
    "two characters that a tenth has": "结账",
    "two characters that most have": "之后",
    "one character": "月",
    "two words": "结账 折旧",
    "a company": "江南纺织第4711",
    "pinyin initials": "jnfz",
    "a serial with dashes": "SN-0042-4711",
    "a serial without": "SN00424711",
    "a phone number": "139 0000 4711",
    "the same from abroad": "+86 139-0000-4711",
    "with an extension": "0512-5550 4711 转 806",
    "a part of a number": "4711",
    "a ticket's number": "#1004711",
    "what nobody has": "琉璃",
}

_PHRASES = "create temporary table phrase (place integer, title tsvector, body tsvector, said text)"
_TICKETS = """
insert into search_document
       (tenant_id, id, kind, subject_id, customer_id, audience, title, detail, url, digits, at, words)
select $1, {id}, 'ticket', gen_random_uuid(), null, 'customer', '#' || 1000000 + n || ' ' || p.said,
       '江南纺织第' || n % {customers} || '有限公司', '/tickets/' || 1000000 + n, (1000000 + n)::text,
       $2::timestamptz - make_interval(mins => n),
       (setweight((quote_literal((1000000 + n)::text) || ':1')::tsvector, 'A') || p.title) || p.body
  from generate_series($3::integer, $4::integer) n join phrase p on p.place = n % (select count(*) from phrase)
"""
_CUSTOMERS = """
insert into search_document
       (tenant_id, id, kind, subject_id, customer_id, audience, title, detail, url, digits, at, words)
select $1, {id}, 'customer', gen_random_uuid(), null, 'team', '江南纺织第' || n || '有限公司', '', '/customers/' || n,
       '1390000' || lpad((n % 10000)::text, 4, '0') || ' 05125550' || lpad((n % 10000)::text, 4, '0') || '806'
         || ' 0042' || lpad((n % 10000)::text, 4, '0'),
       $2::timestamptz - make_interval(mins => n),
       setweight(('''江南'':1 ''南纺'':2 ''纺织'':3 ''织第'':4 ''' || n || ''':5 ''有限'':6 ''限公'':7
                 ''公司'':8')::tsvector, 'A')
         || ('''jnfz'':1 ''sn'':2 ''0042'':3 ''' || lpad((n % 10000)::text, 4, '0') || ''':4 ''sn0042'
         || lpad((n % 10000)::text, 4, '0') || ''':5')::tsvector
  from generate_series(1, $3::integer) n
"""


def run(seconds: float, rounds: int) -> dict[str, object]:
    """Milliseconds of each text: the middle and the slowest hundredth."""
    with world.servers() as stack:
        stack.prepare_database(DATABASE)
        url = stack.database_url("desk_app", DATABASE)
        world.migrate(url)
        tenant = asyncio.run(_fill(stack.database_url("postgres", DATABASE)))
        world.os.environ["DESK_DATABASE_URL"] = url
        world.importlib.reload(sys.modules["desk.settings"])
        found = asyncio.run(_measured(tenant, seconds * rounds / len(TEXTS)))
    every = [one for times in found.values() for one in times]
    told = {name: _told(times) for name, times in found.items()}
    return {"search": {"documents": TICKETS + CUSTOMERS + SMALL, "all": _told(every), **told}}


def _told(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return {"p50_ms": round(statistics.median(ordered), 2), "p99_ms": round(slow, 2), "asked": len(ordered)}


async def _fill(url: str) -> object:
    """The tenant with a million, and a small one beside it; made once."""
    import asyncpg

    connection = await asyncpg.connect(url)
    found = await connection.fetchval("select id from tenant where slug = 'million'")
    if found is None:
        print("seeding a million documents: some minutes, once", file=sys.stderr)
        found = await _seeded(connection, "million", TICKETS, CUSTOMERS)
        await _seeded(connection, "small", SMALL, 1_000)
        await connection.execute("vacuum analyze search_document")
    await connection.close()
    return found


async def _seeded(connection: object, slug: str, tickets: int, customers: int) -> object:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    add = "insert into tenant (id, slug, name, created_at) values (gen_random_uuid(), $1, $1, $2) returning id"
    tenant = await connection.fetchval(add, slug, at)
    await _phrases(connection)
    await connection.execute(_CUSTOMERS.format(id=world._ID), tenant, at, customers)
    statement = _TICKETS.format(id=world._ID, customers=customers)
    for start in range(1, tickets, 100_000):
        await connection.execute(statement, tenant, at, start, min(start + 99_999, tickets))
    return tenant


async def _phrases(connection: object) -> None:
    """The subjects as the product's words, once each."""
    from desk.kit.text import bigrams

    await connection.execute("drop table if exists phrase")
    await connection.execute(_PHRASES)
    subjects = [f"{first}{then}" for first in FIRST for then in THEN]
    bodies = [bigrams(f"{one} 请尽快看看，昨天下午开始的，换了电脑也一样") for one in subjects]
    rows = [(n, bigrams(one), bodies[n], one) for n, one in enumerate(subjects)]
    add = "insert into phrase values ($1, setweight($2::text::tsvector, 'A'), $3::text::tsvector, $4)"
    await connection.executemany(add, rows)


async def _measured(tenant: object, seconds: float) -> dict[str, list[float]]:
    """How long each text takes, again and again."""
    from desk.foundation.database import DB, _no_reset
    from desk.foundation.registry import scope_of
    from desk.search import queries

    await DB.start_connection_pool(min_size=1, max_size=1, reset=_no_reset)
    found: dict[str, list[float]] = {name: [] for name in TEXTS}
    try:
        for name, q in TEXTS.items():
            end = time.monotonic() + seconds
            async with scope_of(tenant):
                await queries.find(q, kinds=KINDS, most=10)
                while time.monotonic() < end or len(found[name]) < 20:
                    begun = time.perf_counter()
                    await queries.find(q, kinds=KINDS, most=10)
                    found[name].append((time.perf_counter() - begun) * 1000)
    finally:
        await DB.close_connection_pool()
    return found
