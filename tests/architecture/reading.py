"""The files of the house, as the architecture's tests read them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from desk.settings import ROOT

PLATFORM = ROOT / "platform"
WRITTEN = {".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".po", ".sql", ".sh", ".yaml", ".yml", ".svg", ".in"}
ELSEWHERE = {"node_modules", "vendor", "__pycache__", "fixtures"}


@cache
def parsed(path: Path) -> ast.Module:
    """A file of Python as its tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every module below these folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if not ELSEWHERE & set(path.parts):
                yield path, parsed(path)


def rooms(*names: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of these rooms, in all slices and plugins, be the room a file or a folder."""
    for path, tree in modules(PLATFORM, ROOT / "plugins"):
        # platform/desk/tickets/actions/opening.py, plugins/desk_loyalty/actions.py
        depth = 3 if path.is_relative_to(PLATFORM) else 2
        inside = path.relative_to(ROOT).with_suffix("").parts[depth:]
        if inside and inside[0] in names:
            yield path, tree


def names_of_functions(tree: ast.AST) -> Iterator[str]:
    """The names of all functions and methods."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes that are docstrings, of modules, classes, functions and attributes."""
    found = set()
    for node in ast.walk(tree):
        for line in getattr(node, "body", ()) if not isinstance(node, ast.Lambda | ast.IfExp) else ():
            if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
                found.add(id(line.value))
    return found


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string but the docstrings, with its line; of one with holes the whole text around them."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [one.value if isinstance(one, ast.Constant) else "x" for one in node.values]
            skipped |= {id(one) for one in node.values}
            yield node.lineno, "".join(map(str, pieces))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of what is called: ``batch`` of ``Ticket.select().batch()``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield node, name


def text_files() -> Iterator[Path]:
    """What people wrote: code, pages, words, notes, settings."""
    for folder in ("platform", "plugins", "migrations", "tests", "infra", "tenants"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in WRITTEN and not ELSEWHERE & set(path.parts):
                yield path
    for name in ("run", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        if (ROOT / name).is_file():
            yield ROOT / name


def nothing(found: Iterable[object], advice: str = "") -> None:
    """Fail with one line for each thing that should not be there."""
    lines = [str(one) for one in found]
    assert not lines, "\n".join([advice, *lines]).strip()
