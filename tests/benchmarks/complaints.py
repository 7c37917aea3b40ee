"""
Area ``complaints``: a month's report over a million complaints of a thousand tenants reads its own tenant's rows only.

The plan is looked at, not only the time: no more rows are read than the tenant has, by an index. The yardstick, in the
same run: the same statement of the same tenant when nobody else has a complaint. The number of tenants shrinks by
``DESK_BENCH_SHARE``; the complaints of each stay.
"""

import asyncio
import importlib
import json
import os
import statistics
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import world

TENANTS = max(3, round(1_000 * float(os.environ.get("DESK_BENCH_SHARE", "1"))))
EACH = 1_000
"""Complaints of a tenant, over three years."""
MONTH = date(2025, 6, 1)
DATABASE = "desk_complaints"
_TENANT = """
insert into tenant (id, slug, name, created_at)
select id, 'c' || replace(id::text, '-', ''), 'complaints', now() from gen_random_uuid() as id returning id
"""
# Every fifth isn't valid; moments lie in 2023 to 2025, so that the month is a small part.
_COMPLAINTS = """
insert into complaints_complaint (tenant_id, id, number, status, complained_at, received_at, medium, level, category,
                                  item, position, text, valid)
select $1, gen_random_uuid(), n, 'archived', at, at, 'phone', case when n % 11 = 0 then 'serious' else 'general' end,
       case when n % 3 = 0 then 'sales' else 'service' end,
       case when n % 3 = 0 then 'contract_problem' else (array['delay', 'attitude', 'norms'])[1 + n % 4 % 3] end,
       case when n % 3 = 0 then null else (array['hotline', 'onsite', 'remote', 'training'])[1 + n % 4] end,
       '等了三天', n % 5 <> 0
  from generate_series(1, $2) n
 cross join lateral (select timestamptz '2023-01-01' + make_interval(hours => n * 26)) moved (at)
"""


async def _seed(connection: Any, many: int) -> list[Any]:
    """So many tenants more, each with its complaints; the answer is their ids."""
    made = []
    for _ in range(many):
        tenant = await connection.fetchval(_TENANT)
        await connection.execute(_COMPLAINTS, tenant, EACH)
        made.append(tenant)
    await connection.execute("vacuum analyze complaints_complaint")
    return made


async def _measured(tenant: Any, rounds: int) -> dict[str, Any]:
    """The median milliseconds of counting a month's report, and what its plan reads."""
    from desk_complaints.queries import reports

    from desk.foundation.database import row
    from desk.foundation.registry import known_facts
    from desk.foundation.tenancy import tenant_scope

    took = []
    for _ in range(rounds):
        async with tenant_scope(known_facts(tenant)):
            begun = time.perf_counter()
            counts = await reports.counts(MONTH)
            took.append((time.perf_counter() - begun) * 1_000)
    async with tenant_scope(known_facts(tenant)):
        statement, arguments = reports.counting(MONTH)
        found = await row(f"explain (analyze, buffers, format json) {statement}", *arguments)
    plan = json.loads(found[0])[0]["Plan"]
    scans = [one for one in _nodes(plan) if "Scan" in one["Node Type"] and "Relation Name" in one]
    return {
        "milliseconds": round(statistics.median(took), 2),
        "counted": sum(one.count for one in counts),
        "rows_read": sum(round(one["Actual Rows"] * one["Actual Loops"]) for one in scans),
        "rows_thrown_away": sum(one.get("Rows Removed by Filter", 0) for one in scans),
        "scans": sorted({one["Node Type"] for one in scans}),
        "pages": plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
    }


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for one in plan.get("Plans", []):
        yield from _nodes(one)


async def run_all(superuser: str, rounds: int) -> dict[str, Any]:
    import asyncpg

    from desk.foundation import hooks
    from desk.foundation.database import DB

    hooks.boot()
    connection = await asyncpg.connect(superuser)
    await DB.open_pool(2)
    try:
        [tenant] = await _seed(connection, 1)
        alone = await _measured(tenant, rounds)
        await _seed(connection, TENANTS - 1)
        among = await _measured(tenant, rounds)
        there = await connection.fetchval("select count(*) from complaints_complaint")
    finally:
        await DB.close_connection_pool()
        await connection.close()
    assert among["counted"] == alone["counted"] > 0, among
    assert among["rows_read"] + among["rows_thrown_away"] <= EACH, among
    assert "Seq Scan" not in among["scans"], among
    return {
        "complaints": {
            "complaints": there,
            "tenants": TENANTS,
            "alone": alone,
            "among_all": among,
            "times_alone": round(among["milliseconds"] / alone["milliseconds"], 2),
        }
    }


def run(_seconds: float, rounds: int) -> dict[str, Any]:
    """The figures of this area, in a database that is made anew and dropped."""
    with world.servers() as stack:
        stack.sql(f'drop database if exists "{DATABASE}"')
        stack.prepare_database(DATABASE)
        world.migrate(stack.database_url("desk_app", DATABASE))
        others = {name: "" for name in os.environ if name.startswith("DESK_") and name.endswith("_DATABASE_URL")}
        os.environ |= others | {"DESK_DATABASE_URL": stack.database_url("desk_app", DATABASE)}
        importlib.reload(importlib.import_module("desk.settings"))
        try:
            return asyncio.run(run_all(stack.database_url("postgres", DATABASE), rounds))
        finally:
            stack.sql(f'drop database "{DATABASE}"')
