"""What plugins stand on: re-exports and no code, all of it written down, and nothing beside it to be imported."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from desk.settings import ROOT

HOME = ROOT / "platform/desk/extend"
GROUPS = ("facts", "records", "pages", "actions")
TREES = {group: ast.parse((HOME / f"{group}.py").read_text("utf-8")) for group in GROUPS}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACT = next(one for one in PYPROJECT["contracts"] if one["type"] == "protected")


def offered(group: str) -> list[str]:
    return list(import_module(f"desk.extend.{group}").__all__)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_holds_re_exports_and_no_code(group):
    body = TREES[group].body
    kinds = [type(node) for node in body]
    assert set(kinds) <= {ast.Expr, ast.ImportFrom, ast.Assign}
    assert kinds.count(ast.Assign) == kinds.count(ast.Expr) == 1
    assert all(node.module.startswith("desk.") for node in body if isinstance(node, ast.ImportFrom))


@pytest.mark.parametrize("group", GROUPS)
def test_all_that_a_group_imports_is_offered_once(group):
    imported = [
        name.asname or name.name
        for node in TREES[group].body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    assert sorted(offered(group)) == sorted(imported)


def test_plugins_find_every_group_under_one_name():
    from desk import extend

    names = [name for group in GROUPS for name in offered(group)]
    assert len(set(names)) == len(names)
    assert {name for name in vars(extend) if not name.startswith("__")} == {*names, *GROUPS}
    assert {path.stem for path in HOME.glob("*.py")} == {"__init__", *GROUPS}


def test_no_plugin_imports_a_group_by_itself():
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "plugins").rglob("*.py")
        for name in re.findall(r"^\s*(?:from|import) (desk\.extend\.\w+)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert found == []


def test_all_of_it_is_written_down_in_its_group():
    text = (ROOT / "platform/docs/plugins.md").read_text("utf-8")
    table = re.findall(r"^\| (facts|records|pages|actions) \| (.*) \|$", text, re.MULTILINE)
    assert {group: re.findall(r"`(\w+)`", names) for group, names in table} == {
        group: offered(group) for group in GROUPS
    }


def test_no_module_of_the_core_is_left_unprotected():
    modules = {
        f"desk.{path.stem}" for path in (ROOT / "platform/desk").iterdir() if path.suffix == ".py" or _is_package(path)
    }
    assert set(CONTRACT["protected_modules"]) == modules - {"desk.__init__", "desk.extend"}
    assert CONTRACT["allowed_importers"] == ["desk"]


def _is_package(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.py"))


def test_every_plugin_of_this_repository_is_looked_at():
    plugins = {path.name for path in (ROOT / "plugins").glob("desk_*") if path.is_dir()}
    assert set(PYPROJECT["root_packages"]) == {"desk"} | plugins


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("from desk.extend import hookimpl", True),
        ("from desk.foundation.hooks import hookimpl", False),
        ("import desk.tickets.queries", False),
        ("from desk import settings", False),
        ("from desk import extend", True),
    ],
)
def test_the_contract_holds_a_plugin_back(tmp_path, line, kept):
    """With a plugin that is not there yet, on the contract that is."""
    package = tmp_path / "desk_trial"
    package.mkdir()
    (package / "__init__.py").write_text('"""A trial."""\n')
    (package / "plugin.py").write_text(f"{line}\n")
    listed = "\n    ".join(["", *CONTRACT["protected_modules"]])
    (tmp_path / "rules.ini").write_text(
        "[importlinter]\nroot_packages =\n    desk\n    desk_trial\n"
        "[importlinter:contract:1]\nname = Plugins\ntype = protected\n"
        f"protected_modules ={listed}\nallowed_importers =\n    desk\n"
    )
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--config", tmp_path / "rules.ini", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'platform'}", "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is kept, done.stdout + done.stderr
    assert ("desk_trial" in done.stdout) is not kept
