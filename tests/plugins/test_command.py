"""``desk plugins list`` says what is installed and why what isn't; ``DESK_TRACE_HOOKS=1`` says what each hook costs."""

import json
import os
import re
import subprocess
import sys

from tests_support import make_ticket

from desk.settings import ROOT

BROKEN = """
from desk.extend import Manifest, hookimpl

@hookimpl
def register_manifest():
    return Manifest(slug="broken", name="Broken", summary="It is.", version="1.0", fits=">=99")
"""


def listed(*words: str, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "desk.cli", "plugins", "list", *words],
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_list_tells_all_that_a_plugin_declares_or_why_it_is_not_loaded(stack, tmp_path):
    (tmp_path / "broken_plugin.py").write_text(BROKEN, "utf-8")
    paths = f"{tmp_path}:{ROOT / 'platform'}:{ROOT / 'tests/support'}"
    more = {"DESK_TEST_PLUGINS": "broken_plugin", "PYTHONPATH": paths}
    told = {one["slug"]: one for one in json.loads(listed("--json", **more))}
    assert {"loyalty", "training", "broken"} <= told.keys()
    assert told["broken"]["loaded"] is False
    assert ">=99" in told["broken"]["why"]
    assert told["loyalty"]["loaded"] is True
    assert "loyalty_entry" in told["loyalty"]["tables"]
    assert "payment.received" in told["loyalty"]["hears"]
    earned = told["loyalty"]["events"]["loyalty.earned"]["$defs"]["PointsEarned"]["properties"]
    assert earned["points"] == {"type": "integer"}

    lines = listed(**more).splitlines()
    assert any(one.startswith("broken") and "not loaded" in one for one in lines)
    assert any(one.startswith("loyalty") for one in lines)


LOOK = """
import asyncio, sys
import httpx
from desk.main import create_app

async def look(host, path, cookie):
    app = create_app()
    door = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://{host}")
    async with app.running(), door as client:
        print((await client.get(path, headers={"cookie": cookie})).status_code)

asyncio.run(look(*sys.argv[1:]))
"""


async def test_each_answer_of_a_hook_is_logged_with_its_plugin_and_what_it_took(founding, door):
    desk = await founding(plugins=["dummy"])
    ticket, member = await make_ticket(desk), await door.member(desk)
    place = (member.base_url.netloc.decode(), f"/tickets/{ticket.number}", member.headers["cookie"])

    def said(**more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", LOOK, *place],
            env=os.environ | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.stdout.strip().endswith("200"), done.stderr[-2000:]
        return done.stderr

    assert "ticket_links" not in said()
    assert re.search(r"hook=ticket_links ms=\d+(\.\d+)? plugin=dummy", said(DESK_TRACE_HOOKS="1"))
