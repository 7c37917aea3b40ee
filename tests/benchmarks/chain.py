"""
The reaction chain: rows in PostgreSQL, relay, Redis, worker, row deleted; beside bare Dramatiq jobs that do nothing.
"""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import world

ROWS = 20_000
TENANTS = 200
HERE = Path(__file__).resolve().parent

_WAITING = """
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at)
select t.id, {id}, 'idle.hear', 'default', gen_random_uuid(), 'waiting', 0, now()
  from (select id from tenant order by slug limit $1) t, generate_series(1, $2) n
"""


async def _chain(url: str) -> float:
    """Rows a second from the first look of the pacer to the last row gone."""
    import asyncpg

    connection = await asyncpg.connect(url)
    await connection.execute("delete from reaction; delete from scheduled_work")
    await connection.execute(_WAITING.format(id=world._ID), TENANTS, ROWS // TENANTS)
    environment = os.environ | {
        "DESK_ENVIRONMENT": "test",
        "DESK_TEST_PLUGINS": "idle_plugin",
        "PYTHONPATH": str(HERE),
    }
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    await connection.execute("update tenant set plugins = '{idle}', version = version + 1")
    started = [subprocess.Popen([sys.executable, "-m", "desk.cli", "worker"], **quiet)]
    try:
        await asyncio.sleep(3)  # the worker has no door to knock at: it takes what comes
        started.append(subprocess.Popen([sys.executable, "-m", "desk.cli", "pacer"], **quiet))
        left, begun, count = ROWS, 0.0, 0
        end = time.monotonic() + 120
        while left and time.monotonic() < end:
            left = await connection.fetchval("select count(*) from reaction")
            if begun == 0.0 and left < ROWS:
                begun, count = time.monotonic(), left
            await asyncio.sleep(0.05)
        if left:
            raise RuntimeError(f"{left} of {ROWS} rows were not worked off")
        return count / (time.monotonic() - begun)
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait(30)
        await connection.execute("update tenant set plugins = '{}', version = version + 1")
        await connection.close()


def _bare() -> float:
    """Bare jobs a second: the same worker threads, one message each, nothing done."""
    told = subprocess.run(
        [sys.executable, str(HERE / "bare_jobs.py"), str(ROWS // 2)],
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout)


def measure(stack: object, rounds: int) -> dict[str, float]:
    """Both in turn, the medians and their ratio."""
    ours, bare = [], []
    for _ in range(max(1, rounds // 2)):
        ours.append(asyncio.run(_chain(stack.database_url("postgres"))))
        bare.append(_bare())
    ours.sort()
    bare.sort()
    one, other = ours[len(ours) // 2], bare[len(bare) // 2]
    return {"rows_per_s": round(one, 1), "bare_jobs_per_s": round(other, 1), "of_bare_jobs": round(one / other, 3)}
