"""
The world of the benchmarks: a thousand tenants, one of them large, kept between runs.
"""

import asyncio
import contextlib
import hashlib
import importlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
STATE = ROOT / ".desk" / "bench"
TENANTS = 1_000
TICKETS = 100_000
CUSTOMERS = 20_000
TOKEN = "desk_api_" + "b" * 43
COOKIE = "desk_" + "c" * 43
BIG, SMALL = "t0001", "t0002"

_SEED_CUSTOMERS = """
insert into customer (tenant_id, id, number, name, name_twin, name_key, status, grade, created_at, changed_at)
select $1, {id}, 1000000 + n, '客户 ' || n, '客户 ' || n, lpad(n::text, 8, '0'), 'customer', 'standard', $2, $2
  from generate_series(1, $3) n
"""
_SEED_TICKETS = """
insert into ticket (tenant_id, id, number, subject, status, turn, channel, kind, customer, opened_by_kind,
                    opened_at, since_at, changed_at, assignee)
select $1, {id}, 1000000 + n, '月末结账后报表打不开 ' || n,
       case when n % 20 = 0 then 'open' else 'closed' end, case when n % 20 = 0 then 'us' else 'nobody' end,
       'online', 'question', c.id, 'system', at, at, at, null
  from generate_series(1, $3) n cross join lateral (select $2::timestamptz - make_interval(mins => n)) moved (at)
  join (select id, row_number() over () as position from customer where tenant_id = $1) c
    on c.position = 1 + n % $4
"""
# A key that grows with time, as the product makes them; made by the server, for a hundred thousand rows.
_ID = """(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
  || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


SMALL_WORLD = "desk_ten"
"""A second database with ten tenants, to see what a thousand cost."""


@contextlib.contextmanager
def world() -> Iterator[object]:
    """Servers on the kept state, migrated and seeded; their addresses stand in the environment."""
    with servers() as stack:
        _fill(os.environ["DESK_DATABASE_URL"], stack.database_url("postgres"), TENANTS)
        fill_small(stack)
        yield stack


def fill_small(stack: Any) -> None:
    """The second database, migrated and seeded."""
    stack.prepare_database(SMALL_WORLD)
    _fill(stack.database_url("desk_app", SMALL_WORLD), stack.database_url("postgres", SMALL_WORLD), 10)


def only(url: str) -> dict[str, str]:
    """The environment of a process that shall see this database, with all its roles."""
    others = {name: "" for name in os.environ if name.startswith("DESK_") and name.endswith("_DATABASE_URL")}
    return others | {"DESK_DATABASE_URL": url}


@contextlib.contextmanager
def servers() -> Iterator[object]:
    """Servers on the kept state; their addresses stand in the environment."""
    sys.path[:0] = [str(ROOT / "platform"), str(ROOT / "plugins")]
    from desk.demo.embedded import Stack

    stack = Stack(STATE)
    stack.start()
    try:
        os.environ |= stack.environment() | {
            "DESK_ENVIRONMENT": "demo",
            "DESK_TENANTS": str(STATE / "tenants"),
            "DESK_BASE_DOMAIN": "localhost",
        }
        importlib.reload(sys.modules["desk.settings"])
        yield stack
    finally:
        stack.stop()


def migrate(url: str) -> None:
    """Bring a database up to date."""
    command = [sys.executable, "-m", "desk.cli", "migrate"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | only(url))


def _fill(url: str, superuser: str, tenants: int) -> None:
    """Migrate and seed one database."""
    migrate(url)
    asyncio.run(_seed(superuser, tenants))


async def _seed(url: str, tenants: int) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    if await connection.fetchval("select count(*) from tenant") >= tenants:
        await connection.close()
        return
    print("seeding: some minutes, once", file=sys.stderr)
    at = await connection.fetchval("select now()")
    for n in range(1, tenants + 1):
        await _seed_tenant(connection, n, at, large=tenants == TENANTS and n == 1)
    await connection.execute("vacuum analyze")
    await connection.close()


async def _seed_tenant(connection: object, n: int, at: object, *, large: bool) -> None:
    slug = f"t{n:04}"
    async with connection.transaction():
        tenant = await connection.fetchval(
            "insert into tenant (id, slug, name, created_at) values (gen_random_uuid(), $1, $1, $2) returning id",
            slug,
            at,
        )
        for host, face in ((slug, "workspace"), (f"{slug}-help", "portal"), (f"{slug}-files", "files")):
            await connection.execute("insert into tenant_host values ($1, $2, $3)", f"{host}.localhost", tenant, face)
        member, credential = await connection.fetchrow("select gen_random_uuid(), gen_random_uuid()")
        await connection.execute(
            "insert into credential (tenant_id, id, login, changed_at) values ($1, $2, 'a@b', $3)",
            tenant,
            credential,
            at,
        )
        await connection.execute(
            """insert into member (tenant_id, id, credential, staff_no, name, roles)
               values ($1, $2, $3, '1', '李晓峰', '{administrator}')""",
            tenant,
            member,
            credential,
        )
        year = "interval '1 year'"
        await connection.execute(
            f"""insert into api_token (tenant_id, id, member, name, fingerprint, created_at, expires_at)
                values ($1, gen_random_uuid(), $2, 'bench', $3, $4, $4::timestamptz + {year})""",
            tenant,
            member,
            _hash(TOKEN),
            at,
        )
        await connection.execute(
            f"""insert into sign_in (tenant_id, id, fingerprint, credential, face, created_at, seen_at, expires_at)
                values ($1, gen_random_uuid(), $2, $3, 'workspace', $4,
                        $4::timestamptz + {year}, $4::timestamptz + {year})""",
            tenant,
            _hash(COOKIE),
            credential,
            at,
        )
        customers = CUSTOMERS if large else 20
        tickets = TICKETS if large else 1_000 if slug == SMALL else 50
        await connection.execute(_SEED_CUSTOMERS.format(id=_ID), tenant, at, customers)
        await connection.execute(_SEED_TICKETS.format(id=_ID), tenant, at, tickets, customers)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@contextlib.contextmanager
def process(*command: str, port: int, path: str = "/livez", **env: str) -> Iterator[subprocess.Popen]:
    """A server process, ended by its own id when the case is over."""
    started = subprocess.Popen(
        [sys.executable, *command], env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, path, started)
        yield started
    finally:
        started.terminate()
        started.wait(20)


def _wait_for(port: int, path: str, started: subprocess.Popen) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if started.poll() is not None:
            raise RuntimeError(f"the server ended with {started.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=1):
                return
        except OSError:
            time.sleep(0.05)  # asked of another process: there is nothing to wait on
    raise RuntimeError("the server did not answer")
