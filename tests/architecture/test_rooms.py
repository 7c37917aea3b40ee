"""Whoever has seen one slice finds everything in the next: the same rooms, and no others."""

import ast
from pathlib import Path

import pytest

from desk.conformance.code import MAY_BE_FOLDERS, ROOMS
from desk.settings import HERE, ROOT

from .reading import PLATFORM, modules, names_of_functions, nothing, text_files

EXTRA = {
    "people": {
        "codes": "one-time codes of a second factor: pure",
        "answers": "what programs get: pure",
        "identity": "from a cookie or a token to a principal",
        "passwords": "hashing, off the loop",
        "throttles": "how often somebody may try",
        "vault": "secrets of second factors, sealed",
        "views": "what pages and programs are shown of a row",
    },
    "calendars": {"views": "what pages and programs are shown of a row", "answers": "what programs get: pure"},
    "customers": {
        "views": "what pages and programs are shown of a row",
        "answers": "what programs get: pure",
        "masking": "which values are for few eyes: pure",
    },
    "fields": {
        "views": "what pages, lists and programs are shown of values",
        "answers": "what programs get: pure",
        "kinds": "what each kind of field takes, and how it is kept: pure",
    },
    "imports": {"views": "what pages are shown of a row", "kinds": "what can be brought in, asked of all slices"},
    "tickets": {
        "views": "what pages and programs are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "the tasks that it asks people for, and what customers are asked",
    },
    "requests": {
        "views": "what pages and panels are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "what kinds of requests there are, and what hooks give about them",
    },
    "cases": {
        "views": "what pages and panels are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "what handing up means for a thing, from the slices above",
        "sheets": "what each kind of case asks for, step by step: pure",
    },
    "publications": {"views": "what pages are shown of a row", "answers": "what programs get: pure"},
    "payments": {
        "views": "what pages and panels are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "what is paid for, from the slices above",
    },
    "surveys": {
        "views": "what pages and panels are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "what customers are asked, from the slices above",
    },
    "tasks": {
        "views": "what pages and panels are shown of a row",
        "answers": "what programs get: pure",
        "kinds": "what kinds of tasks there are, from the slices above",
    },
    "files": {
        "access": "who may fetch a file, asked of whoever it belongs to",
        "answers": "what programs get: pure",
        "contents": "what a file is by its bytes: pure",
        "links": "addresses that open one file for a while",
        "pictures": "re-encoding, in a process of its own",
        "storage": "where the bytes lie",
    },
    "documents": {
        "kinds": "what documents are made of, and which there are, from the slices above",
        "engine": "setting one, in a process of its own",
        "press": "that process: knows nothing of the product",
        "views": "how a document is handed over",
    },
    "signatures": {
        "answers": "what programs get: pure",
        "codes": "codes that people type: pure",
        "papers": "the drawing, the scan and the signed PDF, in bytes",
        "seals": "the hash over a signature: pure",
        "views": "what pages show of one, and whether it still is what it was",
    },
    "search": {
        "answers": "what programs get: pure",
        "kinds": "what kinds of things can be found, from the slices above",
    },
    "deadlines": {
        "answers": "what programs get: pure",
        "engine": "when a promise falls due, from its log: pure",
        "views": "what pages and programs are shown of a row",
    },
    "figures": {
        "answers": "what programs get: pure",
        "kinds": "which figures there are, from the slices above",
        "views": "what pages and programs are shown of a figure",
    },
    "messaging": {
        "answers": "what programs get: pure",
        "kinds": "the notices and channels that slices and plugins declare",
        "links": "signed addresses with which a contact wants no more",
        "bounces": "what a mail that came back says: pure",
        "calling": "one call to a vendor, and what its answer comes to",
        "returns": "signed addresses to which mail comes back",
        "pace": "how fast messages may go, over all workers",
        "mails": "a message as a mail, and the conversation with a server",
        "texts": "words with holes: pure",
        "views": "what pages and programs are shown of a row",
    },
    "calls": {"answers": "what programs get: pure", "views": "what pages are shown of a row"},
    "mail": {
        "answers": "what programs get: pure",
        "imap": "the conversation with a server that keeps mail",
        "parsing": "what a mail says: pure",
        "quoting": "where an answer ends: pure",
        "threads": "tokens by which answers find their ticket",
        "views": "what pages are shown of a row",
    },
    "sms": {
        "aliyun": "the conversation with Aliyun",
        "tencent": "the conversation with Tencent Cloud",
        "kinds": "the gateways that slices and plugins declare",
        "links": "the address at which a gateway tells what became of messages",
        "signing": "the vendors' signatures over a call: pure",
    },
    "chats": {"robots": "the robots of group chats as their makers describe them"},
    "plugins": {
        "views": "what pages and programs are shown of a plugin",
        "skeleton": "a new plugin from a file of text",
    },
    "privacy": {"views": "what pages show of a person before and after", "answers": "what programs get: pure"},
    "setup": {"views": "what pages show of settings and of their history"},
    "headquarters": {
        "views": "what pages are shown of scorecards, weeks and alerts",
        "kinds": "what headquarters is alerted of",
    },
    "complaints": {
        "answers": "what programs get: pure",
        "views": "what pages and panels are shown of a row",
    },
    "implementation": {"views": "what pages and panels are shown of a row", "answers": "what programs get: pure"},
    "campaigns": {"views": "what pages are shown of a row", "answers": "what programs get: pure"},
    "loyalty": {"views": "what pages and panels are shown of a row", "answers": "what programs get: pure"},
    "training": {"views": "what pages and panels are shown of a row", "answers": "what programs get: pure"},
    "workspace": {"views": "what pages and programs are shown of a row"},
    "webhooks": {
        "views": "what pages and programs are shown of a row",
        "answers": "what programs get: pure",
        "payloads": "what is said to the other side",
        "signing": "the signature over it: pure",
    },
}
"""Rooms of one slice alone, each with what it is for: one more is a line here, and a thought whether it must be."""
NO_SLICES = {"conformance", "extend", "foundation", "kit", "demo", "templates", "static", "locale", "__pycache__"}
TOP = {
    *("__init__", "hookspecs", "main", "worker", "pacer", "cli", "settings", "piccolo_conf", "piccolo_app"),
}
MOST_LINES = 350
NEVER = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "data",
    "info",
    "misc",
    "service",
    "services",
}


def slices() -> list[Path]:
    """The folders of slices and plugins."""
    core = [path for path in HERE.iterdir() if path.is_dir() and path.name not in NO_SLICES]
    return sorted([*core, *(ROOT / "plugins").glob("desk_*")])


@pytest.mark.parametrize("home", slices(), ids=lambda path: path.name)
def test_a_slice_has_the_rooms_that_every_slice_has(home):
    slug = home.name.removeprefix("desk_")
    known = ROOMS | EXTRA.get(slug, {}).keys()
    unknown = []
    for path in home.iterdir():
        if path.name in ("__pycache__", "py.typed"):
            continue
        if path.is_dir():
            fine = path.name in ("templates", "locale") or path.name in MAY_BE_FOLDERS
        else:
            fine = path.suffix == ".py" and path.stem in known
        if not fine:
            unknown.append(path.name)
    assert unknown == [], (
        "the rooms are in design.md, section 2; a room of one slice alone goes into EXTRA, with a reason"
    )


@pytest.mark.parametrize("home", slices(), ids=lambda path: path.name)
def test_a_slice_says_what_it_is_and_has_its_doors(home):
    package = ast.parse((home / "__init__.py").read_text("utf-8"))
    assert ast.get_docstring(package)
    assert len(package.body) == 1, "the package is its docstring: what the thing is, and the words to know"
    assert (home / "plugin.py").is_file()


@pytest.mark.parametrize("home", slices(), ids=lambda path: path.name)
def test_the_words_and_pages_of_a_slice_are_its_own(home):
    slug = home.name.removeprefix("desk_")
    for folder, inside in (("templates", {slug}), ("locale", {"zh_CN.po"})):
        if (home / folder).is_dir():
            assert {path.name for path in (home / folder).iterdir()} <= inside
    for page in home.glob("templates/*/*"):
        assert page.suffix in (".html", ".txt", ".typ"), page


def test_every_extra_room_is_there():
    homes = {path.name.removeprefix("desk_"): path for path in slices()}
    gone = [
        (slug, room)
        for slug, rooms in EXTRA.items()
        for room in rooms
        if slug in homes and not (homes[slug] / f"{room}.py").is_file()
    ]
    nothing(gone)


def test_the_top_has_the_composition_roots_and_nothing_else():
    files = {path.stem for path in HERE.glob("*.py")}
    assert files - TOP == set()


def test_platform_is_a_folder_and_no_package():
    """An ``__init__.py`` there would shadow the standard library's ``platform``, and break ``import uuid``."""
    assert not (PLATFORM / "__init__.py").exists()
    assert not (ROOT / "plugins/__init__.py").exists()
    assert not (ROOT / "tests/platform").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    for folder in ("platform", "plugins"):
        assert list((ROOT / folder).rglob("conftest.py")) == []
        assert list((ROOT / folder).rglob("test_*.py")) == []


def test_tests_tenants_and_migrations_are_imported_by_nobody():
    wrong = []
    for path, tree in modules(PLATFORM, ROOT / "plugins", ROOT / "tests", ROOT / "migrations"):
        for node in ast.walk(tree):
            named = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                named = [node.module or ""]
            wrong += [(path.name, name) for name in named if name.split(".")[0] in ("tests", "tenants", "migrations")]
    nothing(wrong)


def test_no_file_is_longer_than_a_head_can_hold():
    files = [*PLATFORM.rglob("*.py"), *PLATFORM.rglob("*.html"), *(ROOT / "plugins").rglob("*.py")]
    files += [*(ROOT / "migrations").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    long = {str(path.relative_to(ROOT)): n for path in files if (n := path.read_text("utf-8").count("\n")) > MOST_LINES}
    assert long == {}


def test_nothing_has_a_name_that_says_nothing():
    files = [path for folder in (PLATFORM, ROOT / "plugins") for path in folder.rglob("*.py")]
    assert [str(path) for path in files if path.stem in NEVER or path.parent.name in NEVER] == []
    functions = [
        (path.name, name)
        for path, tree in modules(PLATFORM, ROOT / "plugins")
        for name in names_of_functions(tree)
        if name.lstrip("_").startswith(("handle_", "process_"))
    ]
    nothing(functions)


def test_nothing_is_left_for_later():
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if any(word in line.replace("(", " ").replace(":", " ").split() for word in words):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    nothing(found)


def test_files_that_people_write_are_utf8_without_marks_and_end_with_a_line():
    wrong = []
    for path in text_files():
        text = path.read_bytes()
        if text.startswith(b"\xef\xbb\xbf") or b"\r\n" in text or (text and not text.endswith(b"\n")):
            wrong.append(str(path.relative_to(ROOT)))
    nothing(wrong)
