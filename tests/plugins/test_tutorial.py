"""The tutorial of docs/plugins.md, word for word: its blocks in their order, on a plugin and a database of its own."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desk.settings import ROOT

TEXT = (ROOT / "platform/docs/plugins.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", TEXT, re.MULTILINE)
DATABASE = "tutorial"


def test_it_is_a_tutorial():
    assert [kind for kind, _, _ in BLOCKS].count("console") == 3
    assert {kind for kind, _, _ in BLOCKS} == {"console", "toml", "diff", "python", "po"}


@pytest.fixture
def house(tmp_path: Path, stack: object):
    """Where the reader stands: a folder with the tenants in it, and an empty database."""
    stack.prepare_database(DATABASE)
    (tmp_path / "house").mkdir()
    yield tmp_path / "house"
    stack.sql(f'drop database "{DATABASE}" with (force)')


def test_what_stands_in_the_tutorial_works(house: Path, stack: object):
    roles = {"": "app", "OWNER_": "owner", "CLOCK_": "clock", "HQ_": "hq"}
    given = {f"DESK_{name}DATABASE_URL": stack.database_url(f"desk_{role}", DATABASE) for name, role in roles.items()}
    search = [
        house.parent / "desk-notebook",
        *(ROOT / one for one in ("platform", "plugins", "tests", "tests/support")),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DESK_TEST_PLUGINS"} | given
    environment |= {"DESK_TENANTS": str(house / "tenants"), "PYTHONPATH": os.pathsep.join(map(str, search))}
    for kind, name, text in BLOCKS:
        if kind == "console":
            for line in text.splitlines():
                run(shlex.split(line.removeprefix("$ ")), house, environment)
        elif kind == "diff":
            change(house / name, text)
        else:
            (house / name).parent.mkdir(parents=True, exist_ok=True)
            with (house / name).open("a", encoding="utf-8") as file:
                file.write(text)


def run(words: list[str], house: Path, environment: dict[str, str]) -> None:
    """One line that the reader types."""
    if words[0] == "pip":
        return install(house / words[-1])
    command = ["-m", "desk.cli", *words[1:]] if words[0] == "desk" else words[1:]
    done = subprocess.run(
        [sys.executable, *command], cwd=house, env=environment, capture_output=True, text=True, check=False, timeout=230
    )
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-2000:]}"


def install(home: Path) -> None:
    """What ``pip install --editable`` leaves behind, where it needs neither a network nor the tests' environment."""
    told = home / "desk_notebook-0.1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-notebook\nVersion: 0.1.0\n", "utf-8")
    points = re.search(
        r'^\[project\.entry-points\."(.+)"\]\n(\w+) = "(.+)"$', (home / "pyproject.toml").read_text(), re.M
    )
    assert points is not None
    (told / "entry_points.txt").write_text(f"[{points[1]}]\n{points[2]} = {points[3]}\n", "utf-8")


def change(file: Path, diff: str) -> None:
    """Put the lines with a plus in the place of those with a minus before them."""
    text = file.read_text("utf-8")
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        before, after = (re.sub(r"^.", "", part, flags=re.MULTILINE) for part in (old, new))
        assert text.count(before) == 1, f"{file.name}: {before}"
        text = text.replace(before, after)
    file.write_text(text, "utf-8")
