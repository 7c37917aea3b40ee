"""
Whom the servers run as: PostgreSQL refuses to run as root, and looks its user up by name.

As an ordinary user: as oneself. As root, or as a user whom the system has no name for: inside a user
namespace as ``nobody``, which leaves every file where and whose it was. Where namespaces are forbidden
(a chroot, most containers), root drops to ``nobody`` for good; then the servers need programs and data
that ``nobody`` can reach.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from desk.demo.errors import CannotStart

LAUNCH = Path(__file__).with_name("launch.py")
Mode = Literal["self", "namespace", "nobody"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Runs programs as somebody who may run a database server, until this thread's process ends."""

    mode: Mode
    uid: int
    gid: int

    def command(self, program: Sequence[str | Path], *, at_death: int) -> list[str]:
        """The words that start ``program``; it gets the signal ``at_death`` when we die."""
        who = [self.mode, str(self.uid), str(self.gid)]
        words = [sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid()), str(int(at_death)), *who]
        return [*words, *map(str, program)]

    def start(
        self,
        program: Sequence[str | Path],
        *,
        at_death: int,
        log: IO[bytes],
        env: Mapping[str, str],
        keep: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start it in a session of its own; call from a thread that lives as long as it shall."""
        return subprocess.Popen(
            self.command(program, at_death=at_death),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd="/",
            start_new_session=True,
            pass_fds=tuple(keep),
        )

    def own(self, folder: Path) -> None:
        """Make the folder if need be, closed to everyone else, and this identity's with all that is in it."""
        folder.mkdir(parents=True, exist_ok=True)
        owner = self.uid if self.mode == "nobody" else os.geteuid()
        group = self.gid if self.mode == "nobody" else os.getegid()
        if folder.stat().st_uid != owner:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, owner, group, follow_symlinks=False)
        folder.chmod(0o700)

    def reaches(self, path: Path) -> bool:
        """Whether this identity can get to the file or folder."""
        if self.mode != "nobody":
            return True
        through = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
        return through and bool(path.stat().st_mode & stat.S_IXOTH)


def find_identity(mode: Mode | None = None) -> Identity:
    """How servers can be run here; ``mode`` insists on one way."""
    uid = os.geteuid()
    if mode is None:
        mode = "self" if uid != 0 and _has_name(uid) else "namespace" if _namespaces_work() else "nobody"
    if mode == "self":
        return Identity("self", uid, os.getegid())
    if mode == "nobody" and uid != 0:
        raise CannotStart("PostgreSQL runs only as a user with a name, and this one has none. Use another user.")
    nobody = pwd.getpwnam("nobody")
    return Identity(mode, nobody.pw_uid, nobody.pw_gid)


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _namespaces_work() -> bool:
    if sys.platform != "linux":
        return False
    trial = Identity("namespace", 65534, 65534).command(["/bin/true"], at_death=9)
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0


def within_reach(identity: Identity, program: Path, parts: Sequence[Path], store: Path) -> Path:
    """The program, or a copy of its ``parts`` below ``store`` that the identity can reach.

    The parts lie in one folder, and find each other by where they lie.
    """
    if identity.reaches(program):
        return program
    around, made = parts[0].parent, program.stat()
    copy = store / f"{parts[0].name}-{made.st_size}-{int(made.st_mtime)}"
    if not copy.exists():
        half = copy.with_name("half-done")
        shutil.rmtree(half, ignore_errors=True)
        for part in parts:
            shutil.copytree(part, half / part.name, symlinks=True)
        half.rename(copy)
    return copy / program.relative_to(around)
