"""The papers say what is so: hooks, settings, commands and links are compared with what they speak of."""

import re
from pathlib import Path

import pytest

from desk import hookspecs
from desk.cli import main
from desk.foundation import hooks
from desk.settings import ROOT, Settings

DOCS = ROOT / "platform/docs"
PAPERS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not {"node_modules", ".venv", ".cache", ".desk", ".git"} & set(path.relative_to(ROOT).parts)
)


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def every_hook() -> set[str]:
    return {name for name in dir(hookspecs) if hooks.plugins.parse_hookspec_opts(hookspecs, name) is not None}


def test_every_hook_is_written_down_and_no_other():
    text = (DOCS / "hooks.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(every_hook())


@pytest.mark.parametrize("name", sorted(hookspecs.SLOTS))
def test_the_rules_of_slots_are_the_rules(name):
    row = _row_of(name)
    assert row[-2:] == [f"{hookspecs.SLOTS[name].budget} s", str(hookspecs.SLOTS[name].most)]


@pytest.mark.parametrize("name", sorted(hookspecs.DECISIONS))
def test_the_rules_of_decisions_are_the_rules(name):
    assert _row_of(name)[-1] == f"{hookspecs.DECISIONS[name].budget} s"


@pytest.mark.parametrize("name", sorted(hookspecs.SLOTS | hookspecs.DECISIONS))
def test_the_arguments_of_a_hook_are_written_down(name):
    code = getattr(hookspecs, name).__code__
    assert re.findall(r"`(\w+)`", _row_of(name)[1]) == list(code.co_varnames[: code.co_argcount])


def _row_of(name: str) -> list[str]:
    text = (DOCS / "hooks.md").read_text("utf-8")
    found = re.search(rf"^\| `{name}` \|.*$", text, re.MULTILINE)
    assert found, name
    return [cell.strip() for cell in found.group().strip("|").split("|")]


def test_every_setting_is_written_down_and_no_other():
    text = (DOCS / "operations.md").read_text("utf-8")
    rows = re.findall(r"^\| `DESK_(\w+)` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(name.upper() for name in Settings.model_fields)


def test_there_are_five_flows():
    headings = re.findall(r"^## \d\. (\w+)$", (DOCS / "flows.md").read_text("utf-8"), re.MULTILINE)
    assert headings == ["Request", "Action", "Event", "Lanes", "Hook"]


@pytest.mark.parametrize("name", ["flows.md", "operations.md", "plugins.md"])
def test_files_that_are_named_exist(name):
    places = [ROOT, ROOT / "platform/desk", ROOT / "platform/desk/foundation"]
    text = (DOCS / name).read_text("utf-8")
    for word in re.findall(r"[`(]([\w/]+\.py)\b", text):
        if name != "plugins.md":
            assert any((place / word).exists() for place in places), word


@pytest.mark.parametrize("path", PAPERS, ids=ids)
def test_commands_that_are_named_exist(path):
    text = path.read_text("utf-8")
    for name in re.findall(r"`desk ([a-z]+)", text):
        assert name in main.commands, name
    for name in re.findall(r"\./run ([a-z]+)", text):
        assert re.search(rf"^def {name}\(args", (ROOT / "run").read_text("utf-8"), re.MULTILINE) or name == "help", name


@pytest.mark.parametrize("path", PAPERS, ids=ids)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAPERS, ids=ids)
def test_nothing_of_a_machine_stands_in_a_paper(path):
    text = path.read_text("utf-8")
    assert not re.search(r"/(work|home|root|Users)/\w", text)
    assert not re.search(r"\b(pypi|npmjs|docker)\.(org|com|io)\b", text)


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
