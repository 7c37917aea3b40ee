"""What can be read from a plugin's files: rooms and imports."""

import ast
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

ROOMS = {
    *("__init__", "states", "moves", "permissions", "events", "errors", "tables", "queries", "actions", "forms"),
    *("reactions", "deadlines", "notices", "figures", "imports", "settings", "sample", "commands", "labels"),
    *("documents", "merging", "privacy"),
    *("routes", "api", "portal", "headquarters", "plugin", "piccolo_app"),
}
"""What every slice may have; ``tests/architecture`` holds the core to it."""
OF_PLUGINS = ROOMS | {"views", "answers"}
MAY_BE_FOLDERS = {"queries", "actions", "routes", "api", "imports", "headquarters"}
BESIDE = {"__pycache__", "py.typed", "templates", "locale", "migrations"}
FOR_MIGRATIONS = "desk.foundation.schema"


def rooms(home: Path, slug: str) -> list[str]:
    """Files that are no room, and doors that are missing."""
    found = [f"{path.name} is no room" for path in sorted(home.iterdir()) if not _is_room(path)]
    if not (home / "plugin.py").is_file():
        found.append("plugin.py is missing")
    for folder, inside in (("templates", {slug}), ("locale", {"zh_CN.po"})):
        there = {path.name for path in (home / folder).iterdir()} if (home / folder).is_dir() else set()
        found += [f"{folder}/{name} is not {' or '.join(inside)}" for name in sorted(there - inside)]
    package = ast.parse((home / "__init__.py").read_text("utf-8"))
    if not ast.get_docstring(package) or len(package.body) != 1:
        found.append("__init__.py is more or less than a docstring that says what it is")
    return found


def _is_room(path: Path) -> bool:
    if path.name in BESIDE:
        return True
    return path.stem in MAY_BE_FOLDERS if path.is_dir() else path.suffix == ".py" and path.stem in OF_PLUGINS


def imports(home: Path) -> list[str]:
    """What it imports of the platform beside ``desk.extend``, and of other plugins."""
    others = {point.value.partition(".")[0] for point in entry_points(group="desk.plugins")} - {home.name, "desk"}
    found = []
    for path in sorted(home.rglob("*.py")):
        allowed = {"desk.extend", FOR_MIGRATIONS} if path.parent.name == "migrations" else {"desk.extend"}
        for line, name in _imported(path):
            package = name.partition(".")[0]
            if (package == "desk" and name not in allowed) or package in others:
                found.append(f"{path.relative_to(home)}:{line} imports {name}")
    return found


def _imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            yield from ((node.lineno, f"desk.{one.name}") for one in node.names if module == "desk")
            if module != "desk":
                yield node.lineno, module
