"""
The stack: a real PostgreSQL and a real Valkey on one state folder, for the demo and for the tests.

    stack = Stack(Path(".desk"))
    stack.start()                              # AlreadyRunning when another process holds the folder
    stack.database_url("desk_app")             # postgresql://desk_app@/desk?host=…
    stack.redis_url                            # unix:///…
    stack.stop()

Two locks. ``lock`` belongs to the process that holds the folder: whoever finds it taken joins or goes away.
``servers.lock`` is held open by everything that was started here: it is free when the last of an earlier run
is gone, also after a kill -9, and only then may the next servers touch the files (Valkey would not mind two).
"""

import contextlib
import fcntl
import hashlib
import json
import os
import pwd
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from desk.demo import programs
from desk.demo.errors import AlreadyRunning, CannotStart
from desk.demo.identity import Identity, Mode, find_identity
from desk.demo.servers import Postgres, Valkey
from desk.settings import ROOT

ROLES = ROOT / "infra/database/roles.sql"
LONGEST_SOCKET_FOLDER = 80
"""A socket's path may have 107 bytes."""
LET_GO = 30.0
"""Seconds that what is left of an earlier run may take to end."""


class Stack:
    """PostgreSQL and Valkey on a state folder. Start it from a thread that lives as long as it shall."""

    def __init__(
        self,
        state: Path,
        *,
        durable: bool = True,
        postgres_bin: Path | None = None,
        mode: Mode | None = None,
    ) -> None:
        """``durable=False`` is for tests: a crash of the machine may lose data. ``mode`` insists on one."""
        self.state = state.resolve()
        self.durable, self.postgres_bin = durable, postgres_bin
        self.mode = mode
        self.sockets = self.state / "run"
        self._locks = contextlib.ExitStack()
        self._servers_lock: IO[str] | None = None
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    # -- life

    def hold(self) -> None:
        """Take the folder, or raise AlreadyRunning; returns when nothing of an earlier run is left."""
        if self._servers_lock is not None:
            return
        self._make_state()
        lock = self._locks.enter_context((self.state / "lock").open("a+"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._locks.close()
            raise AlreadyRunning(f"It is already running on {self.state}.") from None
        self._servers_lock = self._locks.enter_context((self.state / "servers.lock").open("a+"))
        self.endpoints.unlink(missing_ok=True)  # Of a run that was killed.
        self._outlive_the_last_run()

    def start(self) -> None:
        """Both servers up, the roles and the database there."""
        self.hold()
        try:
            self._start_servers()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End both well and let go of the folder. Stopping twice is fine."""
        for server in (self.valkey, self.postgres):
            if server is not None:
                server.stop()
        if self._servers_lock is not None:
            self.endpoints.unlink(missing_ok=True)
        self._locks.close()
        self._servers_lock = None

    def clear(self) -> None:
        """Forget everything in the folder. Refuses with AlreadyRunning while somebody uses it."""
        self.hold()
        for place in {self.state, self._home(find_identity(self.mode))}:
            for path in place.iterdir():
                if path.name in ("lock", "servers.lock"):
                    continue
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    @property
    def lock_to_keep(self) -> int:
        """The file that whatever is started on this stack shall hold open while it lives."""
        return self._held().fileno()

    # -- addresses

    def database_url(self, role: str = "desk_app", database: str = "desk") -> str:
        """Where ``role`` finds the database; ``postgres`` is the superuser."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='/')}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.sockets / 'valkey'}"

    @property
    def endpoints(self) -> Path:
        """Where a second command reads the addresses."""
        return self.state / "stack.json"

    def environment(self) -> dict[str, str]:
        """The settings that lead the product to this stack."""
        return {
            "DESK_DATABASE_URL": self.database_url("desk_app"),
            "DESK_OWNER_DATABASE_URL": self.database_url("desk_owner"),
            "DESK_CLOCK_DATABASE_URL": self.database_url("desk_clock"),
            "DESK_HQ_DATABASE_URL": self.database_url("desk_hq"),
            "DESK_REDIS_URL": self.redis_url,
            "DESK_FILES_URL": (self.state / "files").as_uri(),
        }

    def write_endpoints(self, **more: Any) -> None:
        """Tell a second command where this stack is."""
        new = self.endpoints.with_suffix(".new")
        new.touch(0o600)
        environment = self.environment() | more.pop("environment", {})
        new.write_text(json.dumps({"pid": os.getpid(), "environment": environment} | more, indent=1))
        new.replace(self.endpoints)

    # -- databases

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run SQL as the superuser; the answer is what psql printed."""
        return self._running().sql(statement, database)

    def prepare_database(self, database: str = "desk") -> None:
        """The roles and an empty database as ``infra/database/roles.sql`` makes them; again is fine."""
        self._running().sql(ROLES.read_text("utf-8"), variables={"database": database})

    def copy_database(self, name: str, template: str = "desk") -> str:
        """A database like the template, in some hundredths of a second; the answer is its address."""
        self.sql(f'create database "{name}" template "{template}" owner desk_owner')
        return self.database_url(database=name)

    # -- inside

    def _running(self) -> Postgres:
        if self.postgres is None:
            raise RuntimeError("start the stack first")
        return self.postgres

    def _held(self) -> IO[str]:
        if self._servers_lock is None:
            raise RuntimeError("start the stack first")
        return self._servers_lock

    def _make_state(self) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        owner = self.state.stat().st_uid
        if owner != os.geteuid():
            raise CannotStart(f"{self.state} belongs to {_name(owner)}. Start as that user, or elsewhere: --state DIR")
        self.state.chmod(0o700)

    def _home(self, identity: Identity) -> Path:
        """Where the servers' files are: in the state folder, or where the identity can reach them."""
        if identity.mode != "nobody":
            return self.state
        self.state.chmod(0o711)
        if identity.reaches(self.state):
            return self.state
        home = Path("/var/tmp") / _short_name("desk", self.state)  # noqa: S108 - checked below
        home.mkdir(mode=0o711, exist_ok=True)
        _refuse_a_trap(home)
        return home

    def _start_servers(self) -> None:
        identity = find_identity(self.mode)
        home = self._home(identity)
        self.sockets = home / "run"
        if len(os.fsencode(self.sockets)) > LONGEST_SOCKET_FOLDER:
            self.sockets = Path(tempfile.gettempdir()) / _short_name("desk", self.state)
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            if identity.mode != "nobody":
                _refuse_a_trap(self.sockets)
        identity.own(self.sockets)
        logs = self.state / "log"
        logs.mkdir(exist_ok=True)
        self.postgres = Postgres(
            identity,
            home / "postgres",
            self.sockets,
            logs / "postgres.log",
            program=programs.postgres(self.postgres_bin),
            durable=self.durable,
            copies=home / "programs",
        )
        self.valkey = Valkey(
            identity,
            home / "valkey",
            self.sockets,
            logs / "valkey.log",
            durable=self.durable,
            copies=home / "programs",
        )
        self.postgres.prepare()
        self.valkey.prepare()
        self.valkey.start(keep=[self.lock_to_keep])
        self.postgres.start(keep=[self.lock_to_keep])
        self.prepare_database()

    def _outlive_the_last_run(self) -> None:
        """Wait until nothing holds the servers' lock; end what does not end by itself."""
        started, ended = time.monotonic(), False
        while True:
            try:
                fcntl.flock(self._held(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                waited = time.monotonic() - started
                if waited > LET_GO and not ended:
                    ended = True
                    for pid in _holders(self.state / "servers.lock"):
                        os.kill(pid, signal.SIGKILL)
                if waited > 2 * LET_GO:
                    self._locks.close()
                    self._servers_lock = None
                    raise CannotStart(f"Something of an earlier run still uses {self.state}. End it first.") from None
                time.sleep(0.05)


def _holders(file: Path) -> list[int]:
    """The other processes that have the file open (Linux tells; elsewhere nobody)."""
    found, wanted = [], file.stat()
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            seen = descriptor.stat()
            if (seen.st_dev, seen.st_ino) == (wanted.st_dev, wanted.st_ino):
                found.append(int(descriptor.parts[2]))
    return sorted(set(found) - {os.getpid()})


def _short_name(prefix: str, state: Path) -> str:
    return f"{prefix}-{os.geteuid()}-{hashlib.sha256(os.fsencode(state)).hexdigest()[:12]}"


def _refuse_a_trap(folder: Path) -> None:
    """A folder in a place where anybody may make one must be our own, and not a link."""
    found = folder.lstat()
    if found.st_uid != os.geteuid() or folder.is_symlink():
        raise CannotStart(f"{folder} belongs to somebody else. Remove it, or use another folder: --state DIR")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
