"""The index of attacks names tests that exist, and every file of this folder."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
INDEX = ast.get_docstring(ast.parse((HERE / "classes.py").read_text("utf-8"))) or ""
NAMED = re.findall(r"[a-z_]+/test_[a-z_]+\.py(?:::test_\w+)?", INDEX)


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_what_the_index_names_exists(name):
    file, _, function = name.partition("::")
    tree = ast.parse((HERE.parent / file).read_text("utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert function in found if function else any(one.startswith("test_") for one in found)


def test_every_file_of_attacks_is_in_the_index():
    files = {f"attacks/{path.name}" for path in HERE.glob("test_*.py")} - {"attacks/test_index.py"}
    assert files <= set(NAMED)
