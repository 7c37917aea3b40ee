"""What plugins stand on: re-exports and no code, all of it written down, and nothing beside it to be imported."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from desk.settings import ROOT

FILE = ROOT / "platform/desk/extend.py"
TREE = ast.parse(FILE.read_text("utf-8"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACT = next(one for one in PYPROJECT["contracts"] if one["type"] == "protected")


def exported() -> list[str]:
    from desk import extend

    return extend.__all__


def test_it_holds_re_exports_and_no_code():
    kinds = [type(node) for node in TREE.body]
    assert set(kinds) <= {ast.Expr, ast.ImportFrom, ast.Assign}
    assert kinds.count(ast.Assign) == kinds.count(ast.Expr) == 1
    assert all(node.module.startswith("desk.") for node in TREE.body if isinstance(node, ast.ImportFrom))


def test_all_that_is_imported_is_offered_once():
    imported = [
        name.asname or name.name for node in TREE.body if isinstance(node, ast.ImportFrom) for name in node.names
    ]
    assert sorted(exported()) == sorted(imported)
    assert len(set(exported())) == len(exported())


def test_all_of_it_is_written_down_in_its_group():
    text = (ROOT / "platform/docs/plugins.md").read_text("utf-8")
    table = re.findall(r"^\| (facts|records|pages|actions) \| (.*) \|$", text, re.MULTILINE)
    assert [group for group, _ in table] == ["facts", "records", "pages", "actions"]
    assert [name for _, names in table for name in re.findall(r"`(\w+)`", names)] == exported()


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
