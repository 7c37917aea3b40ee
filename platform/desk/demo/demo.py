"""
The demo from nothing to ready: servers, migrations, tenants with sample data, then the three children.

Everything is kept in one state folder. A second start on it joins: it prints the addresses again and goes.
"""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from desk.demo.announcement import Announcement, announce, readable
from desk.demo.embedded import Stack
from desk.demo.errors import AlreadyRunning, CannotStart
from desk.demo.identity import Identity
from desk.demo.private import write_private
from desk.demo.readiness import Readiness
from desk.demo.supervisor import Child, Lines, Supervisor, asked_to_stop

PATIENCE = 120.0
"""Seconds from the start of the children until all of them must be at work."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    state: Path
    tenants: Path
    port: int = 8000
    reset: bool = False
    as_json: bool = False
    program: tuple[str, ...] = (sys.executable, "-m", "desk.cli")
    """The product's commands; the demo's own tests put another in its place."""


class Demo:
    """One start of the demo."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.out: TextIO = sys.stderr if options.as_json else sys.stdout
        self.stack = Stack(options.state)
        self.identity = Identity("self", os.geteuid(), os.getegid())

    def run(self) -> int:
        """Start, keep up, stop in order; the answer is the exit code."""
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            while True:
                try:
                    return self._run()
                except AlreadyRunning:
                    if (joined := self._join()) is not None:
                        return joined
        except CannotStart as reason:
            click.echo(f"desk demo: {reason}", err=True)
            return 1
        except KeyboardInterrupt:
            self._say("Stopped before it was ready. Nothing is lost: start it again.")
            return 130
        finally:
            self.stack.stop()

    def _run(self) -> int:
        self.stack.hold()
        if self.options.reset:
            with self._step("Forgetting what was in " + str(self.options.state)):
                self.stack.clear()
        _refuse_a_busy_port(self.options.port)
        with self._step("Starting PostgreSQL and Valkey"):
            self.stack.start()
        self.stack.write_endpoints(environment=self._settings())
        self._desk("Bringing the database up to date", "migrate")
        self._desk("Setting up the tenants", "tenants", "apply", "--yes")
        self._desk("Founding the canaries", "canary", "--found")
        told = announce(self.options.port, self._sample(), self.stack.environment())
        return self._supervise(told)

    def _supervise(self, told: Announcement) -> int:
        lanes = [("web", "serve", "--port", str(self.options.port)), ("pacer", "pacer"), ("worker", "worker")]
        children = [Child(name, [*self.options.program, *words]) for name, *words in lanes]
        keep = [self.stack.lock_to_keep]
        supervisor = Supervisor(children, self._environment(), Lines(self.out), self.identity, keep)
        with asked_to_stop(supervisor.ask_to_stop):
            try:
                supervisor.start()
                ready, deadline = Readiness(self.stack, self.options.port), time.monotonic() + PATIENCE
                if supervisor.run(until=lambda: ready() or time.monotonic() > deadline):
                    if ready.missing:
                        raise CannotStart(f"{' and '.join(ready.missing)} did not come up; the lines above say why.")
                    self.stack.write_endpoints(environment=self._settings(), announcement=told)
                    self._print(told, "Partner Desk is ready. Ctrl-C ends it and keeps what is in it.")
                    supervisor.run()
                self._say("Stopping …")
            finally:
                supervisor.stop()
                self.stack.stop()
        self._say(f"Stopped. Everything is kept in {self.options.state}")
        return 0

    def _join(self) -> int | None:
        """Print what the running one printed. None when it ended meanwhile, and the folder is ours."""
        if self.options.reset:
            raise CannotStart("It is running. Stop it first (Ctrl-C there), then use --reset.")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError, KeyError):
                told = json.loads(self.stack.endpoints.read_text("utf-8"))["announcement"]
                self._print(told, f"It is already running on {self.options.state}:")
                return 0
            with contextlib.suppress(AlreadyRunning):
                self.stack.hold()
                return None
            time.sleep(0.1)
        raise CannotStart("It was started already, and did not become ready. Stop that one first.")

    # -- the product's own commands

    def _settings(self) -> dict[str, str]:
        return {
            "DESK_ENVIRONMENT": "demo",
            "DESK_BASE_DOMAIN": f"localhost:{self.options.port}",
            "DESK_SCHEME": "http",
            "DESK_TENANTS": str(self.options.tenants),
            "DESK_SAMPLE_STATE": str(self.options.state / "sample.json"),
            "DESK_SECRET": self._secret(),
        }

    def _secret(self) -> str:
        """Made once and kept with what was sealed with it."""
        kept = self.options.state / "secret.json"
        if not kept.exists():
            write_private(kept, {"secret": secrets.token_hex(32)})
        return str(json.loads(kept.read_text("utf-8"))["secret"])

    def _environment(self) -> dict[str, str]:
        here = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
        return os.environ | here | self.stack.environment() | self._settings()

    def _desk(self, text: str, *words: str) -> str:
        """One of the product's commands; the answer is what it printed."""
        command = self.identity.command([*self.options.program, *words], at_death=signal.SIGTERM)
        with self._step(text), _ended_with_us(command, self._environment()) as process:
            output, errors = process.communicate()
            if process.returncode:
                said = (errors or output).decode("utf-8", "replace").strip()
                raise CannotStart(f"`desk {' '.join(words)}` failed:\n{said}")
        return output.decode("utf-8")

    def _sample(self) -> dict[str, Any]:
        """The sample's sign-ins, made once and then remembered; more when there are tenants that it lacks."""
        remembered = self.options.state / "demo.json"
        folders = sorted(one.parent.name for one in self.options.tenants.glob("*/tenant.toml"))
        known: dict[str, Any] = {"folders": [], "sample": {"tenants": []}}
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(remembered.read_text("utf-8"))
        if known["folders"] == folders and known["sample"]["tenants"]:
            sample: dict[str, Any] = known["sample"]
            return sample
        made = json.loads(self._desk("Filling in sample data", "sample", "--all", "--json"))
        earlier = {one["slug"]: one for one in known["sample"]["tenants"]}
        made["tenants"] = [earlier.get(one["slug"], one) for one in made["tenants"]]
        made["headquarters"] = known["sample"].get("headquarters", made.get("headquarters", {}))
        write_private(remembered, {"folders": folders, "sample": made})
        return dict(made)

    # -- words

    def _print(self, told: Announcement, head: str) -> None:
        if self.options.as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            self._say(f"\n{head}\n{readable(told)}")

    def _say(self, text: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            click.echo(text, file=self.out)

    @contextlib.contextmanager
    def _step(self, text: str) -> Iterator[None]:
        started = time.monotonic()
        click.echo(f"· {text} …", nl=False, file=self.out)
        try:
            yield
        except BaseException:
            click.echo(file=self.out)
            raise
        self._say(f" {time.monotonic() - started:.1f} s")


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(f"Only root may use port {port}. Choose another: --port 8000") from None
        except OSError:
            raise CannotStart(f"Port {port} is taken by another program. Choose another: --port {port + 1}") from None


@contextlib.contextmanager
def _ended_with_us(command: Sequence[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command in a session of its own, so that Ctrl-C ends it when we say so."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, env=env, start_new_session=True
    ) as process:
        try:
            yield process
        except BaseException:
            process.terminate()
            raise
