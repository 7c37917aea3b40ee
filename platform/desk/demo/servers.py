"""One PostgreSQL and one Valkey, each a direct child: no daemon, no port, ready when it answers."""

import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.demo import programs
from desk.demo.errors import CannotStart
from desk.demo.identity import Identity, within_reach

SUPERUSER = "postgres"
PATIENCE = 60.0
"""Seconds that a server may take to answer, recovery after a crash included."""
SURROUNDINGS = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Server:
    """What the two have in common: a program, a folder, a log, and a signal that ends it well."""

    name = ""
    farewell = signal.SIGTERM

    def __init__(self, identity: Identity, home: Path, sockets: Path, log: Path) -> None:
        self.identity, self.home, self.sockets, self.log = identity, home, sockets, log
        self.process: subprocess.Popen[bytes] | None = None

    def words(self) -> Sequence[str | Path]:
        """The command line."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether it takes work now."""
        raise NotImplementedError

    def start(self, keep: Sequence[int] = ()) -> None:
        """Start it and return when it answers; ``keep`` are files that it holds open as long as it lives."""
        with self.log.open("ab") as log:
            self.process = self.identity.start(
                self.words(), at_death=self.farewell, log=log, env=SURROUNDINGS, keep=keep
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None:
                raise CannotStart(f"{self.name} ended as it started:\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise CannotStart(f"{self.name} did not answer in {PATIENCE:.0f} s:\n{self.last_words()}")
            time.sleep(0.01)

    def stop(self, patience: float = 30.0) -> None:
        """End it well; the hard way when it takes too long. Stopping twice is fine."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.farewell)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process = None

    def last_words(self) -> str:
        """The end of its log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        return "(no log)"


class Postgres(Server):
    """A PostgreSQL on a socket of its own, in a data folder of its own."""

    name = "PostgreSQL"
    farewell = signal.SIGINT  # Fast: sessions end, nothing is lost.

    def __init__(
        self,
        identity: Identity,
        home: Path,
        sockets: Path,
        log: Path,
        *,
        program: programs.Program,
        durable: bool,
        copies: Path,
    ) -> None:
        super().__init__(identity, home, sockets, log)
        self.server = within_reach(identity, program.path, program.parts, copies)
        self.version = programs.major_version(self.server)
        self.durable = durable
        self.psql = shutil.which("psql", path=str(self.server.parent)) or shutil.which("psql")

    @property
    def data(self) -> Path:
        return self.home / "data"

    def prepare(self) -> bool:
        """Make the cluster unless there is one; True when it is new."""
        self.identity.own(self.home)
        version = self.data / "PG_VERSION"
        if version.exists():
            if int(version.read_text()) != self.version:
                raise CannotStart(
                    f"The data in {self.home} was made by PostgreSQL {version.read_text().strip()}; this is "
                    f"{self.version}. Start with --reset to begin anew, or with --state to keep both."
                )
            for name in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
                _forget_if_dead(name)
            return False
        new = self.home / "new"
        shutil.rmtree(new, ignore_errors=True)
        with self.log.open("ab") as log:
            words: list[str | Path] = [self.server.with_name("initdb"), "-D", new, *self._options_of_initdb()]
            made = self.identity.start(words, at_death=signal.SIGKILL, log=log, env=SURROUNDINGS)
            if made.wait():
                raise CannotStart(f"PostgreSQL could not make its files:\n{self.last_words()}")
        new.rename(self.data)
        return True

    def _options_of_initdb(self) -> list[str]:
        # Plain C makes no trigrams of Chinese text; ICU is in none of the wheels.
        locale = ["--locale=C.UTF-8"]
        if self.version >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        sync = [] if self.durable else ["--no-sync"]
        return ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-instructions", *locale, *sync]

    def words(self) -> Sequence[str | Path]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "shared_buffers": "128MB",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [self.server, "-D", self.data, *options]

    def answers(self) -> bool:
        """Say hello as a client does: while it still starts it answers with an error."""
        hello = f"user\0{SUPERUSER}\0database\0postgres\0\0".encode()
        packet = struct.pack("!ii", len(hello) + 8, 196608) + hello
        return _says(self.sockets / ".s.PGSQL.5432", packet, then=b"X\0\0\0\4").startswith(b"R")

    def sql(self, statement: str, database: str = "postgres", *, variables: Mapping[str, str] | None = None) -> str:
        """Run SQL (or psql's own commands) as the superuser; the answer is what it printed."""
        if self.psql is None:
            raise CannotStart("There is no psql beside this PostgreSQL. Install its client programs.")
        given = [word for name, value in (variables or {}).items() for word in ("-v", f"{name}={value}")]
        words = [
            self.psql,
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            *given,
            "-h",
            str(self.sockets),
            "-U",
            SUPERUSER,
        ]
        done = subprocess.run(
            [*words, "-d", database], input=statement, check=False, capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            raise CannotStart(f"PostgreSQL refused: {done.stderr.strip()}")
        return done.stdout.strip()


class Valkey(Server):
    """A Valkey on a socket of its own, with its appended file beside it."""

    name = "Valkey"

    def __init__(
        self, identity: Identity, home: Path, sockets: Path, log: Path, *, durable: bool, copies: Path
    ) -> None:
        super().__init__(identity, home, sockets, log)
        program = programs.valkey()
        self.server = within_reach(identity, program.path, program.parts or (program.path.parent,), copies)
        self.durable = durable

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey"

    def prepare(self) -> None:
        self.identity.own(self.home)

    def words(self) -> Sequence[str | Path]:
        kept = "yes" if self.durable else "no"
        where: list[str | Path] = [
            "--port",
            "0",
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            "700",
            "--dir",
            self.home,
        ]
        return [self.server, *where, "--appendonly", kept, "--appendfsync", "everysec", "--save", ""]

    def answers(self) -> bool:
        """While it reads its file it answers -LOADING."""
        return _says(self.socket, b"PING\r\n").startswith(b"+PONG")


def _forget_if_dead(lock: Path) -> None:
    """Remove a lock file of a killed server that nobody has buried yet.

    PostgreSQL takes a zombie for alive, and some containers' first process never buries any. We hold the
    servers' lock, so no living server of ours is meant.
    """
    with contextlib.suppress(OSError, IndexError, ValueError):
        pid = int(lock.read_text().split()[0])
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            lock.unlink()


def _says(path: Path, words: bytes, then: bytes = b"") -> bytes:
    """What a server answers on its socket; nothing when nobody is there."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        line.connect(os.fspath(path))
        line.sendall(words)
        answer = line.recv(64)
        line.sendall(then)
        return answer
    return b""
