"""
Area ``deadlines``: a tick with nothing due, claim and hand-over of what is due, the climb, and a large tenant beside a
small one. Two databases of a thousand tenants, with ten thousand and with a million open deadlines, kept between runs.

Sizes shrink by ``DESK_BENCH_SHARE`` for a quick look.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import world

SHARE = float(os.environ.get("DESK_BENCH_SHARE", "1"))
TENANTS = 1_000
FEW, MANY = "desk_due_few", "desk_due_many"
OPEN = {FEW: 10_000, MANY: round(1_000_000 * SHARE)}
DUE = round(50 * SHARE) or 1
"""Due steps of each tenant."""
CLIMBED = round(5_000 * SHARE)
LARGE = round(40_000 * SHARE)
SMALL = 10
TICKS = 200

_TENANTS = """
insert into tenant (id, slug, name, created_at)
select gen_random_uuid(), 't' || lpad(n::text, 4, '0'), 't' || n, $1 from generate_series(1, $2) n
"""
_MEMBERS = """
insert into member (tenant_id, id, staff_no, name, roles)
select id, gen_random_uuid(), '1', '李晓峰', '{administrator,general_manager,service_manager}' from tenant
"""
_DEADLINES = f"""
with t as (select t.id, m.id as member, row_number() over (order by slug) - 1 as place
             from tenant t join member m on m.tenant_id = t.id),
made as (
  insert into deadline (tenant_id, id, promise, subject_kind, subject_id, member, title, url, basis, amount, ladder,
                        started_at, due_at)
  select t.id, {world._ID}, 'HL-D6', 'ticket', gen_random_uuid(), t.member, '#' || n, '/tickets/' || n, 'work', 3600,
         'L1', $1, $1::timestamptz + $3::interval + n * interval '1 second'
    from generate_series(1, $2) n
    join t on t.id = $4 or ($4::uuid is null and n % (select count(*) from t) = t.place)
  returning tenant_id, id, due_at)
insert into deadline_step (tenant_id, id, deadline, what, mark, rungs, lane, at)
select tenant_id, {world._ID}, id, 'tell', 'due', '{{owner}}', 'urgent', due_at from made
"""


async def run_all(stack: Any, rounds: int) -> dict[str, Any]:
    """All figures."""
    import asyncpg

    await _prepare(stack)
    few = await asyncpg.connect(stack.database_url("desk_clock", FEW))
    many = await asyncpg.connect(stack.database_url("desk_clock", MANY))
    superuser = await asyncpg.connect(stack.database_url("postgres", FEW))
    try:
        return {
            "deadlines_idle_tick": await idle(few, many, rounds),
            "deadlines_claim": await claim(few, superuser, rounds),
            "deadlines_fair": await fair(few, superuser),
            "deadlines_climb": await climb(few, superuser),
        }
    finally:
        for one in (few, many, superuser):
            await one.close()


async def _prepare(stack: Any) -> None:
    import asyncpg

    for name, count in OPEN.items():
        stack.prepare_database(name)
        await asyncio.to_thread(world.migrate, stack.database_url("desk_app", name))
        connection = await asyncpg.connect(stack.database_url("postgres", name), command_timeout=1_200)
        far = "select count(*) from deadline_step where at > $1"
        at = datetime.now(UTC)
        if await connection.fetchval("select count(*) from tenant") < TENANTS:
            await connection.execute(_TENANTS, at, TENANTS)
            await connection.execute(_MEMBERS)
        if await connection.fetchval(far, at + timedelta(days=300)) != count:
            print(f"{count} open deadlines: some minutes, once", file=sys.stderr)
            await connection.execute("truncate deadline, deadline_step, deadline_segment, deadline_alert")
            await connection.execute("set session_replication_role = replica")
            await connection.execute(_DEADLINES, at, count, timedelta(days=365), None)
            await connection.execute("vacuum analyze deadline")
            await connection.execute("vacuum analyze deadline_step")
        await connection.close()


async def idle(few: Any, many: Any, rounds: int) -> dict[str, float]:
    """A tick with nothing due, in milliseconds, beside few and beside many open deadlines."""
    from desk.foundation.due import DueSteps

    times: dict[str, list[float]] = {"few": [], "many": []}
    for _ in range(max(3, rounds)):
        for name, connection in (("few", few), ("many", many)):
            steps, at = DueSteps(connection), datetime.now(UTC)
            await steps.fire(at)
            begun = time.perf_counter()
            for _ in range(TICKS):
                assert await steps.fire(at) == 0
            times[name].append((time.perf_counter() - begun) / TICKS * 1000)
    ratio = statistics.median(b / a for a, b in zip(times["few"], times["many"], strict=True))
    return {
        "open_few": OPEN[FEW],
        "open_many": OPEN[MANY],
        "few_ms": round(statistics.median(times["few"]), 3),
        "many_ms": round(statistics.median(times["many"]), 3),
        "ratio": round(ratio, 3),
    }


async def _fill_due(superuser: Any, at: datetime, count: int, tenant: object = None) -> None:
    """So many steps that are due, spread over the tenants or of one of them; nothing else is due or waits."""
    await superuser.execute("set session_replication_role = replica")
    await superuser.execute(_DEADLINES, at, count, timedelta(days=-1), tenant)
    await superuser.execute("set session_replication_role = origin")


async def _clear_due(superuser: Any, at: datetime) -> None:
    await superuser.execute("delete from reaction")
    await superuser.execute(
        """with old as (delete from deadline_step where at < $1 returning tenant_id, deadline)
           delete from deadline d using old where d.tenant_id = old.tenant_id and d.id = old.deadline""",
        at + timedelta(days=100),
    )
    await superuser.execute("delete from deadline_alert")
    await superuser.execute("vacuum analyze deadline_step")
    await superuser.execute("vacuum analyze reaction")


class Post:
    """The pacer's way to Redis: letters kept until all of a lane are there."""

    def __init__(self) -> None:
        from desk.foundation.broker import Broker

        self.broker, self.letters = Broker(), []

    async def send(self, lane: str, tenant_id: Any, ids: list[Any]) -> None:
        from desk.foundation.broker import letter

        self.letters.append(letter(lane, tenant_id, ids))

    async def flush(self) -> None:
        letters, self.letters = self.letters, []
        if letters:
            await asyncio.to_thread(self.broker.post, letters)


async def _timed(work: Callable[[], Awaitable[int]]) -> tuple[float, int]:
    begun = time.perf_counter()
    count = await work()
    return time.perf_counter() - begun, count


async def claim(clock: Any, superuser: Any, rounds: int) -> dict[str, float]:
    """Steps a second from due to claimed, and on to Redis, beside a bare loop; what arrived is taken away untimed."""
    from desk.foundation.due import DueSteps
    from desk.foundation.relay import Relay

    ours, claims, bare = [], [], []
    for _ in range(max(1, rounds // 2 + 1)):
        at = datetime.now(UTC)
        await _clear_due(superuser, at)
        await _fill_due(superuser, at, DUE * TENANTS)
        post = Post()
        steps, relay, claiming, sending, handed = DueSteps(clock), Relay(clock, post.send, post.flush), 0.0, 0.0, 0
        while handed < DUE * TENANTS:
            seconds, _ = await _timed(lambda steps=steps, at=at: steps.fire(at))
            claiming += seconds
            seconds, count = await _timed(lambda relay=relay, at=at: relay.hand_over(at))
            sending += seconds
            handed += count
            await superuser.execute("delete from reaction where status = 'sent'")
        claims.append(handed / claiming)
        ours.append(handed / (claiming + sending))
        await _clear_due(superuser, at)
        await _fill_due(superuser, at, DUE * TENANTS)
        bare.append(await _bare(clock, at))
    return {
        "due": DUE * TENANTS,
        "tenants": TENANTS,
        "claimed_per_s": round(statistics.median(claims), 1),
        "handed_over_per_s": round(statistics.median(ours), 1),
        "bare_per_s": round(statistics.median(bare), 1),
        "of_bare": round(statistics.median(a / b for a, b in zip(ours, bare, strict=True)), 3),
    }


async def _bare(clock: Any, at: datetime) -> float:
    """The yardstick: fifty rows a transaction, three statements a row, one connection, nothing sent."""
    from desk.kit.ids import uuid7

    due = await clock.fetch("select tenant_id, id, lane from deadline_step where fired_at is null and at <= $1", at)
    begun = time.perf_counter()
    for first in range(0, len(due), 50):
        async with clock.transaction():
            for one in due[first : first + 50]:
                key = one["tenant_id"], one["id"]
                await clock.fetchrow(
                    "select at from deadline_step where tenant_id = $1 and id = $2 for update skip locked", *key
                )
                await clock.execute("update deadline_step set fired_at = $3 where tenant_id = $1 and id = $2", *key, at)
                await clock.execute(
                    """insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts,
                                             available_at, error)
                       values ($1, $3, 'deadlines.climb', $4, $2, 'waiting', 0, $5, '')""",
                    *key,
                    uuid7(),
                    one["lane"],
                    at,
                )
    return len(due) / (time.perf_counter() - begun)


async def fair(clock: Any, superuser: Any) -> dict[str, float]:
    """How long a tenant with ten due steps waits behind one with forty thousand, that are older."""
    from desk.foundation.due import DueSteps
    from desk.foundation.relay import Relay

    at = datetime.now(UTC)
    await _clear_due(superuser, at)
    tenants = [one["id"] for one in await superuser.fetch("select id from tenant order by slug")]
    large, small = tenants[0], tenants[TENANTS // 2]
    await _fill_due(superuser, at - timedelta(hours=1), LARGE, large)
    await _fill_due(superuser, at, SMALL, small)
    post = Post()
    steps, relay = DueSteps(clock), Relay(clock, post.send, post.flush)
    begun, ticks, first = time.perf_counter(), 0, 0
    sent = "select count(*) from reaction where tenant_id = $1 and status = 'sent'"
    while first < SMALL:
        await steps.fire(at)
        await relay.hand_over(at)
        ticks += 1
        first = await superuser.fetchval(sent, small)
    seconds = time.perf_counter() - begun
    await _clear_due(superuser, at)
    return {"large": LARGE, "small": SMALL, "ticks": ticks, "small_handed_over_ms": round(seconds * 1000, 1)}


async def climb(clock: Any, superuser: Any) -> dict[str, float]:
    """Steps a second that climb, in one process on one connection: the job with everything that it writes."""
    from desk.foundation import hooks, jobs
    from desk.foundation.database import DB
    from desk.foundation.due import DueSteps
    from desk.foundation.relay import Relay

    hooks.boot()
    at = datetime.now(UTC)
    await _clear_due(superuser, at)
    await _fill_due(superuser, at, CLIMBED)
    letters: list[tuple[Any, list[Any]]] = []

    async def keep(_lane: str, tenant_id: Any, ids: list[Any]) -> None:
        letters.append((tenant_id, ids))

    steps, relay, seconds, done = DueSteps(clock), Relay(clock, keep), 0.0, 0
    await DB.open_pool(1)
    try:
        while True:
            while await steps.fire(at):
                pass
            if not await relay.hand_over(at):
                break
            for tenant_id, ids in letters:
                took, count = await _timed(lambda tenant_id=tenant_id, ids=ids: jobs.work_off(tenant_id, ids))
                seconds, done = seconds + took, done + count
            letters.clear()
    finally:
        await DB.close_connection_pool()
    told = await superuser.fetchval("select count(*) from deadline_alert")
    assert told == CLIMBED, f"{told} of {CLIMBED} were told"
    await _clear_due(superuser, at)
    return {"steps": CLIMBED, "steps_per_s": round(done / seconds, 1), "ms_a_step": round(seconds / done * 1000, 2)}


def run(_seconds: float, count: int) -> dict[str, Any]:
    """Measure the area; the answer is its figures by case."""
    with world.servers() as stack:
        os.environ |= world.only(stack.database_url("desk_app", FEW))
        import importlib

        importlib.reload(sys.modules["desk.settings"])
        return asyncio.run(run_all(stack, count))
