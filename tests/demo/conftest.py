"""A state folder, a stack on it, and a demo started as a process of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.demo import programs
from desk.demo.embedded import Stack

HERE = Path(__file__).resolve().parent
DEADLINE = 45.0


def _eventually(what: Callable[[], Any], why: str) -> Any:
    """What ``what`` returns once it is true; fails with ``why`` when it never is."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.05)
    pytest.fail(f"never happened: {why}")


def _users_of(state: Path) -> set[int]:
    """The processes that hold a file of the state folder open: servers, children, whoever started them."""
    found = set()
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = os.readlink(descriptor)
        except OSError:
            continue
        if target.startswith(f"{state}/"):
            found.add(int(descriptor.parts[2]))
    return found - {os.getpid()}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def eventually() -> Callable[[Callable[[], Any], str], Any]:
    """Waits for something, with a deadline and a reason."""
    return _eventually


@pytest.fixture
def users_of() -> Callable[[Path], set[int]]:
    """Who has a file of this folder open."""
    return _users_of


@pytest.fixture
def hold(short_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts a process that holds a stack on the folder ``state``; returns when it is up."""
    held: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, str(HERE / "hold_stack.py"), str(short_path / "state"), *words]
        held.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        assert held[-1].stdout is not None
        assert held[-1].stdout.readline() == "up f\n"
        return held[-1]

    yield start
    for process in held:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    _eventually(lambda: not _users_of(short_path / "state"), "the servers of a killed holder end")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder with a short path: pytest's own are too long for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="desk-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own_stack(short_path: Path) -> Iterator[Stack]:
    """A started stack that forgets quickly."""
    made = Stack(short_path / "state", durable=False)
    made.start()
    yield made
    made.stop()


class Started:
    """A demo in a process of its own, with the stand-in for the product."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.state, self.port = folder, folder / "state", free_port()
        self.env = os.environ | {"FAKE_PIDS": str(folder / "pids"), "FAKE_PSQL": _psql()} | env
        self.log = folder / "said"
        self.flags: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        (folder / "pids").mkdir(exist_ok=True)
        (folder / "tenants/acme").mkdir(parents=True, exist_ok=True)
        (folder / "tenants/acme/tenant.toml").touch()

    def command(self, *flags: str, port: int | None = None) -> list[str]:
        return [sys.executable, str(HERE / "start_demo.py"), str(self.state), str(port or self.port), *flags]

    def start(self) -> "Started":
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command("--json", *self.flags), stdout=subprocess.PIPE, stderr=log, text=True, env=self.env
            )
        return self

    def again(self, *flags: str, port: int | None = None) -> subprocess.CompletedProcess[str]:
        """A second start on the same folder."""
        command = self.command(*flags, port=port)
        return subprocess.run(command, capture_output=True, text=True, env=self.env, timeout=DEADLINE, check=False)

    def told(self) -> dict[str, Any]:
        """The one line of JSON, when it is ready."""
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.said()
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self, number: int) -> int:
        """Send a signal to the supervisor alone and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)

    def pid_of(self, name: str) -> int:
        text = (self.folder / "pids" / name).read_text()
        return int(text or 0)

    def said(self) -> str:
        return self.log.read_text()


def _psql() -> str:
    beside = programs.postgres().path.with_name("psql")
    return str(beside) if beside.exists() else str(shutil.which("psql"))


@pytest.fixture
def demo(short_path: Path) -> Iterator[Callable[..., Started]]:
    """Makes demos on one state folder; ends what a test leaves up."""
    made: list[Started] = []

    def make(**env: str) -> Started:
        made.append(Started(short_path, **env))
        return made[-1]

    yield make
    for one in made:
        if one.process is not None and one.process.poll() is None:
            one.end(signal.SIGTERM)
        if one.process is not None and one.process.stdout is not None:
            one.process.stdout.close()
