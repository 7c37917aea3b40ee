"""The scripts beside the product, run for real: roles with passwords, a backup, and the way back."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from asyncpg.connect_utils import _read_password_from_pgpass

from desk.settings import ROOT, settings

INFRA = ROOT / "infra"


def run(script: str, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [str(INFRA / script), *words], env=os.environ | env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture
def superuser(stack: Any) -> dict[str, str]:
    """What leads PostgreSQL's own programs, those beside the server, to the server of this test process."""
    programs = Path(stack.postgres.psql).parent
    if shutil.which("pg_dump", path=str(programs)) is None:
        pytest.fail(f"there is no pg_dump in {programs}")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {"PGHOST": str(stack.sockets), "PGUSER": "postgres", "PATH": path}


@pytest.mark.parametrize("script", [*sorted(INFRA.rglob("*.sh")), INFRA / "container/entry"], ids=lambda p: p.name)
def test_scripts_are_plain_shell(script):
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", script], check=True)


def test_the_entry_hands_secrets_over_without_telling_them(tmp_path):
    for name, content in {
        "desk_app_password": "a:b'c",
        "desk_clock_password": "d",
        "redis_url": "redis://x",
        "desk_secret": "s" * 32,
        "smtp_url": "",
    }.items():
        (tmp_path / name).write_text(content + "\n")
    passwords = tmp_path / "passwords"
    done = run(
        "container/entry",
        "DESK_REDIS_URL",
        "DESK_SECRET",
        "PGPASSFILE",
        DESK_SECRETS=str(tmp_path),
        PGPASSFILE=str(passwords),
        DESK_PROGRAM="printenv",
    )

    assert done.stdout.splitlines() == ["redis://x", "s" * 32, str(passwords)]
    assert passwords.read_text() == "*:*:*:desk_app:a:b'c\n*:*:*:desk_clock:d\n"
    assert passwords.stat().st_mode & 0o077 == 0
    # What the driver makes of it; there is no public way to ask.
    found = _read_password_from_pgpass(
        passfile=passwords, hosts=["postgres"], ports=[5432], database="desk", user="desk_app"
    )
    assert found == "a:b'c"


def test_the_entry_refuses_a_password_that_is_read_in_two_ways(tmp_path):
    (tmp_path / "desk_app_password").write_text("a\\b\n")
    with pytest.raises(AssertionError, match="has a backslash"):
        run("container/entry", DESK_SECRETS=str(tmp_path), PGPASSFILE=str(tmp_path / "passwords"))


async def test_each_role_gets_its_password(superuser, tmp_path, database):
    (tmp_path / "desk_app_password").write_text('it\'s \\ a "pass"\n')
    run("database/passwords.sh", **superuser, DESK_SECRETS=str(tmp_path))
    run("database/passwords.sh", **superuser, DESK_SECRETS=str(tmp_path))

    connection = await asyncpg.connect(user="postgres", host=superuser["PGHOST"], database="postgres")
    try:
        found = await connection.fetchval("select rolpassword from pg_authid where rolname = 'desk_app'")
        others = await connection.fetchval(
            "select count(*) from pg_authid where rolname like 'desk%' and rolname <> 'desk_app' and rolpassword <> ''"
        )
    finally:
        await connection.execute("alter role desk_app password null")
        await connection.close()
    assert found.startswith("SCRAM-SHA-256$")
    assert others == 0


async def test_what_was_kept_comes_back_behind_its_wall(superuser, tmp_path, register, acme, door):
    await door.person(acme, ("hotline_engineer",))
    files, kept, back = (tmp_path / name for name in ("files", "kept", "back"))
    (files / "one").mkdir(parents=True)
    (files / "one/paper.txt").write_text("kept")
    kept.mkdir()
    old = kept / "desk-20200101T000000Z.dump"
    old.touch()
    os.utime(old, (0, 0))

    dump = run("backup/backup.sh", str(kept), str(files), **superuser).stdout.strip()
    run("backup/restore.sh", dump, "desk_back", str(back), **superuser)

    assert (back / "one/paper.txt").read_text() == "kept"
    assert sorted(path.suffix for path in kept.iterdir()) == [".dump", ".tar"]
    assert not old.exists()
    url = settings.database_url.replace("/desk?", "/desk_back?")
    assert await _seen(url, None) == 0
    assert await _seen(url, acme.id) == await _seen(settings.database_url, acme.id) > 0
    with pytest.raises(AssertionError, match="There is a database desk_back already"):
        run("backup/restore.sh", dump, "desk_back", **superuser)


async def _seen(url: str, tenant: Any) -> int:
    """How many members the product sees in this database."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            if tenant is not None:
                await connection.execute("select set_config('desk.tenant_id', $1, true)", str(tenant))
            return int(await connection.fetchval("select count(*) from member"))
    finally:
        await connection.close()
