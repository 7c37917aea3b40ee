"""
Requests to elsewhere (SSRF): one client calls out, and it looks where it goes (``foundation/outgoing.py``).

Nothing else in the product may speak HTTP to others, read addresses as files, or let words be run as code.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.settings import ROOT

CALLERS = {
    "httpx",
    "httpx2",
    "requests",
    "aiohttp",
    "urllib3",
    "pycurl",
    "websockets",
    "ftplib",
    "telnetlib",
    "niquests",
}
CALLERS |= {"urllib.request", "http.client", "socket", "xmlrpc.client", "smtplib", "imaplib", "poplib", "aiosmtplib"}
MAY = {
    "foundation/outgoing.py": {"httpx", "socket"},
    "conformance/ground.py": {"httpx"},  # asks the product in its own process; nothing goes over a wire
    "foundation/web/served.py": {"httpx"},  # likewise
    "foundation/doctor.py": {"urllib.request"},  # url2pathname, which turns an address of ours into a path
    "files/storage.py": {"urllib.request"},
    "messaging/mails.py": {"aiosmtplib", "socket"},  # a tenant's server, at the address that the one client looked at
    "mail/imap.py": {"imaplib", "socket"},  # likewise
    "kit/workbooks.py": {"xml.etree.ElementTree"},  # after it has refused every definition; see tests/kit
}
OF_THE_DEMO = "demo/"
RUNNERS = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml", "xml.etree.ElementTree", "lxml"}
SOURCES = sorted((ROOT / "platform/desk").rglob("*.py")) + sorted((ROOT / "plugins").rglob("*.py"))


def place(path: Path) -> str:
    return str(path.relative_to(ROOT / "platform/desk" if "platform" in path.parts else ROOT))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def among(name: str, names: set[str]) -> str:
    """Which of these a module is, or stands below of."""
    return next((one for one in names if name == one or name.startswith(f"{one}.")), "")


def test_only_one_module_calls_out():
    found = {}
    for path in SOURCES:
        used = {among(name, CALLERS) for name in imported(path)} - {""} - MAY.get(place(path), set())
        if used and not place(path).startswith(OF_THE_DEMO) and not _is_the_mailer(path, used):
            found[place(path)] = used
    assert found == {}


def _is_the_mailer(path: Path, used: set[str]) -> bool:
    """Mail goes to the one server that the settings name; nobody else gives it an address."""
    return used == {"aiosmtplib"} and "smtp_url" in path.read_text("utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=place)
def test_nothing_typed_is_run(path):
    tree = ast.parse(path.read_text("utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    shells = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "shell"}

    assert called & RUNNERS == set()
    assert shells == set()
    assert {among(name, UNSAFE) for name in imported(path)} - {""} - MAY.get(place(path), set()) == set()


def test_the_signs_are_seen(tmp_path):
    """The test would notice."""
    file = tmp_path / "a.py"
    file.write_text("import urllib.request as u\nfrom http import client\nimport httpx")
    assert {among(name, CALLERS) for name in imported(file)} - {""} == {"urllib.request", "http.client", "httpx"}
