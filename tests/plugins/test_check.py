"""``desk plugins check``: what keeps the contract passes, and each rule is one that can be broken."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.conformance.rules import RULES
from desk.plugins import skeleton
from desk.settings import ROOT

SLUG = "fresh"
OUTSIDE = '''
from litestar import get

from desk.extend import needs


@get("/fresh/outside", name="fresh.outside", opt=needs("fresh.read"))
async def outside() -> str:
    """In no room of the plugin."""
    return "Still here."
'''
ANYTHING = '''
@get("/fresh/{note_id:uuid}", name="fresh.show", opt=needs("fresh.read"))
async def show(note_id: FromPath[UUID]) -> str:
    """Whether it is there or not."""
    return "Fine."


HANDLERS = ('''
OPEN = '''
@get("/fresh/open", name="fresh.open")
async def open_door() -> str:
    """Names no permission."""
    return "Come in."


HANDLERS = (open_door, '''
UNTYPED = """
class Said(Event):
    name = "fresh.said"
    subject_kind = "fresh_note"
    fields = ("word",)
    sentence = N_("{by} wrote a note.")


EVENTS = [Said, """
LOOSE = """
    await script("create table fresh_loose (id uuid primary key, word text)")


async def down"""
HIDDEN = """
ERASURE: list[privacy.ErasureStep] = [
    privacy.Blanked("fresh_note", {"text": "''"}, "Notes", "r.customer = who.somebody"),
]
_NOBODYS = ["""


def checked(slug: str, *paths: Path) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and the faults by check."""
    search = os.pathsep.join(map(str, (*paths, ROOT / "platform", ROOT / "plugins")))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
    done = subprocess.run(
        [sys.executable, "-m", "desk.cli", "plugins", "check", slug, "--json"],
        env=environment | {"PYTHONPATH": search},
        capture_output=True,
        text=True,
        check=False,
        timeout=220,
    )
    assert done.stdout, done.stderr[-3000:]
    said = json.loads(done.stdout)
    assert said["ok"] is (done.returncode == 0)
    return done.returncode, {one["check"]: one["faults"] for one in said["checks"]}


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A new plugin as if it were installed from elsewhere."""
    home = skeleton.write(SLUG, tmp_path)
    told = home / f"desk_{SLUG}-0.1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: desk-{SLUG}\nVersion: 0.1.0\n", "utf-8")
    (told / "entry_points.txt").write_text(f"[desk.plugins]\n{SLUG} = desk_{SLUG}.plugin\n", "utf-8")
    return home


@pytest.fixture
def broken(fresh: Path) -> Callable[[str, str, str], None]:
    """``broken(room, old, new)``: one change in one of its files."""

    def change(room: str, old: str, new: str) -> None:
        file = fresh / f"desk_{SLUG}" / room
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def assert_faults(found: dict[str, list[str]], **wanted: str) -> None:
    """Exactly these checks fail, each with a fault that says this."""
    assert {check for check, faults in found.items() if faults} == wanted.keys(), found
    for check, words in wanted.items():
        assert any(words in fault for fault in found[check]), found[check]


@pytest.mark.parametrize("slug", ["campaigns", "complaints", "loyalty", "training"])
def test_those_of_the_house_keep_the_contract(slug):
    code, found = checked(slug)
    assert_faults(found)
    assert code == 0
    assert found.keys() == RULES.keys()


def test_so_does_a_new_one(fresh):
    code, found = checked(SLUG, fresh)
    assert_faults(found)
    assert code == 0
    assert found.keys() == RULES.keys()


def test_what_is_read_from_its_files(fresh, broken):
    (fresh / f"desk_{SLUG}/helpers.py").write_text('"""Odds and ends."""\n', "utf-8")
    broken("actions.py", "from desk.extend", "from desk.foundation.database import row as _row\nfrom desk.extend")
    broken("locale/zh_CN.po", 'msgid "A new note"\nmsgstr "新记录"', "")
    broken("events.py", "\nEVENTS = [", UNTYPED)
    broken("routes.py", "\nHANDLERS = (", OPEN)
    code, found = checked(SLUG, fresh)
    assert code == 1
    assert_faults(
        found,
        rooms="helpers.py",
        imports="desk.foundation.database",
        languages="A new note",
        schemas="fresh.said",
        permissions="/fresh/open",
    )


def test_what_the_database_says(fresh, broken):
    migration = f"migrations/{SLUG}_0001_notes.py"
    broken(migration, "import drop_tables", "import script, drop_tables")
    broken(migration, "\n\nasync def down", LOOSE)
    code, found = checked(SLUG, fresh)
    assert code == 1
    assert_faults(found, migrations="fresh_loose", fences="fresh_loose", privacy="fresh_loose")


def test_what_is_erased_of_people_and_never_shown_to_them(fresh, broken):
    broken("privacy.py", "\nERASURE: list[privacy.ErasureStep] = [", HIDDEN)
    code, found = checked(SLUG, fresh)
    assert code == 1
    assert_faults(found, privacy="fresh_note is not given")
    assert_faults(found, privacy="who.somebody")


def test_what_the_doors_answer(fresh, broken):
    (fresh / "fresh_outside.py").write_text(OUTSIDE, "utf-8")
    broken("routes.py", "\nHANDLERS = (", f"\nfrom fresh_outside import outside\n{ANYTHING}show, outside, ")
    broken("plugin.py", 'tables=("fresh_note",)', "tables=()")
    code, found = checked(SLUG, fresh)
    assert code == 1
    assert_faults(found, tenants="/fresh/{note_id:uuid}", off="/fresh/outside", removal="fresh_note")


@pytest.mark.parametrize(
    ("slug", "why"), [("nobody", "no plugin 'nobody' is installed"), ("tickets", "no plugin 'tickets' is installed")]
)
def test_what_isnt_there(slug, why):
    assert checked(slug) == (1, {"loaded": [why]})


def test_what_does_not_load(fresh, broken):
    broken("plugin.py", 'fits=">=0.1,<0.2"', 'fits=">=99"')
    code, found = checked(SLUG, fresh)
    assert code == 1
    assert_faults(found, loaded=">=99")
