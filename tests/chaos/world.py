"""
A world to break: its own servers, database, tenants and processes, on a folder that goes away.

The thread that makes it has to live as long as it shall: what it starts ends with that thread.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from uuid import UUID

from desk.demo.embedded import Stack
from desk.demo.identity import Identity
from desk.demo.supervisor import Child, Lines, Supervisor

TESTS = Path(__file__).resolve().parent.parent
DESK = (sys.executable, "-m", "desk.cli")
SLUGS = ("acme", "brisk")
DOMAIN = "chaos.test"
PATIENCE = 60.0
"""Seconds that the web may take to answer for the first time."""


@dataclass(frozen=True, slots=True)
class ChaosTenant:
    """One tenant: its id, a token that may do everything, and somebody to open tickets for."""

    slug: str
    id: UUID
    token: str
    customer: UUID

    @property
    def host(self) -> str:
        return f"{self.slug}.{DOMAIN}"


def say(text: str) -> None:
    """A word to whoever watches."""
    print(text, file=sys.stderr, flush=True)


class World:
    """Servers, tenants, and the processes of the product in pairs, each started again at once."""

    def __init__(self, *, plugin: str = "", also: Sequence[str] = (), keep: bool = False) -> None:
        """``plugin`` is a module beside this one; ``also`` are slugs of plugins that are installed anyway."""
        self.also, self.secret = also, secrets.token_hex(32)
        self.state, self.keep, self.plugin = Path(tempfile.mkdtemp(prefix="desk-chaos-")), keep, plugin
        self.stack = Stack(self.state / "servers", durable=True)
        self.ports = [_free_port(), _free_port()]
        self.tenants: list[ChaosTenant] = []
        names = [("web", "serve", "--port", str(port)) for port in self.ports]
        names += [("worker", "worker"), ("worker", "worker"), ("pacer", "pacer"), ("pacer", "pacer")]
        self.children = [Child(name, [*DESK, *words]) for name, *words in names]
        self.log = (self.state / "children.log").open("w", encoding="utf-8")
        self.supervisor = Supervisor(self.children, {}, Lines(self.log), Identity("self", os.geteuid(), os.getegid()))

    def __enter__(self) -> "World":
        try:
            with step("Starting PostgreSQL and Valkey"):
                self.stack.start()
            with step("Making the database and its tenants"):
                self._fill()
            with step("Starting web, worker and pacer, two of each"):
                self.supervisor.env = self.environment()
                self.supervisor.start()
                self._wait_for_the_web()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """End everything; nothing is left but what was asked to be kept."""
        self.supervisor.stop()
        self.stack.stop()
        self.log.close()
        if self.keep:
            say(f"Kept in {self.state}")
        else:
            shutil.rmtree(self.state, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What the product's processes are told."""
        told = {
            "DESK_ENVIRONMENT": "test",
            "DESK_SECRET": self.secret,
            "DESK_TEST_PLUGINS": self.plugin,
            "DESK_BASE_DOMAIN": DOMAIN,
            "DESK_SCHEME": "http",
            "DESK_TENANTS": str(self.state / "tenants"),
            "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "PYTHONUNBUFFERED": "1",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
        return kept | self.stack.environment() | told

    def sql(self, statement: str) -> list[list[str]]:
        """Rows of a statement, read past all walls."""
        return [line.split("|") for line in self.stack.sql(statement, "desk").splitlines()]

    def desk(self, *words: str) -> str:
        """One of the product's commands; the answer is what it printed."""
        done = subprocess.run([*DESK, *words], env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"desk {' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    # -- inside

    def _fill(self) -> None:
        slug = self.plugin.rpartition(".")[2].removesuffix("_plugin")
        for name in SLUGS:
            folder = self.state / "tenants" / name
            folder.mkdir(parents=True)
            plugins = json.dumps([*([slug] if slug else []), *self.also])
            (folder / "tenant.toml").write_text(f'name = "{name}"\nlocale = "en"\nplugins = {plugins}\n', "utf-8")
            (folder / "sample.toml").write_text(_SAMPLE.format(slug=name), "utf-8")
        self.desk("migrate")
        self.desk("tenants", "apply", "--yes")
        tokens = {one["slug"]: one["token"] for one in json.loads(self.desk("sample", "--all", "--json"))["tenants"]}
        self.sql(_CUSTOMERS)
        found = self.sql("select t.slug, t.id, c.id from tenant t join customer c on c.tenant_id = t.id order by 1")
        self.tenants = [ChaosTenant(slug, UUID(one), tokens[slug], UUID(customer)) for slug, one, customer in found]

    def _wait_for_the_web(self) -> None:
        deadline, silent = time.monotonic() + PATIENCE, set(self.ports)

        def answered() -> bool:
            silent.difference_update([port for port in silent if answers(port)])
            return not silent or time.monotonic() > deadline

        self.supervisor.run(until=answered)
        if silent:
            raise RuntimeError(f"The web did not come up:\n{self.last_words()}")

    def last_words(self, lines: int = 30) -> str:
        """The end of what the processes said."""
        self.log.flush()
        return "\n".join(Path(self.log.name).read_text("utf-8").splitlines()[-lines:])


_SAMPLE = """
[[members]]
name = "Ada"
staff_no = "1"
roles = ["administrator", "service_manager"]
login = "ada@{slug}.example"
"""
_CUSTOMERS = """
insert into customer (tenant_id, id, number, name, name_twin, created_at, changed_at)
select id, gen_random_uuid(), 1, 'Somebody', 'somebody', now(), now() from tenant
"""


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """One line with the time it took."""
    started = time.monotonic()
    yield
    say(f"· {text}: {time.monotonic() - started:.1f} s")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answers(port: int) -> bool:
    """Whether a web process answers on this port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
