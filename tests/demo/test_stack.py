"""The launcher: real servers, safe roles, one holder, nothing left behind and nothing lost."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from redis import Redis

from desk.demo import identity
from desk.demo.embedded import Stack
from desk.demo.errors import AlreadyRunning, CannotStart

LAUNCH = identity.LAUNCH
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


async def test_nobody_may_pass_the_wall(own_stack):
    roles = own_stack.sql(
        "select rolname, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication, rolcanlogin"
        " from pg_roles where rolname like 'desk\\_%' order by 1"
    )

    assert roles.splitlines() == [
        "desk_app|f|t",
        "desk_clock|f|t",
        "desk_hq|f|t",
        "desk_owner|f|t",
        "desk_search|f|f",
    ]
    app = await asyncpg.connect(own_stack.database_url("desk_app"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute("create table mine (n int)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute("set role desk_owner")
    await app.close()


async def test_the_owner_makes_tables_and_hands_functions_over(own_stack):
    owner = await asyncpg.connect(own_stack.database_url("desk_owner"))
    await owner.execute("create table t (name text); create index on t using gin (name gin_trgm_ops)")
    await owner.execute("create function f() returns int language sql as 'select 1'")
    await owner.execute("alter function f() owner to desk_search")
    assert await owner.fetchval("select count(*) from unnest(show_trgm('没有暖气')) as trigram") > 0
    await owner.close()


async def test_a_copied_database_has_the_tables_of_its_template(own_stack):
    own_stack.sql("create table t (n int); insert into t values (7)", "desk")

    copy = await asyncpg.connect(own_stack.copy_database("desk_copy").replace("desk_app@", "postgres@"))

    assert await copy.fetchval("select n from t") == 7
    await copy.close()


def test_data_is_kept_over_a_stop(short_path):
    stack = Stack(short_path / "state")
    stack.start()
    stack.sql("create table kept (n int); insert into kept values (7)", "desk")
    Redis.from_url(stack.redis_url).set("kept", 7)
    stack.stop()
    stack.start()

    assert stack.sql("select n from kept", "desk") == "7"
    assert Redis.from_url(stack.redis_url).get("kept") == b"7"
    stack.stop()


def test_one_holder_at_a_time(own_stack):
    second = Stack(own_stack.state, durable=False)

    with pytest.raises(AlreadyRunning):
        second.start()
    with pytest.raises(AlreadyRunning):
        second.clear()
    second.stop()

    assert own_stack.sql("select 1") == "1"


def test_clearing_forgets_everything(short_path):
    stack = Stack(short_path / "state", durable=False)
    stack.start()
    stack.sql("create table kept (n int)", "desk")
    stack.stop()

    stack.clear()
    stack.start()

    assert stack.sql("select to_regclass('kept') is null", "desk") == "t"
    stack.stop()


@on_linux
@pytest.mark.parametrize("mode", ["auto", pytest.param("nobody", marks=as_root)])
def test_a_killed_holder_leaves_no_server_and_loses_nothing(short_path, hold, users_of, eventually, mode):
    state = short_path / "state"
    short_path.chmod(0o755)
    holder = hold(*([] if mode == "auto" else [mode]))
    assert len(users_of(state)) >= 3

    holder.send_signal(signal.SIGKILL)
    holder.wait()

    eventually(lambda: not users_of(state), "the servers end with their holder")
    stack = Stack(state, mode=None if mode == "auto" else mode)
    stack.start()
    assert stack.sql("select n from kept", "desk") == "7"
    assert "shut down" in (state / "log/postgres.log").read_text()
    stack.stop()


@on_linux
def test_the_next_start_waits_for_what_a_killed_one_left(short_path, hold):
    holder = hold()

    holder.send_signal(signal.SIGKILL)
    holder.wait()
    stack = Stack(short_path / "state")
    stack.start()

    assert stack.sql("select n from kept", "desk") == "7"
    stack.stop()


@on_linux
def test_a_server_killed_with_its_holder_recovers(short_path, hold, users_of, eventually):
    state = short_path / "state"
    holder = hold()

    holder.send_signal(signal.SIGSTOP)
    for pid in users_of(state):
        # A child of a server ends with it, whichever of the two is killed first.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    holder.wait()
    eventually(lambda: not users_of(state), "everything is gone")

    stack = Stack(state)
    stack.start()
    assert stack.sql("select n from kept", "desk") == "7"
    stack.stop()


@on_linux
@as_root
def test_where_nobody_cannot_reach_the_folder_the_files_go_elsewhere(short_path):
    assert oct(short_path.stat().st_mode)[-3:] == "700"
    stack = Stack(short_path / "state", durable=False, mode="nobody")

    stack.start()

    try:
        assert stack.sql("select 1") == "1"
        assert not stack.sockets.is_relative_to(short_path)
    finally:
        stack.stop()
        stack.clear()
        stack.stop()
        home = stack.sockets.parent
        assert not any(home.iterdir())
        home.rmdir()


@on_linux
@as_root
def test_programs_that_nobody_can_reach_are_copied(short_path):
    program = short_path / "wheel/bin/postgres"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    parts = [short_path / "wheel"]
    nobody = identity.find_identity("nobody")

    assert identity.within_reach(identity.find_identity("namespace"), program, parts, short_path) == program
    copy = identity.within_reach(nobody, program, parts, short_path / "programs")

    assert copy != program
    assert copy.read_text() == program.read_text()
    assert identity.within_reach(nobody, program, parts, short_path / "programs") == copy


@on_linux
@as_root
def test_an_ordinary_user_can_start_it_too(short_path):
    python, site = Path("/usr/bin/python3"), Path(asyncpg.__file__).parent.parent
    check = [python, "-c", "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, sys.argv[1:])))"]
    same = [str(number) for number in sys.version_info[:2]]
    if not python.exists() or subprocess.run([*check, *same], check=False).returncode:
        pytest.skip(f"there is no /usr/bin/python3 of version {'.'.join(same)} that everybody may run")
    nobody = identity.find_identity("nobody")
    if not all(nobody.reaches(path) for path in (site, LAUNCH.parent)):
        pytest.skip("the project lies where ordinary users cannot reach it")
    short_path.chmod(0o777)
    code = (
        "import os, sys; from pathlib import Path; from desk.demo.embedded import Stack;"
        "stack = Stack(Path(sys.argv[1])); stack.start();"
        "print(os.geteuid(), stack.postgres.identity.mode, stack.sql('select 1')); stack.stop()"
    )

    done = subprocess.run(
        [python, "-c", code, short_path / "state"],
        user=nobody.uid,
        group=nobody.gid,
        extra_groups=[],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{LAUNCH.parents[2]}:{site}"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == [str(nobody.uid), "self", "1"], done.stderr


@as_root
def test_somebody_elses_folder_is_left_alone(short_path):
    state = short_path / "state"
    state.mkdir()
    os.chown(state, identity.find_identity("nobody").uid, -1)

    with pytest.raises(CannotStart, match="belongs to nobody"):
        Stack(state).start()


def test_data_of_another_version_is_left_alone(short_path):
    data = short_path / "state/postgres/data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("14\n")
    stack = Stack(short_path / "state")

    with pytest.raises(CannotStart, match="made by PostgreSQL 14"):
        stack.start()
    assert (data / "PG_VERSION").exists()


def test_a_long_path_gets_a_short_socket(short_path):
    stack = Stack(short_path / ("long" * 30), durable=False)
    stack.start()

    try:
        assert stack.sql("select 1") == "1"
        assert stack.sockets.stat().st_mode & 0o777 == 0o700
    finally:
        stack.stop()
    assert not any(stack.sockets.iterdir())
    stack.sockets.rmdir()


def test_a_half_made_cluster_is_made_anew(short_path):
    half = short_path / "state/postgres/new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    stack = Stack(short_path / "state", durable=False)

    stack.start()

    assert stack.sql("select 1") == "1"
    stack.stop()


def test_an_older_postgresql_serves_as_well(short_path):
    older = Path("/usr/lib/postgresql/15/bin")
    if not older.is_dir():
        pytest.skip("PostgreSQL 15 is not installed here")
    stack = Stack(short_path / "state", durable=False, postgres_bin=older)

    stack.start()

    assert stack.sql("show server_version_num") < "160000"
    assert stack.sql("select 'ä' ~* 'Ä', array_length(show_trgm('没有暖气'), 1) > 0", "desk") == "t|t"
    stack.stop()


def test_a_wrong_folder_of_programs_is_named(short_path):
    with pytest.raises(CannotStart, match="no PostgreSQL server in"):
        Stack(short_path / "state", postgres_bin=short_path).start()


@on_linux
def test_without_the_kernels_help_a_program_still_ends_with_its_parent(short_path, eventually):
    code = (
        "import os, subprocess, sys, time;"
        "words = [sys.executable, '-I', '-S', sys.argv[1], str(os.getpid()), '15', 'self', '0', '0'];"
        "subprocess.Popen([*words, '/bin/sh', '-c', 'echo $$ > ' + sys.argv[2] + '; exec sleep 600'], "
        "start_new_session=True, env={'DESK_WATCH_PARENT': '1'}); time.sleep(600)"
    )
    told = short_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", code, LAUNCH, told])
    pid = int(eventually(lambda: told.exists() and told.read_text().strip(), "the program starts"))

    parent.kill()
    parent.wait()

    eventually(lambda: not Path(f"/proc/{pid}").exists(), "the program ends")
