"""What the demo does when all is well, and when the port, a child, the supervisor or the person is not."""

import json
import os
import signal
import socket
import stat
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def test_it_tells_addresses_and_sign_ins_in_one_line(demo):
    started = demo().start()
    told = started.told()

    assert told["ready"] is True
    assert told["base"] == f"http://127.0.0.1:{started.port}"
    acme = told["tenants"][0]
    assert acme["workspace"] == f"http://acme.localhost:{started.port}/"
    assert acme["portal"] == f"http://acme-help.localhost:{started.port}/"
    assert acme["api"] == f"http://acme.localhost:{started.port}/api/v1"
    assert acme["sign_ins"][0].keys() == {"role", "login", "password"}
    assert acme["contact"].keys() == {"login", "password"}
    assert told["headquarters"]["url"] == f"http://headquarters.localhost:{started.port}/"
    assert told["headquarters"]["sign_ins"][0]["role"] == "operator"
    assert told["database_url"].startswith("postgresql://desk_app@/desk?host=/")
    assert told["redis_url"].startswith("unix:///")
    assert "web     | serving 你好" in started.said()
    secret = started.state / "demo.json"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert json.loads((started.state / "stack.json").read_text())["environment"]["DESK_ENVIRONMENT"] == "demo"


def test_a_second_start_joins_and_a_later_one_tells_the_same(demo):
    first = demo().start()
    told = first.told()

    joined = first.again("--json", port=first.port + 1)
    assert (joined.returncode, json.loads(joined.stdout)) == (0, told)
    readable = first.again()
    assert readable.returncode == 0
    assert "It is already running" in readable.stdout
    assert told["tenants"][0]["sign_ins"][0]["password"] in readable.stdout
    refused = first.again("--reset")
    assert refused.returncode == 1
    assert "Stop it first" in refused.stderr

    assert first.end(signal.SIGTERM) == 0
    later = demo().start().told()
    assert later["tenants"] == [{**one, **_at(later["tenants"][0])} for one in told["tenants"]], (
        "the same sign-ins, at the new port"
    )


def _at(tenant: dict) -> dict:
    return {key: tenant[key] for key in ("workspace", "portal", "api")}


def test_reset_forgets(demo, short_path):
    first = demo().start()
    before = first.told()["tenants"][0]["token"]
    first.end(signal.SIGINT)

    second = demo()
    second.flags = ["--reset"]
    after = second.start().told()["tenants"][0]["token"]

    assert before != after


def test_ctrl_c_stops_in_order_and_leaves_nothing(demo, users_of):
    started = demo().start()
    started.told()

    assert started.end(signal.SIGINT) == 0

    said = started.said()
    assert said.index("serve goes") < said.index("pacer goes") < said.index("worker goes")
    assert "Everything is kept" in said
    assert not users_of(started.state)
    assert not (started.state / "stack.json").exists()


def test_ctrl_c_before_it_is_ready(demo, users_of, eventually):
    started = demo(FAKE_MIGRATE_TAKES="30").start()
    eventually(lambda: (started.folder / "pids/migrate").exists(), "the migration begins")

    assert started.end(signal.SIGINT) == 130

    assert "Nothing is lost" in started.said()
    assert not users_of(started.state)


def test_a_killed_child_is_started_again(demo, eventually):
    started = demo().start()
    started.told()
    names = ("serve", "worker", "pacer")
    before = {name: started.pid_of(name) for name in names}

    os.kill(before["worker"], signal.SIGKILL)

    eventually(lambda: started.pid_of("worker") not in (0, before["worker"]), "another worker starts")
    assert "worker was ended by SIGKILL; starting it again" in started.said()
    assert {name: started.pid_of(name) for name in ("serve", "pacer")} == {
        name: before[name] for name in ("serve", "pacer")
    }


def test_a_child_that_keeps_dying_is_given_more_and_more_time(demo, eventually):
    started = demo().start()
    started.told()

    for deaths in range(3):
        seen = started.said().count("web was ended")
        assert seen == deaths
        os.kill(started.pid_of("serve"), signal.SIGKILL)
        eventually(lambda seen=seen: started.said().count("web was ended") == seen + 1, "its death is told")
        if deaths < 2:
            eventually(lambda: _answers(started.port), "it answers again")

    assert "web was ended by SIGKILL; starting it again in 0.5 s" in started.said()
    assert "web was ended by SIGKILL; starting it again in 1 s" in started.said()


def test_a_killed_supervisor_leaves_nothing_behind_and_loses_nothing(demo, users_of, eventually):
    started = demo().start()
    told = started.told()
    children = [started.pid_of(name) for name in ("serve", "worker", "pacer")]

    started.end(signal.SIGKILL)

    again = demo()
    again.port = started.port
    assert again.start().told() == told
    assert not any(_is_alive(pid) for pid in children)
    assert again.end(signal.SIGTERM) == 0
    eventually(lambda: not users_of(again.state), "nothing is left")


def test_a_busy_port_is_named(demo):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = demo().again(port=port)

    assert refused.returncode == 1
    assert f"Port {port} is taken by another program. Choose another: --port {port + 1}" in refused.stderr


def test_a_failed_migration_says_so_and_stops_everything(demo, users_of):
    started = demo(FAKE_MIGRATE_FAILS="1")

    refused = started.again()

    assert refused.returncode == 1
    assert "`desk migrate` failed:\nMigration 7 did not go through." in refused.stderr
    assert not users_of(started.state)


def test_one_that_is_just_starting_is_waited_for(demo, eventually):
    started = demo(FAKE_MIGRATE_TAKES="3").start()
    eventually(lambda: (started.folder / "pids/migrate").exists(), "the migration begins")

    joined = started.again("--json")

    assert (joined.returncode, json.loads(joined.stdout)) == (0, started.told())


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
