"""A stand-in for the product's commands: small enough that the demo's own behaviour shows."""

import http.server
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from redis import Redis


def sql(role: str, statement: str) -> str:
    """Through psql, as the product would through its driver."""
    folder = parse_qs(urlsplit(os.environ["DESK_DATABASE_URL"]).query)["host"][0]
    words = [os.environ["FAKE_PSQL"], "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", role, "-d", "desk"]
    return subprocess.run([*words, "-c", statement], check=True, capture_output=True, text=True).stdout.strip()


def migrate() -> None:
    if "FAKE_MIGRATE_FAILS" in os.environ:
        sys.exit("Migration 7 did not go through.")
    time.sleep(float(os.environ.get("FAKE_MIGRATE_TAKES", "0")))
    sql("desk_owner", "create table if not exists fact (n int); grant select, insert on fact to desk_app")


def sample() -> None:
    people = [{"role": "lead", "login": "lin@acme.example", "password": secrets.token_urlsafe(9)}]
    contact = {"login": "wang@customer.example", "password": secrets.token_urlsafe(9)}
    acme = {"slug": "acme", "sign_ins": people, "contact": contact, "token": secrets.token_hex(8)}
    operators = [{"role": "operator", "login": "zhao@hq.example", "password": secrets.token_urlsafe(9)}]
    print(json.dumps({"tenants": [acme], "headquarters": {"sign_ins": operators}}))


class Door(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/livez" else 404)
        self.end_headers()


def serve(port: int) -> None:
    print("serving 你好", flush=True)
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Door).serve_forever()


def worker() -> None:
    redis = Redis.from_url(os.environ["DESK_REDIS_URL"])
    while True:
        redis.zadd("fake:__heartbeats__", {str(os.getpid()): time.time() * 1000})
        time.sleep(0.2)


def pacer() -> None:
    sql("desk_clock", "select pg_sleep(3600)")


def main(words: list[str]) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(f"{words[0]} goes"))
    name = words[0]
    if "FAKE_PIDS" in os.environ:
        Path(os.environ["FAKE_PIDS"], name).write_text(str(os.getpid()))
    if name in ("tenants", "canary"):
        return
    if name == "serve":
        serve(int(words[words.index("--port") + 1]))
    {"migrate": migrate, "sample": sample, "worker": worker, "pacer": pacer}[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
