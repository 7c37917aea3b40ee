"""Contained against mistakes: what can't be loaded, served or migrated hurts itself, and somebody reads why."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tests_support import make_ticket

from desk.foundation import faults
from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.plugins import actions
from desk.settings import ROOT

MANIFEST = """
from desk.extend import Event, Manifest, Panel, Routes, hookimpl, needs
from litestar import get

@hookimpl
def register_manifest():
    return Manifest(slug="broken", name="Broken", summary="It is.", version="1.0"{more})
"""
WRONG = {
    "import": ("raise RuntimeError('at import')", "at import"),
    "declaration": ("@hookimpl\ndef register_events():\n    raise RuntimeError('at register')", "at register"),
    "misspelt": ("@hookimpl\ndef register_evnts():\n    return []", "register_evnts"),
    "foreign": (
        "class Taken(Event):\n    name = 'ticket.closed'\n    subject_kind = 'ticket'\n"
        "@hookimpl\ndef register_events():\n    return [Taken]",
        "ticket.closed",
    ),
    "route": (
        "@get('/tickets', name='broken.index', opt=needs('ticket.read'))\nasync def index() -> None: ...\n"
        "@hookimpl\ndef register_routes():\n    return Routes(workspace=(index,))",
        "/tickets",
    ),
}
PROGRAM = """
from desk.foundation import hooks
from desk.main import create_app
app = create_app()
print(sorted(hooks.left_out), {slug: str(why) for slug, why in hooks.left_out.items()}, len(app.faces))
"""


def started(folder: Path, text: str, more: str = "") -> subprocess.CompletedProcess[str]:
    """A web process with a plugin of this text."""
    (folder / "broken_plugin.py").write_text(MANIFEST.format(more=more) + textwrap.dedent(text) + "\n", "utf-8")
    environment = os.environ | {
        "DESK_TEST_PLUGINS": "broken_plugin,dummy_plugin",
        "PYTHONPATH": f"{folder}:{ROOT / 'platform'}:{ROOT / 'tests/support'}",
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("kind", sorted(WRONG))
def test_a_plugin_with_a_mistake_takes_no_part_and_all_else_starts(stack, tmp_path, kind):
    text, why = WRONG[kind]
    done = started(tmp_path, text)
    assert done.returncode == 0, done.stderr[-2000:]
    said = done.stdout.splitlines()[-1]
    assert said.startswith("['broken']")
    assert why in said
    assert said.endswith(" 4")


@pytest.mark.parametrize(("more", "why"), [(', fits=">=99"', ">=99"), (', tables=("ticket",)', "ticket")])
def test_so_does_one_that_is_made_for_another_version_or_takes_what_isnt_its_own(stack, tmp_path, more, why):
    said = started(tmp_path, "", more).stdout.splitlines()[-1]
    assert said.startswith("['broken']")
    assert why in said


@pytest.fixture
async def broken_tables():
    """The dummy's migrations failed, as `desk migrate` notes it."""
    await faults.keep({"dummy": "UndefinedTable: no such table"})
    yield
    await faults.keep({})


async def test_what_could_not_be_migrated_is_silent_everywhere_and_its_work_waits(
    door, desk, admin, brisk, broken_tables, world
):
    await faults.keep({})
    async with desk.scope():
        await actions.switch_on("dummy", by=SYSTEM)
    ticket = await make_ticket(desk)
    page = f"/tickets/{ticket.number}"
    assert "panel-dummy" in (await admin.get(page)).text

    await faults.keep({"dummy": "UndefinedTable: no such table"})
    assert "panel-dummy" not in (await admin.get(page)).text
    assert "no such table" in (await admin.get("/plugins/dummy")).text
    await make_ticket(desk)
    await world.settle()
    async with desk.scope():
        held = await rows("select status from reaction where subscriber = 'dummy.hear'")
        assert {one["status"] for one in held} == {"held"}
    assert (await (await door.member(brisk)).post("/plugins/dummy/switch")).status_code == 409

    await faults.keep({})
    assert "panel-dummy" in (await admin.get(page)).text
    await world.settle()
    async with desk.scope():
        assert await value("select count(*) from reaction where subscriber = 'dummy.hear'") == 0
