"""While PostgreSQL is away the web says so, and goes on by itself when it is back: with servers of the test's own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from desk.demo.embedded import Stack
from desk.settings import ROOT

pytestmark = pytest.mark.slow
PATIENCE = 60.0
DOMAIN = "outage.test"
ENGLISH = {"accept-language": "en"}


class Web:
    """``desk serve`` on a database that can be taken away."""

    def __init__(self, state: Path) -> None:
        self.stack, self.log, self.port = Stack(state / "servers", durable=False), state / "log", free_port()
        self.process: subprocess.Popen[bytes] | None = None
        (state / "tenants" / "acme").mkdir(parents=True)
        (state / "tenants" / "acme" / "tenant.toml").write_text('name = "Acme"\nlocale = "zh-CN"\n', "utf-8")
        self.tenants = state / "tenants"

    def start(self) -> None:
        self.stack.start()
        self.stack.prepare_database()
        self._desk("migrate")
        self._desk("tenants", "apply", "--yes")
        with self.log.open("wb") as log:
            words = [sys.executable, "-m", "desk.cli", "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(words, cwd=ROOT, env=self._environment(), stdout=log, stderr=log)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
        self.stack.stop()

    def get(self, path: str, *, host: str = "acme", **headers: str) -> httpx.Response:
        headers["host"] = f"{host}.{DOMAIN}"
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=20)

    def said(self, words: str) -> int:
        return self.log.read_text("utf-8").count(words)

    def _desk(self, *words: str) -> None:
        command = [sys.executable, "-m", "desk.cli", *words]
        done = subprocess.run(command, cwd=ROOT, env=self._environment(), capture_output=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr.decode()

    def _environment(self) -> dict[str, str]:
        told = {"DESK_ENVIRONMENT": "test", "DESK_TEST_PLUGINS": "", "DESK_BASE_DOMAIN": DOMAIN, "DESK_SCHEME": "http"}
        places = {"DESK_TENANTS": str(self.tenants), "PYTHONPATH": os.pathsep.join(sys.path)}
        return os.environ | self.stack.environment() | told | places


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def eventually(what: Callable[[], bool], why: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if what():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail(f"not within {PATIENCE:.0f} seconds: {why}")


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with tempfile.TemporaryDirectory(prefix="desk-outage-") as folder:
        made = Web(Path(folder))
        try:
            made.start()
            eventually(lambda: made.get("/readyz").status_code == 200, "the web is ready")
            yield made
        finally:
            made.stop()


def test_an_outage_is_said_and_survived(web):
    assert web.get("/sign-in").status_code == 200
    assert web.get("/api/v1/me").status_code == 401
    database = web.stack.postgres
    database.stop()
    try:
        assert web.get("/livez").status_code == 200
        ready = web.get("/readyz")
        assert (ready.status_code, ready.json()["database"], ready.json()["redis"]) == (503, False, True)

        page = web.get("/sign-in")
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
        assert page.headers["content-type"].startswith("text/html")
        assert "我们的数据库暂时没有回应" in page.text
        assert "Acme" in page.text or "acme" in page.text
        part = web.get("/sign-in", **{"hx-request": "true"})
        assert part.status_code == 503
        assert "<html" not in part.text

        for path in ("/api/v1/me", "/api/v1/openapi.json"):
            program = web.get(path, **ENGLISH)
            assert (program.status_code, program.headers["retry-after"]) == (503, "5"), path
            assert program.headers["content-type"] == "application/problem+json"
            assert program.json()["type"] == "urn:partner-desk:database-away"
            assert program.json()["title"] == "Our database doesn't answer at the moment."

        unknown = web.get("/", host="never-seen")
        assert (unknown.status_code, unknown.headers["retry-after"]) == (503, "5")
        assert web.get("/static/desk.css").status_code == 200
    finally:
        database.start()

    eventually(lambda: web.get("/readyz").status_code == 200, "the web is ready again")
    assert web.get("/sign-in").status_code == 200
    assert web.get("/api/v1/me").status_code == 401
    assert web.get("/", host="never-seen").status_code == 404
    assert (web.said("database away"), web.said("database back")) == (1, 1)
    assert web.said("Traceback") == 0, web.log.read_text("utf-8")


def test_a_connection_that_was_cut_costs_one_answer_at_most(web):
    cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'desk_app'"
    assert int(web.stack.sql(cut)) > 0

    answers = [web.get("/sign-in").status_code for _ in range(6)]

    assert set(answers) <= {200, 503}
    assert answers[-2:] == [200, 200]
    assert web.said("Traceback") == 0, web.log.read_text("utf-8")
