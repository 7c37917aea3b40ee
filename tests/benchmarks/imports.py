"""
Area ``import``: how many rows of customers a second are taken after the preview, with a contact and a product each.

The yardstick, in the same run and database: the same customers, contacts and products put straight into their tables
with their indexes and walls, and nothing of what a file is for: no look at who is there, no history, no words to find
them by, no events. Rounds alternate; the median counts. Sizes shrink by ``DESK_BENCH_SHARE``.
"""

import asyncio
import csv
import importlib
import io
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import world

ROWS = round(20_000 * float(os.environ.get("DESK_BENCH_SHARE", "1")))
HEADINGS = (
    "客户名称",
    "客户编号",
    "电话",
    "行业",
    "地址",
    "联系人",
    "手机",
    "邮箱",
    "产品",
    "版本",
    "加密锁号",
    "购买日期",
)
TOWNS = ("苏州", "无锡", "常州", "南京", "徐州", "扬州", "镇江", "南通")
TRADES = ("纺织", "机电", "食品", "化工", "物流", "建材", "医药", "电子")
DATABASE = "desk_import"


def table() -> bytes:
    """A CSV as another program writes it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    for n in range(ROWS):
        town, trade = TOWNS[n % 8], TRADES[n // 8 % 8]
        firm = f"{town}{trade}第{n}有限公司"
        phone, mobile = f"0512-6{n:07}", f"139{n:08}"
        person = (f"王{trade}{n % 97}", mobile, f"u{n}@firm.example")
        writer.writerow(
            (
                firm,
                f"K{n}",
                phone,
                trade,
                f"{town}市工业园区 {n} 号",
                *person,
                "财务套件",
                "12.6",
                f"I{n}",
                "2021-03-18",
            )
        )
    return written.getvalue().encode("gb18030")


async def taken(tenant: Any, content: bytes) -> dict[str, float]:
    """Seconds of each step, by the actions that the worker's jobs call."""
    from desk.foundation.principals import SYSTEM
    from desk.foundation.tenancy import tenant_scope
    from desk.imports import actions, queries
    from desk.imports.kinds import kind_of
    from desk.imports.states import Status

    begun = time.perf_counter()
    async with tenant_scope(tenant):
        run = await actions.begin_local("customers.customers", "x.csv", whole=False, same_name="refuse", by=SYSTEM)
        kind = kind_of(run.kind, SYSTEM)
        async with actions.opened(content, run) as read:
            await actions.keep_table(run, read, await kind.columns(), kind.adjust)
        run.status = Status.CHECKING
        await run.save()
    read_at = time.perf_counter()
    async with tenant_scope(tenant):
        await actions.check(await queries.run(run.id))
    checked_at = time.perf_counter()
    async with tenant_scope(tenant):
        await actions.start(UUID(str(run.id)), whole=False, by=SYSTEM)
    more = True
    while more:
        async with tenant_scope(tenant):
            more = await actions.take(await queries.run(run.id))
    ended = time.perf_counter()
    async with tenant_scope(tenant):
        done = await queries.run(run.id)
    assert (done.status, done.rows, done.refused) == ("done", ROWS, 0), (done.status, done.stopped, done.refused)
    return {"read": read_at - begun, "look": checked_at - read_at, "take": ended - checked_at}


async def plain(tenant: Any) -> float:
    """Seconds for the same rows straight into their tables, a thousand at a time as the import does it."""
    from desk.customers.queries.importing import insert
    from desk.foundation.database import take_stock
    from desk.foundation.tenancy import tenant_scope
    from desk.kit.ids import uuid7

    at, begun = datetime.now(UTC), time.perf_counter()
    for start in range(0, ROWS, 1_000):
        customers, contacts, products = [], [], []
        for n in range(start, start + 1_000):
            one, firm = uuid7(), f"{TOWNS[n % 8]}{TRADES[n // 8 % 8]}第{n}有限公司"
            customers.append((tenant.id, one, n + 1, firm, firm, firm, f"K{n}", at, at))
            contacts.append((tenant.id, uuid7(), one, f"王{n}", f"139{n:08}", at, at))
            products.append((tenant.id, uuid7(), one, "财务套件", f"I{n}", at))
        names = ("number", "name", "name_twin", "name_key", "external_key")
        async with tenant_scope(tenant):
            await insert("customer", ("tenant_id", "id", *names, "created_at", "changed_at"), customers)
            stamps = ("created_at", "changed_at")
            await insert("contact", ("tenant_id", "id", "customer", "name", "mobile", *stamps), contacts)
            await insert("product", ("tenant_id", "id", "customer", "name", "dongle_no", "created_at"), products)
            if start in (0, 3_000, 15_000):
                await take_stock(("customer", "contact", "product"))
    return time.perf_counter() - begun


async def run_all(superuser: str, rounds: int) -> dict[str, Any]:
    import asyncpg

    from desk.foundation import hooks
    from desk.foundation.database import DB
    from desk.foundation.registry import known_facts

    hooks.boot()
    connection = await asyncpg.connect(superuser)
    await DB.open_pool(2)
    content, ours, theirs = table(), [], []
    try:
        for _ in range(rounds):
            ids = [await connection.fetchval(_TENANT) for _ in range(2)]
            theirs.append(await plain(known_facts(ids[0])))
            ours.append(await taken(known_facts(ids[1]), content))
    finally:
        await DB.close_connection_pool()
        await connection.close()
    take, yardstick = statistics.median(one["take"] for one in ours), statistics.median(theirs)
    return {
        "import": {
            "rows": ROWS,
            "rows_per_second": round(ROWS / take),
            "all_rounds": [round(ROWS / one["take"]) for one in ours],
            "reading_rows_per_second": round(ROWS / statistics.median(one["read"] for one in ours)),
            "looking_rows_per_second": round(ROWS / statistics.median(one["look"] for one in ours)),
            "plain_insert_rows_per_second": round(ROWS / yardstick),
            "times_plain_insert": round(take / yardstick, 2),
        }
    }


_TENANT = """
insert into tenant (id, slug, name, created_at)
select id, 'i' || replace(id::text, '-', ''), 'import', now() from gen_random_uuid() as id returning id
"""


def run(_seconds: float, rounds: int) -> dict[str, Any]:
    """The figures of this area."""
    with world.servers() as stack:
        stack.prepare_database(DATABASE)
        world.migrate(stack.database_url("desk_app", DATABASE))
        others = {name: "" for name in os.environ if name.startswith("DESK_") and name.endswith("_DATABASE_URL")}
        os.environ |= others | {"DESK_DATABASE_URL": stack.database_url("desk_app", DATABASE)}
        importlib.reload(sys.modules["desk.settings"])
        return asyncio.run(run_all(stack.database_url("postgres", DATABASE), rounds))
