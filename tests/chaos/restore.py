"""
The drill: what was kept while people went on writing comes back on another machine, whole, walled and alive.

A backup by ``infra/backup/backup.sh`` while tickets are written, ``restore.sh`` into a cluster that has not even our
roles, and then the proof: each tenant's rows are those of the moment of the backup, nobody may pass the wall, people
sign in and read, work that was waiting is done, numbers go on.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import click
import httpx
from chaos import copies
from chaos.world import DESK, DOMAIN, SLUGS, World, answers, say, step

from desk.demo.embedded import Stack
from desk.demo.identity import Identity
from desk.demo.supervisor import Child, Lines, Supervisor
from desk.settings import ROOT

BACKUP, RESTORE = ROOT / "infra/backup/backup.sh", ROOT / "infra/backup/restore.sh"
BACK = "desk_back"
SECRET = "a secret of the drill, the same in both places"
PATIENCE = 60.0
"""Seconds that work which was waiting may take."""


class Source(World):
    """A world whose web alone runs: all that follows from what is written waits, and is in the backup."""

    def __init__(self, *, keep: bool = False) -> None:
        super().__init__(keep=keep)
        self.children[:] = self.children[:1]
        self.ports[:] = self.ports[:1]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"DESK_SECRET": SECRET}


class Browser:
    """One member at one tenant's workspace on one of the two webs."""

    def __init__(self, http: httpx.AsyncClient, port: int, slug: str) -> None:
        self.http, self.root = http, f"http://127.0.0.1:{port}"
        self.headers = {"host": f"{slug}.{DOMAIN}", "origin": f"http://{slug}.{DOMAIN}"}

    async def sign_in(self, login: str, password: str) -> None:
        answer = await self.post("/sign-in", data={"login": login, "password": password})
        if answer.status_code != 303 or "set-cookie" not in answer.headers:
            raise AssertionError(f"{login} can't sign in: {answer.status_code}")
        self.headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]

    async def post(self, path: str, **what: Any) -> httpx.Response:
        return await self.http.post(self.root + path, headers=self.headers, **what)

    async def get(self, path: str, host: str = "") -> httpx.Response:
        headers = {"host": host} if host else self.headers
        return await self.http.get(self.root + path, headers=headers)


@click.command()
@click.option("--count", default=400, type=click.IntRange(4, 20_000), help="Tickets before the backup.")
@click.option("--keep", is_flag=True, help="Keep the folder with logs, data and the backup.")
@click.option("--json", "as_json", is_flag=True, help="Tell the result as one line of JSON.")
def command(count: int, keep: bool, as_json: bool) -> None:
    """Back up while people write, restore into an empty cluster, and compare."""
    begun = time.monotonic()
    with Source(keep=keep) as world:
        second = Stack(world.state / "second", durable=True)
        try:
            found = asyncio.run(drill(world, second, count))
        finally:
            second.stop()
    numbers = found | {"seconds": round(time.monotonic() - begun, 1)}
    print(json.dumps(numbers) if as_json else "  ".join(f"{name} {number}" for name, number in numbers.items()))
    sys.exit(1 if found["differences"] else 0)


async def drill(world: World, second: Stack, count: int) -> dict[str, int]:
    """The whole of it; the answer is what was compared, and how much of it differs."""
    people = {one["slug"]: one for one in json.loads(world.desk("sample", "--all", "--json"))["tenants"]}
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        writer = Writer(world, http, people)
        with step(f"{count} tickets, some with files"):
            await writer.write(count)
        with step("The backup, while others are written"):
            dump, kept = await back_up(world, writer)
        with step("The way back, into an empty cluster"):
            files = await restore(world, second, dump)
        there = await copies.taken(second.database_url("postgres", BACK))
        wrong = copies.differences(kept, there)
        with step("Doctor, sign-in, work that waited, numbers"):
            wrong += await prove(world, second, files, http, writer)
    for sentence in wrong[:20]:
        say(f"  {sentence}")
    return {"tables": len(kept.tables), "rows": kept.rows, "differences": len(wrong)}


class Writer:
    """Members who write tickets, and know what they wrote."""

    def __init__(self, world: World, http: httpx.AsyncClient, people: Mapping[str, Any]) -> None:
        self.world, self.http, self.people = world, http, people
        self.files: dict[str, tuple[int, str, str]] = {}
        """For each tenant the number of a ticket with a file, the file's name, and the digest of its bytes."""
        self.written = 0

    async def write(self, count: int) -> None:
        """So many tickets, the first of each tenant with a file."""
        for tenant in self.world.tenants:
            number = await self.ticket(tenant, f"drill {tenant.slug}")
            body, name = os.urandom(60_000).hex().encode(), f"{tenant.slug}.txt"
            browser = Browser(self.http, self.world.ports[0], tenant.slug)
            await browser.sign_in(*sign_in_of(self.people[tenant.slug]))
            answer = await browser.post(
                f"/tickets/{number}/entries",
                data={"audience": "team", "body": "attached"},
                files=[("files", (name, body, "text/plain"))],
            )
            assert answer.status_code == 303, answer.text
            self.files[tenant.slug] = (number, name, hashlib.sha256(body).hexdigest())
        for place in range(count // 2):
            await asyncio.gather(*(self.ticket(one, f"drill {place}") for one in self.world.tenants))

    async def ticket(self, tenant: Any, subject: str) -> int:
        """Open one, by the API."""
        headers = {"host": tenant.host, "authorization": f"Bearer {self.people[tenant.slug]['token']}"}
        new = {"customer": str(tenant.customer), "subject": subject, "body": "It broke."}
        url = f"http://127.0.0.1:{self.world.ports[0]}/api/v1/tickets"
        answer = await self.http.post(url, json=new, headers=headers)
        assert answer.is_success, answer.text
        self.written += 1
        return int(answer.json()["number"])

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Go on all the while."""

        async def go_on() -> None:
            while True:
                await asyncio.gather(*(self.ticket(one, "meanwhile") for one in self.world.tenants))

        task = asyncio.create_task(go_on())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def sign_in_of(tenant: Mapping[str, Any]) -> tuple[str, str]:
    """Login and password of a member, from what ``desk sample`` told."""
    for one in tenant["sign_ins"]:
        return one["login"], one["password"]
    raise AssertionError("nobody may sign in")


async def back_up(world: World, writer: Writer) -> tuple[Path, copies.Copy]:
    """The dump, and what the database held at its very moment; tickets are written before, during and after."""
    folder, shim = world.state / "backup", world.state / "shim"
    folder.mkdir()
    shim.mkdir()
    async with writer.writing(), copies.moment(world.stack.database_url("postgres", "desk")) as moment:
        # The script is the one that operators run; only the moment is set, so that it can be compared.
        program = shim / "pg_dump"
        program.write_text(f'#!/bin/sh\nexec {programs(world.stack)}/pg_dump --snapshot={moment.name} "$@"\n')
        program.chmod(0o755)
        before = writer.written
        await asyncio.sleep(0.3)
        files = str(world.state / "servers/files")
        said = await run(BACKUP, str(folder), files, env=client_of(world.stack, shim))
        kept = await moment.copy()
        await asyncio.sleep(0.3)
        assert writer.written > before, "nobody wrote meanwhile"
    return Path(said.strip()), kept


async def restore(world: World, second: Stack, dump: Path) -> Path:
    """Into a cluster that has no database and no role of ours; the answer is the folder of the files."""
    second.start()
    second.sql("drop database desk")
    for role in ("desk_hq", "desk_clock", "desk_app", "desk_owner", "desk_search"):
        second.sql(f"drop owned by {role} cascade; drop role {role}")
    files = world.state / "files back"
    await run(RESTORE, str(dump), BACK, str(files), env=client_of(second))
    return files


async def prove(world: World, second: Stack, files: Path, http: httpx.AsyncClient, writer: Writer) -> list[str]:
    """What is wrong with the copy, in sentences."""
    told = world.environment() | {
        f"DESK_{name}DATABASE_URL": second.database_url(role, BACK)
        for name, role in (("", "desk_app"), ("OWNER_", "desk_owner"), ("CLOCK_", "desk_clock"), ("HQ_", "desk_hq"))
    }
    told |= {"DESK_REDIS_URL": second.redis_url, "DESK_FILES_URL": files.as_uri()}
    wrong = await _doctor(told)
    waiting = int(_sql(second, "select count(*) from reaction where status in ('waiting', 'sent')"))
    if not waiting:
        wrong.append("no reaction was waiting in the backup")
    largest = dict(line.split("|") for line in _sql(second, copies.LARGEST).splitlines())
    port, log = world.ports[0], (world.state / "restored.log").open("w", encoding="utf-8")
    world.supervisor.stop()  # The first machine is gone; its port is free.
    words = (("web", "serve", "--port", str(port)), ("worker", "worker"), ("pacer", "pacer"))
    supervisor = Supervisor(
        [Child(name, [*DESK, *more]) for name, *more in words],
        told,
        Lines(log),
        Identity("self", os.geteuid(), os.getegid()),
    )
    supervisor.start()
    try:
        await _until(lambda: answers(port))
        for slug in SLUGS:
            wrong += await _alive(slug, port, http, writer, int(largest[slug]))
        await _until(lambda: _sql(second, copies.UNDONE) == "0", patient=True)
        if (left := _sql(second, copies.UNDONE)) != "0":
            wrong.append(f"{left} of {waiting} reactions that waited were not worked off")
        if (failed := _sql(second, "select count(*) from reaction where status = 'failed'")) != "0":
            wrong.append(f"{failed} reactions failed")
        for slug in SLUGS:
            wrong += await _file(slug, port, http, writer)
    finally:
        supervisor.stop()
        log.close()
    return wrong


async def _doctor(told: Mapping[str, str]) -> list[str]:
    """Roles, forced fences, migrations: whatever the doctor finds wrong."""
    done = await asyncio.to_thread(
        subprocess.run, [*DESK, "doctor", "--json"], env=dict(told), capture_output=True, text=True, check=False
    )
    checks = json.loads(done.stdout)["checks"]
    seen = {one["name"] for one in checks}
    missing = [f"the doctor did not look at {name}" for name in ("roles", "wall", "migrations") if name not in seen]
    # Work that waits since the backup is what has to be there, as long as no worker runs.
    return missing + [f"doctor: {one['detail']}" for one in checks if not one["ok"] and one["name"] != "lanes"]


async def _alive(slug: str, port: int, http: httpx.AsyncClient, writer: Writer, largest: int) -> list[str]:
    """A member signs in and reads a ticket; the next number is a new one."""
    wrong, (number, _, _) = [], writer.files[slug]
    browser = Browser(http, port, slug)
    await browser.sign_in(*sign_in_of(writer.people[slug]))
    page = await browser.get(f"/tickets/{number}")
    if page.status_code != 200 or f"drill {slug}" not in page.text:
        wrong.append(f"{slug}: ticket {number} is not there ({page.status_code})")
    tenant = next(one for one in writer.world.tenants if one.slug == slug)
    if await writer.ticket(tenant, "afterwards") <= largest:
        wrong.append(f"{slug}: a number was given twice")
    return wrong


async def _file(slug: str, port: int, http: httpx.AsyncClient, writer: Writer) -> list[str]:
    """The file was being checked at the backup; now it can be fetched, whole."""
    number, name, digest = writer.files[slug]
    browser = Browser(http, port, slug)
    await browser.sign_in(*sign_in_of(writer.people[slug]))
    page = (await browser.get(f"/tickets/{number}")).text
    found = page.partition('href="/files/')[2].partition('"')[0]
    led = await browser.get(f"/files/{found}")
    if led.status_code != 303:
        return [f"{slug}: {name} is not there ({led.status_code})"]
    url = httpx.URL(led.headers["location"])
    fetched = await browser.get(url.raw_path.decode(), host=f"{slug}-files.{DOMAIN}")
    return [] if hashlib.sha256(fetched.content).hexdigest() == digest else [f"{slug}: {name} is another file"]


async def _until(holds: Callable[[], bool], *, patient: bool = False) -> None:
    """Wait until it holds; a patient one gives up in silence."""
    deadline = time.monotonic() + PATIENCE
    while not await asyncio.to_thread(holds):
        if time.monotonic() > deadline:
            if patient:
                return
            raise AssertionError("it did not come up")
        await asyncio.sleep(0.2)


def _sql(stack: Stack, statement: str) -> str:
    return stack.sql(statement, BACK).strip()


async def run(script: Path, *words: str, env: Mapping[str, str]) -> str:
    """Run an operator's script; the answer is what it printed."""
    done = await asyncio.to_thread(
        subprocess.run, [str(script), *words], env=dict(env), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{script.name}: {done.stderr.strip()}")
    return done.stdout


def programs(stack: Stack) -> Path:
    """Where the server's own programs are."""
    assert stack.postgres is not None, "the servers run"
    return Path(stack.postgres.psql).parent


def client_of(stack: Stack, *first: Path) -> dict[str, str]:
    """What leads PostgreSQL's programs to this server."""
    path = os.pathsep.join([*map(str, first), str(programs(stack)), os.environ["PATH"]])
    return os.environ | {"PGHOST": str(stack.sockets), "PGUSER": "postgres", "PATH": path}
