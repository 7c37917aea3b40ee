"""
Area ``tickets``: opening by API, lists of fifty by API and as a page, the page of one ticket, the reaction chain.

Each case is measured in turn with its yardstick (the same statements in a bare route), round after round.
"""

import asyncio
import contextlib
import json
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import chain
import replay
import world
from load import Result, load, median

PAGE = {"cookie": f"desk={world.COOKIE}"}
API = {"authorization": f"Bearer {world.TOKEN}"}


class Cases:
    """The requests of the cases, for one tenant."""

    def __init__(self, slug: str, customer: str, number: int) -> None:
        self.host = f"{slug}.localhost"
        self.customer, self.number = customer, number

    def request(self, case: str) -> tuple[str, str, dict[str, str], bytes]:
        """Method, path, headers and body."""
        new = json.dumps({"customer": self.customer, "subject": "打不开账套", "body": "月末结账后打不开"}).encode()
        return {
            "ticket_create": ("POST", "/api/v1/tickets", API | {"content-type": "application/json"}, new),
            "ticket_list_api": ("GET", "/api/v1/tickets?limit=50", API, b""),
            "ticket_list_page": ("GET", "/tickets?view=team", PAGE, b""),
            "ticket_page": ("GET", f"/tickets/{self.number}", PAGE, b""),
        }[case]

    def raw(self, case: str) -> bytes:
        """The request as bytes on the wire."""
        method, path, headers, body = self.request(case)
        lines = [f"{method} {path} HTTP/1.1", f"host: {self.host}", *(f"{k}: {v}" for k, v in headers.items())]
        return "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode() + body


NAMES = ("ticket_create", "ticket_list_api", "ticket_list_page", "ticket_page")


async def listen(cases: Cases) -> dict[str, list[Any]]:
    """The statements of each case, as the product sends them."""
    import httpx

    from desk.foundation.database import DB, _no_reset
    from desk.main import create_app

    heard: list[tuple[str, tuple[Any, ...]]] = []

    async def attend(connection: Any) -> None:
        connection.add_query_logger(lambda one: heard.append((one.query, tuple(one.args or ()))))

    app = create_app()
    await DB.start_connection_pool(min_size=1, max_size=1, reset=_no_reset, init=attend)
    found = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{cases.host}") as client:
        for case in NAMES:
            method, path, headers, body = cases.request(case)
            for _ in range(3):
                heard.clear()
                begun = datetime.now(UTC)
                answer = await client.request(method, path, headers=headers, content=body)
                assert answer.status_code < 300, answer.text
            number = answer.json()["number"] if case == "ticket_create" else None
            found[case] = replay.marked(list(heard), begun, number)
    await DB.close_connection_pool()
    return found


async def ids_of(slug: str) -> tuple[str, int]:
    """A customer and a ticket of a tenant."""
    import asyncpg

    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)
    tenant = await connection.fetchval("select id from tenant where slug = $1", slug)
    await connection.execute("select set_config('desk.tenant_id', $1, false)", str(tenant))
    customer = await connection.fetchval("select id from customer limit 1")
    await connection.close()
    return str(customer), 1_000_040


@dataclass
class Rounds:
    """What the rounds of one case found: the product, the yardstick, and a bare Litestar route."""

    ours: list[Result] = field(default_factory=list)
    bare: list[Result] = field(default_factory=list)
    litestar: list[Result] = field(default_factory=list)


async def rounds(ours: int, bare: int, litestar: int, cases: Cases, seconds: float, count: int) -> dict[str, Rounds]:
    """All cases in turn, each beside its yardsticks, so that a slow minute hits all."""
    found = {case: Rounds() for case in NAMES}
    for _ in range(count):
        for case in NAMES:
            raw = cases.raw(case)
            plain = f"GET /{case} HTTP/1.1\r\nhost: {cases.host}\r\ncontent-length: 0\r\n\r\n".encode()
            found[case].ours.append(await load(ours, lambda raw=raw: raw, seconds=seconds))
            found[case].bare.append(await load(bare, lambda plain=plain: plain, seconds=seconds))
            found[case].litestar.append(await load(litestar, lambda plain=plain: plain, seconds=seconds))
    return found


def figures(found: Rounds, statements: int) -> dict[str, Any]:
    """One case as figures; a refused request makes them worthless, so it is an error."""
    ours, bare = found.ours, found.bare
    for one in ours + bare + found.litestar:
        if one.failed:
            raise RuntimeError(f"a request failed: {one.first_fault}")
    ratio = statistics.median(a.rps / b.rps for a, b in zip(ours, bare, strict=True))
    return {
        "rps": round(median(ours, lambda one: one.rps), 1),
        "p50_ms": round(median(ours, lambda one: one.percentile(0.5)), 2),
        "p99_ms": round(median(ours, lambda one: one.percentile(0.99)), 2),
        "of_yardstick": round(ratio, 3),
        "yardstick_rps": round(median(bare, lambda one: one.rps), 1),
        "bare_litestar_rps": round(median(found.litestar, lambda one: one.rps), 1),
        "statements": statements,
        "round_trips": statements,
    }


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return round(int(status.partition("VmRSS:")[2].split()[0]) / 1024, 1)


def run(seconds: float, count: int) -> dict[str, Any]:
    """Measure the area; the answer is its figures by case."""
    with world.world() as stack, contextlib.ExitStack() as servers:
        big = Cases(world.BIG, *asyncio.run(ids_of(world.BIG)))
        small = Cases(world.SMALL, *asyncio.run(ids_of(world.SMALL)))
        statements = asyncio.run(listen(big))
        folder = servers.enter_context(tempfile.TemporaryDirectory())
        cases = Path(folder) / "cases"
        cases.write_bytes(pickle.dumps(statements))
        ours = world.free_port()
        web = servers.enter_context(world.process("-m", "desk.cli", "serve", "--port", str(ours), port=ours))
        bare = servers.enter_context(_beside("replay:app", cases))
        litestar = servers.enter_context(_beside("bare_litestar:app", cases))
        measured = asyncio.run(rounds(ours, bare, litestar, big, seconds, count))
        found: dict[str, Any] = {case: figures(measured[case], statements=len(statements[case])) for case in NAMES}
        found["growth_tickets"] = growth(asyncio.run(beside(ours, big, small, seconds, count)))
        found["growth_tenants"] = growth(in_another_world(stack, ours, small, seconds, count))
        found["web_memory_mb"] = memory_mb(web.pid)
        per_second = pgbench(stack, seconds)
        for case in NAMES:
            found[case]["of_pgbench"] = round(found[case]["rps"] / per_second, 3) if per_second else None
        found["reaction_chain"] = chain.measure(stack, count)
    return found


@contextlib.contextmanager
def _beside(app: str, cases: Path) -> Iterator[int]:
    """An app to compare with, served as the product is; the answer is its port."""
    port = world.free_port()
    command = ("-m", "uvicorn", app, "--factory", "--port", str(port), "--loop", "uvloop", "--no-access-log")
    environment = {"DESK_BENCH_CASES": str(cases), "PYTHONPATH": str(Path(__file__).parent)}
    with world.process(*command, port=port, path="/ticket_list_api", **environment):
        yield port


def in_another_world(stack: Any, port: int, small: Cases, seconds: float, count: int) -> list[tuple[Result, Result]]:
    """The same list of the same tenant beside a thousand others, and beside ten."""
    other = world.free_port()
    environment = world.only(stack.database_url("desk_app", world.SMALL_WORLD))
    with world.process("-m", "desk.cli", "serve", "--port", str(other), port=other, **environment):
        return [
            (
                asyncio.run(load(port, lambda: small.raw("ticket_list_api"), seconds=seconds)),
                asyncio.run(load(other, lambda: small.raw("ticket_list_api"), seconds=seconds)),
            )
            for _ in range(count)
        ]


async def beside(port: int, big: Cases, small: Cases, seconds: float, count: int) -> list[tuple[Result, Result]]:
    """The list of a tenant with 100,000 tickets beside that of one with 1,000."""
    found = []
    for _ in range(count):
        one = await load(port, lambda: big.raw("ticket_list_api"), seconds=seconds)
        other = await load(port, lambda: small.raw("ticket_list_api"), seconds=seconds)
        found.append((one, other))
    return found


def growth(found: list[tuple[Result, Result]]) -> float:
    """How much longer the large one takes."""
    return round(statistics.median(b.rps / a.rps for a, b in found), 3)


def pgbench(stack: Any, seconds: float) -> float | None:
    """Transactions a second of pgbench on the list's statement, where pgbench is installed; printed beside."""
    tool = shutil.which("pgbench") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/pgbench")), None)
    if tool is None:
        return None
    script = (
        "begin;\nselect set_config('desk.tenant_id', '{tenant}', true);\n"
        "select id, number, subject, status, opened_at from ticket"
        " order by opened_at desc, id desc limit 51;\ncommit;\n"
    ).format(tenant=stack.sql(f"select id from tenant where slug = '{world.BIG}'", "desk").strip())
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        url = stack.database_url("desk_app")
        told = subprocess.run(
            [tool, "-n", "-M", "prepared", "-c", "4", "-T", str(int(seconds)), "-f", file.name, url],
            capture_output=True,
            text=True,
            check=False,
        )
    line = next((one for one in told.stdout.splitlines() if one.startswith("tps")), "")
    print(told.stderr[-300:], file=sys.stderr) if not line else None
    return float(line.split("=")[1].split()[0]) if line else None
