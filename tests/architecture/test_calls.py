"""The platform calls out from one place alone: whoever opens another way out opens a way in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.settings import HERE, ROOT

CLIENTS = ("httpx", "httpcore", "requests", "urllib3", "aiohttp", "niquests", "urllib.request", "http.client", "ftplib")
HARMLESS = {("urllib.request", "url2pathname")}
ALLOWED = {
    "platform/desk/foundation/outgoing.py": "it is the place",
    "platform/desk/demo/readiness.py": "asks the demo's own web process whether it is up",
    "platform/desk/foundation/web/served.py": "asks its own process for pages, and opens no socket",
    "platform/desk/conformance/ground.py": "knocks at the doors of its own process, and opens no socket",
}
FILES = sorted(path for folder in (HERE, ROOT / "plugins") for path in folder.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, one.name) for one in node.names)


def clients(path: Path) -> list[str]:
    found = []
    for module, name in imported(path):
        whole = f"{module}.{name}" if name else module
        if (module, name) not in HARMLESS and any(f"{whole}.".startswith(f"{one}.") for one in CLIENTS):
            found.append(whole)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_http_is_spoken_to_others_from_one_place(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in ALLOWED:
        assert clients(path) == []


def test_the_rule_sees_what_it_forbids(tmp_path: Path) -> None:
    path = tmp_path / "sly.py"
    path.write_text("from urllib import request\nimport httpx as h\nfrom http.client import HTTPConnection\n")

    assert clients(path) == ["urllib.request", "httpx", "http.client.HTTPConnection"]


def test_every_exception_is_still_one() -> None:
    assert all(clients(ROOT / name) for name in ALLOWED)
