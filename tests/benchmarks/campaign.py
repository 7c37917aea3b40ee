"""
Area ``campaign``: recipients a second through the whole chain, from the first hand-over to a gateway that keeps a
record, beside bare jobs that do nothing; the worker's memory with few and with many recipients; and how long another
tenant's escalation takes meanwhile.

Pacer, one worker, PostgreSQL and Redis run as they do in earnest; the gateway answers at once, in the worker's process.
Sizes shrink, or grow, by ``DESK_BENCH_SHARE``: 10 is a campaign to a million.
"""

import asyncio
import contextlib
import importlib
import os
import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import chain
import deadlines
import world

SHARE = float(os.environ.get("DESK_BENCH_SHARE", "1"))
FEW = round(10_000 * min(SHARE, 1))
MANY = round(100_000 * SHARE)
LONGEST = 7_200.0
"""Seconds that a round may take."""
LINE = len(f"{'0' * 36} +8613900000000\n")
"""Bytes that the gateway writes for each message."""
DATABASE, LARGE, SMALL = "desk_campaign", "large", "small"
TESTS = Path(__file__).resolve().parent.parent
RECORD = world.STATE / "campaign.txt"

_TENANTS = """
insert into tenant (id, slug, name, created_at, plugins, settings)
select gen_random_uuid(), slug, slug, $1, '{campaigns,gateway}',
       '{"messaging": {"quiet_from": "08:00", "quiet_until": "08:00"}}'
  from unnest($2::text[]) slug
"""
_PEOPLE = f"""
with home as (
  insert into customer (tenant_id, id, number, name, name_twin, name_key, status, grade, created_at, changed_at)
  select id, gen_random_uuid(), 1, 'C', 'C', 'c', 'customer', 'standard', $1, $1 from tenant where slug = '{LARGE}'
  returning tenant_id, id)
insert into contact (tenant_id, id, customer, name, mobile, created_at, changed_at)
select tenant_id, {world._ID}, id, 'Contact ' || n, '+86139' || lpad(n::text, 8, '0'), $1, $1
  from home cross join generate_series(1, $2) n
"""
_CAMPAIGN = """
with made as (
  insert into campaigns_campaign (tenant_id, id, number, name, content, channels, status, body, recipients, written_at,
                                  approved_at, send_at)
  select id, gen_random_uuid(), 1, 'Bench', 'tips', '{sms}', 'scheduled', 'Hello {name}', $2, $1, $1, $1
    from tenant where slug = 'large' returning tenant_id, id),
told as (
  insert into campaigns_recipient (tenant_id, id, campaign, contact, customer)
  select k.tenant_id, gen_random_uuid(), made.id, k.id, k.customer
    from made join contact k on k.tenant_id = made.tenant_id order by k.id limit $2)
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
select tenant_id, gen_random_uuid(), 'campaigns.hand_over', 'bulk', id, 'waiting', 0, $1, '' from made
"""
_ACCOUNT = f"""
insert into sms_account (tenant_id, id, gateway, url, said, changed_at, per_second)
select id, gen_random_uuid(), 'record', 'https://record.example', $1, $2, 1000000 from tenant where slug = '{LARGE}'
"""
_EMPTY = "truncate delivery, campaigns_recipient, campaigns_campaign, reaction, scheduled_work cascade"
_OUTCOME = "select count(*), count(distinct person_id) from delivery where status = 'sent'"


@dataclass
class Sent:
    """One campaign that went out."""

    seconds: float
    resident: list[int] = field(default_factory=list)
    """Kilobytes of the worker, every now and then."""
    escalated: list[float] = field(default_factory=list)
    """Milliseconds until another tenant's escalation was told meanwhile."""


async def prepare(connection: Any) -> None:
    """Two tenants, once, an account with the gateway, and as many contacts as there are recipients."""
    from desk.foundation.sealing import seal
    from desk.sms.actions.sending import PURPOSE

    at = datetime.now(UTC)
    if not await connection.fetchval("select count(*) from tenant"):
        await connection.execute(_TENANTS, at, [LARGE, SMALL])
        await connection.execute(deadlines._MEMBERS)
    await connection.execute("delete from sms_account")
    await connection.execute(_ACCOUNT, seal(PURPOSE, b"{}"), at)
    if await connection.fetchval("select count(*) from contact") < MANY:
        await connection.execute("truncate contact, customer cascade")
        await connection.execute(_PEOPLE, at, MANY)
        await connection.execute("vacuum analyze contact")


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[subprocess.Popen]:
    """A worker and a pacer; the answer is the worker."""
    more = {"DESK_ENVIRONMENT": "test", "DESK_TEST_PLUGINS": "chaos.gateway_plugin", "PYTHONPATH": str(TESTS)}
    environment = os.environ | more | {"CHAOS_RECORD": str(RECORD), "CHAOS_ANSWERS_AFTER": "0"}
    quiet: dict[str, Any] = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen([sys.executable, "-m", "desk.cli", one], **quiet) for one in ("worker", "pacer")]
    try:
        await asyncio.sleep(3)  # neither has a door to knock at
        yield started[0]
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait(30)


async def sent(connection: Any, count: int, *, beside: bool = False) -> Sent:
    """Have a campaign go to so many; ``beside``: every now and then another tenant's promise is missed meanwhile."""
    await connection.execute(_EMPTY)
    RECORD.unlink(missing_ok=True)
    async with running() as worker:
        begun = time.perf_counter()
        await connection.execute(_CAMPAIGN, datetime.now(UTC), count)
        found, look_at = Sent(0.0), begun + 2
        while (written := taken()) < count:
            if time.perf_counter() - begun > LONGEST or worker.poll() is not None:
                raise RuntimeError(f"{written} of {count} went out")
            await asyncio.sleep(0.1)
            if time.perf_counter() >= look_at:
                found.resident.append(resident(worker.pid))
                if beside:
                    found.escalated.append(await escalated(connection))
                look_at = time.perf_counter() + 2
        found.seconds = time.perf_counter() - begun
        await all_noted(connection, count)
    return found


def taken() -> int:
    """How many messages the gateway was handed."""
    try:
        return RECORD.stat().st_size // LINE
    except FileNotFoundError:
        return 0


def resident(pid: int) -> int:
    """Kilobytes that a process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


async def all_noted(connection: Any, count: int) -> None:
    """Wait until each of them is noted as sent, once."""
    end = time.monotonic() + 60
    while tuple(await connection.fetchrow(_OUTCOME)) != (count, count):
        if time.monotonic() > end:
            raise RuntimeError(f"{tuple(await connection.fetchrow(_OUTCOME))} of {count} are noted as sent")
        await asyncio.sleep(0.1)


async def escalated(connection: Any) -> float:
    """Milliseconds from a missed promise of the small tenant until somebody is told."""
    small = await connection.fetchval("select id from tenant where slug = $1", SMALL)
    told = "select count(*) from deadline_alert where tenant_id = $1"
    before, begun = await connection.fetchval(told, small), time.perf_counter()
    await connection.execute(deadlines._DEADLINES, datetime.now(UTC), 1, timedelta(seconds=-2), small)
    while await connection.fetchval(told, small) == before:
        if time.perf_counter() - begun > 60:
            raise RuntimeError("an escalation was not told within a minute")
        await asyncio.sleep(0.01)
    return (time.perf_counter() - begun) * 1000


async def run_all(stack: Any, rounds: int) -> dict[str, Any]:
    """All figures."""
    import asyncpg

    connection = await asyncpg.connect(stack.database_url("postgres", DATABASE), command_timeout=1_200)
    try:
        await prepare(connection)
        few, bare = [], []
        for _ in range(max(1, rounds // 2)):
            few.append(await sent(connection, FEW))
            bare.append(chain._bare())
        async with running():
            alone = [await escalated(connection) for _ in range(5)]
        many = await sent(connection, MANY, beside=True)
    finally:
        await connection.close()
    rate, yardstick = statistics.median(FEW / one.seconds for one in few), statistics.median(bare)
    small, large = max(few[0].resident, default=0), max(many.resident, default=0)
    return {
        "campaign": {
            "recipients": FEW,
            "recipients_per_s": round(rate, 1),
            "bare_jobs_per_s": round(yardstick, 1),
            "of_bare_jobs": round(rate / yardstick, 3),
            "recipients_many": MANY,
            "recipients_per_s_many": round(MANY / many.seconds, 1),
            "worker_mb": round(small / 1024, 1),
            "worker_mb_many": round(large / 1024, 1),
            "memory_ratio": round(large / small, 3) if small else None,
            "escalation_ms_alone": round(statistics.median(alone), 1),
            "escalation_ms_beside": round(statistics.median(many.escalated), 1) if many.escalated else None,
            "escalation_ms_beside_worst": round(max(many.escalated), 1) if many.escalated else None,
        }
    }


def run(_seconds: float, rounds: int) -> dict[str, Any]:
    """Measure the area; the answer is its figures."""
    sys.path.insert(0, str(TESTS))
    with world.servers() as stack:
        stack.prepare_database(DATABASE)
        os.environ |= world.only(stack.database_url("desk_app", DATABASE)) | {"DESK_SECRET": secrets.token_hex(32)}
        world.migrate(stack.database_url("desk_app", DATABASE))
        importlib.reload(sys.modules["desk.settings"])
        return asyncio.run(run_all(stack, rounds))
