"""Whatever is missing gets a sentence that says what to do, never a traceback."""

import ast
import errno
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OLD = "sys.version_info = (3, 9, 2, 'final', 0)"


def test_an_old_python_is_told_so(run_there, tmp_path):
    done = run_there("demo", first=OLD, PATH=str(tmp_path))

    assert done.returncode == 1
    assert "needs Python 3.11 or later; this is Python 3.9" in done.stderr
    assert "python3.11 run demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_hands_over_to_a_newer_one(run_there, tmp_path):
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "newer: $@"\n')
    newer.chmod(0o755)

    done = run_there("demo", "--port", "81", first=OLD, PATH=str(tmp_path))

    assert done.stdout == "newer: run demo --port 81\n"


def test_an_old_python_can_read_the_whole_file():
    ast.parse((ROOT / "run").read_text("utf-8"), feature_version=(3, 7))


def test_without_venv_it_names_the_package(run_there):
    hide = (
        "import importlib.util as u; real = u.find_spec; u.find_spec = lambda n: n != 'ensurepip' and real(n) or None"
    )

    done = run_there("demo", first=hide)

    assert (done.returncode, done.stderr) == (
        1,
        "This Python makes no virtual environments. On Debian or Ubuntu: apt install python3-venv\n",
    )


def test_without_network_it_says_what_the_first_run_needs(run_there, elsewhere):
    done = run_there("demo")

    assert done.returncode == 1
    assert "The package registry could not be reached. The first run needs the network" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (elsewhere / ".venv/desk-stamp.json").exists()


def test_ctrl_c_in_the_middle_is_no_harm(elsewhere, bare):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        env = bare(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        command = [sys.executable, "run", "demo"]
        running = subprocess.Popen(command, cwd=elsewhere, env=env, stderr=subprocess.PIPE, start_new_session=True)
        silent.settimeout(60)
        line, _ = silent.accept()

        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
        line.close()

    assert running.returncode == 130
    assert "Stopped. Nothing is broken" in said.decode()
    assert b"Traceback" not in said
    assert not (elsewhere / ".venv/desk-stamp.json").exists()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full. Free about"),
        (errno.EROFS, "This folder cannot be written to"),
        (errno.EACCES, "This folder cannot be written to"),
    ],
)
def test_a_full_or_closed_disk_is_named(script, monkeypatch, capsys, tmp_path, number, sentence):
    def refuse(*words):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(script, "set_up", refuse)

    assert script.main(["check"]) == 1
    assert sentence in capsys.readouterr().err


def test_too_little_room_is_said_before_anything_is_fetched(script, monkeypatch, tmp_path):
    monkeypatch.setattr(script, "UV", tmp_path / "uv")
    monkeypatch.setattr(script.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 300_000_000}))

    with pytest.raises(SystemExit, match="The disk is full"):
        script.install_packages("run")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that the lock"),
        ("npm error code EINTEGRITY", "not the one that the lock"),
        ("error: Hash mismatch for `click==8.5.1`", "not the one that the lock"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("npm error ENOSPC: no space left on device, write", "The disk is full"),
        ("Failed to establish a new connection: [Errno 111] Connection refused", "could not be reached"),
        ("error sending request for url: dns error: failed to lookup address", "could not be reached"),
        ("npm error code EAI_AGAIN", "could not be reached"),
        ("error: failed to create directory: Permission denied (os error 13)", "cannot be written to"),
        ("something else altogether", ""),
    ],
)
def test_what_programs_say_is_explained(script, said, sentence):
    assert sentence in script.explain(said)
    assert bool(script.explain(said)) == bool(sentence)


def test_a_command_that_does_not_exist(run_there):
    done = run_there("dmeo")

    assert done.returncode != 0
    assert "There is no command 'dmeo'. See ./run help" in done.stderr


def test_help_names_every_command_without_setting_up(run_there, elsewhere):
    done = run_there("help")

    assert done.returncode == 0
    for name in ("demo", "test", "check", "fix", "bench", "chaos", "desk", "lock"):
        assert f"./run {name}" in done.stdout
    assert not (elsewhere / ".venv").exists()


def test_a_moved_folder_is_set_up_again(script, monkeypatch, tmp_path):
    stamp = tmp_path / "stamp"
    stamp.write_text(json.dumps({"root": str(tmp_path / "before"), "kind": "dev"}))
    monkeypatch.setattr(script, "STAMP", stamp)

    assert script.installed() == {}


def test_nothing_is_started_when_nothing_changed(script, monkeypatch):
    if script.installed() != script.wanted("dev"):
        pytest.skip("this folder was not set up by ./run test")

    def refuse(*words, **more):
        raise AssertionError(f"started {words}")

    monkeypatch.setattr(script.subprocess, "run", refuse)
    script.set_up("dev")
    script.set_up("run")


@pytest.mark.parametrize(
    ("alive", "told", "expected"),
    [(True, "", {"DESK_REDIS_URL": "unix:///x"}), (True, "postgresql://own", {}), (False, "", {})],
)
def test_commands_find_the_running_demo(script, monkeypatch, tmp_path, alive, told, expected):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / ".desk").mkdir()
    stack = {"pid": os.getpid() if alive else gone.pid, "environment": {"DESK_REDIS_URL": "unix:///x"}}
    (tmp_path / ".desk/stack.json").write_text(json.dumps(stack))
    seen = {}
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "set_up", lambda kind: None)
    monkeypatch.setattr(script, "become", lambda *words, **more: seen.update(words=words, more=more))
    monkeypatch.delenv("DESK_DATABASE_URL", raising=False)
    if told:
        monkeypatch.setenv("DESK_DATABASE_URL", told)

    script.main(["desk", "doctor", "--json"])

    assert seen == {"words": ("-m", "desk.cli", "doctor", "--json"), "more": expected}


class TestBrowser:
    """The order in which a browser is looked for, and what happens when there is none."""

    @pytest.fixture(autouse=True)
    def without(self, script, monkeypatch):
        for name in ("CHROMIUM_PATH", "CI", "DESK_BROWSER"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(script.shutil, "which", lambda name: None)
        monkeypatch.setattr(script, "browser_from_npm", lambda: None)

    def test_a_named_one_comes_first(self, script, monkeypatch):
        monkeypatch.setenv("CHROMIUM_PATH", sys.executable)

        assert script.find_browser() == sys.executable

    def test_a_named_one_that_does_not_start_is_said(self, script, monkeypatch):
        monkeypatch.setenv("CHROMIUM_PATH", "/nowhere/chromium")

        with pytest.raises(SystemExit, match="/nowhere/chromium, which cannot be started"):
            script.find_browser()

    def test_npm_is_the_last_way(self, script, monkeypatch):
        monkeypatch.setattr(script, "browser_from_npm", lambda: Path("/unpacked/start"))

        assert script.find_browser() == "/unpacked/start"

    def test_a_way_that_fails_is_said_and_the_next_one_tried(self, script, monkeypatch, capsys):
        def fail():
            raise script.Failed("npm error code EAI_AGAIN", "npm")

        monkeypatch.setattr(script, "browser_from_apt", fail)
        monkeypatch.setattr(script, "browser_from_npm", lambda: Path("/unpacked/start"))

        assert script.find_browser() == "/unpacked/start"
        assert "could not be reached" in capsys.readouterr().err

    def test_none_is_said_loudly(self, script, capsys):
        assert script.find_browser() == ""
        assert "!! NO BROWSER" in capsys.readouterr().err

    @pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("DESK_BROWSER", "required")])
    def test_none_fails_where_one_is_required(self, script, monkeypatch, name, value):
        monkeypatch.setenv(name, value)

        with pytest.raises(SystemExit, match="No browser for the tests"):
            script.find_browser()
