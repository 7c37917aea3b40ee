"""A plugin from elsewhere: made by ``desk plugins new``, built as a wheel, installed into a fresh environment, used."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from desk.plugins import skeleton
from desk.settings import ROOT

SLUG = "notebook"
PROGRAM = """
import asyncio, io, json, sys, zipfile
import asyncpg
from desk.files import storage
from tests_support import World
from desk.foundation.database import rows, value
from desk.main import create_app
from desk.settings import settings

LEFT = ("notebook_note", "deadline", "deadline_segment", "deadline_step", "reaction")

async def main():
    app = create_app()
    async with app.running():
        connection = await asyncpg.connect(settings.owner_url)
        ids = {one["slug"]: one["id"] for one in await connection.fetch("select slug, id from tenant")}
        await connection.close()
        world = World(app, ids)
        member, other = await world.door.member(world.one), await world.door.member(world.two)
        said = {"off": (await member.get("/notebook")).status_code}
        said["switched"] = (await member.post("/plugins/notebook/switch")).status_code
        said["written"] = (await member.post("/notebook", data={"text": "Ring the bell"})).status_code
        said["empty"] = (await member.post("/notebook", data={"text": ""})).status_code
        page = (await member.get("/notebook")).text
        said["shown"] = "Ring the bell" in page
        said["chinese"] = "记下" in page
        said["other"] = (await other.get("/notebook")).status_code
        await world.settle()
        async with world.one.scope():
            said["heard"] = [one["heard"] for one in await rows("select heard from notebook_note")]
            said["promised"] = [one["promise"] for one in await rows("select promise from deadline")]
        await member.post("/plugins/notebook/settings", data={"shown": "7"})
        said["removal"] = []
        for data in ({"slug": "notebook"}, {"_method": "DELETE"}, {"slug": "note"}, {"slug": "notebook"}):
            path = "switch" if "_method" in data else "removal"
            said["removal"].append((await member.post(f"/plugins/notebook/{path}", data=data)).status_code)
        await world.settle()
        async with world.one.scope() as scope:
            said["left"] = [await value(f"select count(*) from {table}") for table in LEFT]
            said["settings"] = scope.tenant.settings
            file = await value("select file from plugin_chore where status = 'done'")
        kept = await member.get(f"/files/{file}", follow_redirects=False)
        said["kept"] = kept.status_code
        said["offered"] = str(file) in (await member.get("/plugins/notebook")).text
        async with world.one.scope():
            body = await storage.get(world.one.id, file)
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            lines = archive.read("notebook_note.jsonl").decode().splitlines()
            said["exported"] = [json.loads(line)["text"] for line in lines]
            said["chosen"] = json.loads(archive.read("settings.json"))
        print("SAID" + json.dumps(said))

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The plugin as its author would hand it over."""
    place = tmp_path_factory.mktemp("elsewhere")
    home = skeleton.write(SLUG, place)
    built = place / "dist"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", built],
        cwd=home,
        check=True,
        capture_output=True,
        timeout=60,
    )
    [found] = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def inside(wheel, stack, tmp_path_factory):
    """``inside(*words)``: a fresh environment with platform and wheel, on a database of its own."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True, timeout=60)
    [packages] = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "platform.pth").write_text(
        f"{ROOT / 'platform'}\n{ROOT / 'plugins'}\n{sysconfig.get_path('purelib')}\n", "utf-8"
    )
    tenants = home / "tenants"
    for slug in ("one", "two"):
        (tenants / slug).mkdir(parents=True)
        (tenants / slug / "tenant.toml").write_text(f'name = "{slug}"\nlocale = "zh-CN"\n', "utf-8")
    stack.prepare_database("elsewhere")
    roles = {"": "app", "OWNER_": "owner", "CLOCK_": "clock", "HQ_": "hq"}
    given = {
        f"DESK_{name}DATABASE_URL": stack.database_url(f"desk_{role}", "elsewhere") for name, role in roles.items()
    }
    environment = {name: value for name, value in os.environ.items() if name != "DESK_TEST_PLUGINS"} | given
    environment |= {"DESK_TENANTS": str(tenants), "PYTHONPATH": str(ROOT / "tests/support")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [home / "bin/python", *words], env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    yield run
    stack.sql('drop database "elsewhere" with (force)')


def test_it_is_migrated_listed_switched_on_and_used_as_any_other(inside):
    inside("-m", "desk.cli", "migrate")
    inside("-m", "desk.cli", "tenants", "apply", "--yes")
    known = {one["slug"]: one for one in json.loads(inside("-m", "desk.cli", "plugins", "list", "--json"))}
    listed = known[SLUG]
    assert listed["tables"] == ["notebook_note"]
    assert set(listed["events"]) == {"notebook.noted", "notebook.settled"}

    said = json.loads(inside("-c", PROGRAM).rpartition("SAID")[2])
    assert said == {
        "off": 404,
        "switched": 303,
        "written": 303,
        "empty": 422,
        "shown": True,
        "chinese": True,
        "other": 404,
        "heard": [True],
        "promised": ["notebook-D1"],
        "removal": [409, 303, 422, 303],
        "left": [0, 0, 0, 0, 0],
        "settings": {},
        "kept": 303,
        "offered": True,
        "exported": ["Ring the bell"],
        "chosen": {"shown": 7},
    }


@pytest.mark.parametrize("name", ["Notebook", "desk", "1st", "a-b", ""])
def test_a_name_that_is_no_slug_is_refused(name, tmp_path):
    with pytest.raises(skeleton.WrongName):
        skeleton.write(name, tmp_path)


def test_nothing_is_written_over(tmp_path):
    skeleton.write(SLUG, tmp_path)
    with pytest.raises(skeleton.WrongName):
        skeleton.write(SLUG, tmp_path)


def test_all_its_files_are_python_that_can_be_read_and_have_no_placeholder_left():
    for path, text in skeleton.files(SLUG).items():
        assert "__slug" not in text + path
        assert "__Name" not in text
        if path.endswith(".py"):
            compile(text, path, "exec")
