"""
The supervisor: keeps the children up, shows what they say, and takes them down in order.

A child that dies is started again, at once the first time and later each time if it keeps dying. Each child
is a session of its own, so Ctrl-C reaches the supervisor alone; each gets SIGTERM when the supervisor dies.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, TextIO

from desk.demo.identity import Identity

COLOURS = {"web": "36", "worker": "35", "pacer": "33", "desk": "32"}
LOOK_EVERY = 0.1
"""Seconds between two looks at the children."""
STEADY_AFTER = 30.0
"""Seconds after which a child's earlier deaths are forgotten."""
LONGEST_PAUSE = 15.0
PATIENCE = 20.0
"""Seconds that a child may take to end when asked to."""


class Lines:
    """Lines of several speakers on one stream, each with its name before it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self._one_at_a_time = stream, threading.Lock()
        self.colourful = stream.isatty() and "NO_COLOR" not in os.environ

    def say(self, name: str, text: str) -> None:
        """``web     | what it said``"""
        head = f"{name:<7} |"
        if self.colourful:
            head = f"\033[{COLOURS.get(name, '0')}m{head}\033[0m"
        with self._one_at_a_time, contextlib.suppress(BrokenPipeError, ValueError):
            self.stream.write(f"{head} {text}\n")
            self.stream.flush()

    def follow(self, name: str, pipe: IO[bytes]) -> None:
        """Pass on all that comes through the pipe, until it ends."""
        with contextlib.suppress(ValueError):
            for line in pipe:
                self.say(name, line.decode("utf-8", "replace").rstrip())


@dataclass
class Child:
    """A program that shall be up. ``command`` must not daemonise."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    start_at: float = 0.0
    reader: threading.Thread | None = None

    @property
    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Runs ``children`` from the thread that calls ``run``; stops them in the order of the list."""

    children: Sequence[Child]
    env: Mapping[str, str]
    lines: Lines
    identity: Identity
    keep: Sequence[int] = ()
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """All children once, without waiting for them."""
        for child in self.children:
            self._start(child)

    def run(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Keep them up until ``until`` says so (True) or somebody asks for the end (False)."""
        while not self._stop.wait(LOOK_EVERY):
            for child in self.children:
                self._look_after(child)
            if until():
                return True
        return False

    def ask_to_stop(self) -> None:
        """Let ``run`` return soon. May be called from a signal handler."""
        self._stop.set()

    def stop(self) -> None:
        """End them one after the other, each well if it can. A second Ctrl-C ends them at once."""
        patience = PATIENCE
        for child in self.children:
            try:
                self._end(child, patience)
            except KeyboardInterrupt:
                patience = 0.0
                self._end(child, patience)

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.process = subprocess.Popen(
            self.identity.command(child.command, at_death=signal.SIGTERM),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(self.env),
            start_new_session=True,
            pass_fds=tuple(self.keep),
        )
        if child.process.stdout is not None:
            follow = (child.name, child.process.stdout)
            child.reader = threading.Thread(target=self.lines.follow, args=follow, daemon=True)
            child.reader.start()

    def _look_after(self, child: Child) -> None:
        if child.is_up:
            if child.deaths and time.monotonic() - child.started_at > STEADY_AFTER:
                child.deaths = 0
            return
        if child.process is not None:
            self._bury(child)
        elif time.monotonic() >= child.start_at:
            self._start(child)

    def _bury(self, child: Child) -> None:
        """Say that it died and how, end what it left behind, and plan the next start."""
        process = child.process
        if process is None:
            return
        _signal_all(process, signal.SIGKILL)
        child.deaths += 1
        pause = min(LONGEST_PAUSE, 0.0 if child.deaths == 1 else 0.5 * 2 ** (child.deaths - 2))
        again = "starting it again" if not pause else f"starting it again in {pause:g} s"
        self.lines.say("desk", f"{child.name} {_how(process.returncode)}; {again}")
        child.process, child.start_at = None, time.monotonic() + pause

    def _end(self, child: Child, patience: float) -> None:
        process = child.process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            self.lines.say("desk", f"{child.name} did not end by itself; ending it")
        _signal_all(process, signal.SIGKILL)
        process.wait()
        if child.reader is not None:
            child.reader.join(1.0)
        child.process = None


def _signal_all(process: subprocess.Popen[bytes], number: int) -> None:
    """To the child and to whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _how(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


@contextlib.contextmanager
def asked_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C, SIGTERM and a closed terminal call ``stop``; a second Ctrl-C interrupts."""

    def once(number: int, _: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for number in before:
        signal.signal(number, once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
