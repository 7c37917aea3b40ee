"""A worker that is killed while it takes rows: what it had in hand is undone, and done again by the next."""

import asyncio
import os
import signal
import sys

from desk.foundation.database import value
from desk.settings import ROOT

MANY = 900
WORKER = """
import asyncio, sys
from uuid import UUID
from desk.foundation import hooks
from desk.foundation.database import DB
from desk.foundation.registry import scope_of
from desk.imports import actions, queries
from desk.imports.actions import moving, running

async def main(tenant, run):
    moving.BATCH = 100
    running.SLICE = 0.0
    hooks.boot()
    for number in range(4):
        async with scope_of(tenant):
            await actions.take(await queries.run(run))
            if number == 3:
                print("in hand", flush=True)
                await asyncio.sleep(60)

asyncio.run(main(*map(UUID, sys.argv[1:])))
"""


async def test_killed_with_a_batch_in_hand_it_doubles_nothing(founding, sent, csv_of):
    tenant = await founding()
    lines = ((f"被杀公司{n}", f"K-{n}", f"人{n}") for n in range(MANY))
    one = await sent(tenant, csv_of(("客户名称", "客户编号", "联系人"), *lines))
    assert (await one.send("start", how="good")).status_code == 303
    async with tenant.scope():
        run_id = await value("select id from import_run")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = (sys.executable, "-c", WORKER, str(tenant.id), str(run_id))
    worker = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT, env=environ)
    async with asyncio.timeout(60):
        while b"in hand" not in (said := await worker.stdout.readline()):
            assert said, "the worker ended before it was killed"
    worker.send_signal(signal.SIGKILL)
    await worker.wait()

    async with tenant.scope():
        assert await value("select rows from import_run") == 300
        assert await value("select count(*) from customer") == 300
    await one.settle()
    async with tenant.scope():
        assert await value("select status from import_run") == "done"
        assert await value("select created from import_run") == MANY
        assert await value("select count(*) from customer") == MANY
        assert await value("select count(*) from contact") == MANY
        assert await value("select count(distinct external_key) from customer") == MANY
