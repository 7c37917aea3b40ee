"""Habits that a reader may rely on, read from the code itself."""

import ast
import re
from pathlib import Path

import pytest

from desk.settings import HERE, ROOT

from .reading import PLATFORM, calls, modules, nothing, parsed, rooms, strings

SQL = re.compile(
    r"\b(select\b[^.]+?\bfrom\b\s+\w|insert\s+into\s+\w+\s*[(\s]|update\s+\w+(\s+(as\s+)?\w)?\s+set\b|delete\s+from\s+\w)",
    re.IGNORECASE | re.DOTALL,
)
CLOCKS = re.compile(
    r"\b(now\s*\(\s*\)|current_timestamp|current_date|clock_timestamp|statement_timestamp|localtimestamp)", re.I
)
MAY_SAY_SQL = ("platform/desk/foundation/", "platform/desk/demo/", "migrations/")
PLUGINS = ROOT / "plugins"


def where(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def is_queries(path: Path) -> bool:
    """The conditions of ``privacy.py`` are parts of queries: data that one place puts together."""
    return path.stem in ("queries", "privacy") or path.parent.name == "queries"


def test_sql_is_written_in_queries_and_nowhere_else():
    """And in the foundation and the migrations. The wall does not stop what is put together wrongly."""
    nothing(
        where(path, line)
        for path, tree in modules(PLATFORM, PLUGINS)
        if not is_queries(path) and not where(path).startswith(MAY_SAY_SQL)
        for line, text in strings(tree)
        if SQL.search(text)
    )


def test_sql_never_asks_the_servers_clock():
    """Time is injected, so that a test build can live in next week, in all processes."""
    found = [
        where(path, line)
        for path, tree in modules(PLATFORM, PLUGINS, ROOT / "migrations")
        for line, text in strings(tree)
        if CLOCKS.search(text) and (SQL.search(text) or is_queries(path) or "default" in text)
    ]
    nothing(found)


MAY_ASK_THE_CLOCK = {"kit/time.py", "kit/ids.py"}


def test_nobody_but_the_clock_asks_for_the_time():
    found = []
    for path, tree in modules(PLATFORM, PLUGINS):
        if path in {PLATFORM / "desk" / one for one in MAY_ASK_THE_CLOCK} or "demo" in path.parts:
            continue
        for node, name in calls(tree):
            said = ast.unparse(node.func)
            if said in ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"):
                found.append(f"{where(path, node.lineno)} {name}")
    nothing(found)


def test_rows_are_read_in_queries():
    """``Ticket.select``, ``Ticket.objects`` and the like."""
    nothing(
        where(path, node.lineno)
        for path, tree in modules(PLATFORM, PLUGINS)
        if not is_queries(path) and "foundation" not in path.parts
        for node, name in calls(tree)
        if name in ("objects", "select", "exists", "count") and is_of_a_table(node)
    )


def is_of_a_table(node):
    """``Ticket.select()``: an attribute of a name that is a class."""
    return isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value).split(".")[-1][:1].isupper()


def test_whole_rows_are_read_one_at_a_time_to_be_changed():
    """``objects()`` costs five times what ``select`` does, so a list never uses it."""
    whole, narrowed = {}, set()
    for path, tree in modules(PLATFORM, PLUGINS):
        for node, name in calls(tree):
            if name == "objects" and is_of_a_table(node):
                whole[id(node)] = where(path, node.lineno)
            if name in ("first", "get"):
                narrowed |= {id(inner) for inner, _ in calls(node)}
    nothing(place for key, place in whole.items() if key not in narrowed)


def test_no_batches_and_nothing_at_once_in_a_scope():
    """A batch runs outside the transaction; two queries at once break it."""
    found = []
    for path, tree in modules(PLATFORM, PLUGINS):
        inside = "foundation" not in path.parts and "demo" not in path.parts
        for node, name in calls(tree):
            said = ast.unparse(node.func)
            if name == "batch" or (inside and said in ("asyncio.gather", "asyncio.TaskGroup", "gather")):
                found.append(f"{where(path, node.lineno)} {said}")
    nothing(found)


def test_nothing_is_sent_from_a_request():
    """No task is left behind by an action, a query or a handler: what follows a fact is a reaction row."""
    found = [
        f"{where(path, node.lineno)} {ast.unparse(node.func)}"
        for path, tree in rooms("actions", "queries", "routes", "api", "portal", "headquarters", "forms")
        for node, name in calls(tree)
        if name in ("create_task", "ensure_future", "run_coroutine_threadsafe", "publish", "call_later")
    ]
    nothing(found)


def test_nobody_prints():
    found = [
        where(path, node.lineno)
        for path, tree in modules(PLATFORM / "desk", PLUGINS)
        for node, name in calls(tree)
        if name == "print" and "demo" not in path.parts
    ]
    nothing(found)


# -- who does it

NOBODY_ACTS = {
    "people.check_code": "a second factor is asked before anybody is signed in",
    "people.use_link": "the link is what says who it is",
    "people.begin_sign_in": "nobody is signed in yet",
    "people.refuse_sign_in": "nobody is signed in",
    "messaging.hear_reply": "a channel says what somebody wrote back",
    "messaging.count_outcome": "a worker says how a channel did",
}
"""Actions that record a fact and have nobody who acts, each with the reason."""


def test_every_action_that_makes_a_fact_true_says_who_does_it():
    found = set()
    for path, tree in rooms("actions"):
        slug = path.relative_to(HERE if path.is_relative_to(HERE) else PLUGINS).parts[0]
        for one in tree.body:
            if not isinstance(one, ast.AsyncFunctionDef) or one.name.startswith("_"):
                continue
            words = {word.arg for word in one.args.kwonlyargs}
            records = any(name == "record" for _, name in calls(one))
            if records and "by" not in words:
                found.add(f"{slug}.{one.name}")
    nothing(sorted(found - NOBODY_ACTS.keys()), "give it a keyword `by: Principal`")


def test_nobody_but_actions_writes():
    """Handlers, forms and reactions change nothing. A query may run a statement for an action: SQL stands there."""
    found = []
    for path, tree in rooms("queries", "routes", "api", "portal", "headquarters", "forms", "reactions", "views"):
        for node, name in calls(tree):
            of_table = is_of_a_table(node) and name in ("insert", "update", "delete", "save", "remove")
            statement = name in ("execute", "execute_many") and not is_queries(path)
            if of_table or statement or name in ("record", "save"):
                found.append(f"{where(path, node.lineno)} {ast.unparse(node.func)}")
    nothing(found)


# -- promises

DECLARATIONS = ("Event", "Form", "StrEnum", "Refusal", "NotFound", "Forbidden", "Fenced", "Table", "Struct", "Protocol")
"""What they declare says what they are: a sentence, a help text, fields."""


def undocumented(path: Path) -> list[str]:
    """Public functions and classes without a docstring: of the module, and methods that promise something new."""
    found = []
    for one in parsed(path).body:
        if isinstance(one, ast.ClassDef) and not one.name.startswith("_"):
            bases = [ast.unparse(base) for base in one.bases]
            if not ast.get_docstring(one) and not any(base.endswith(DECLARATIONS) for base in bases):
                found.append(one.name)
            found += [f"{one.name}.{method}" for method in _promises(one)] if not bases else []
        elif isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not one.name.startswith("_"):
            marks = [ast.unparse(mark) for mark in one.decorator_list]
            if not ast.get_docstring(one) and "hookimpl" not in marks:
                found.append(one.name)
    return found


def _promises(one: ast.ClassDef) -> list[str]:
    methods = [line for line in one.body if isinstance(line, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        method.name
        for method in methods
        if not method.name.startswith("_")
        and not ast.get_docstring(method)
        and "property" not in {ast.unparse(mark) for mark in method.decorator_list}
    ]


@pytest.mark.parametrize("folder", sorted({path.parent for path in HERE.rglob("*.py")}), ids=lambda p: p.name)
def test_everything_public_says_what_it_promises(folder):
    found = {path.name: missing for path in sorted(folder.glob("*.py")) if (missing := undocumented(path))}
    assert found == {}


def test_every_module_says_why_it_exists():
    assert [
        where(path) for path, tree in modules(PLATFORM, PLUGINS, ROOT / "migrations") if not ast.get_docstring(tree)
    ] == []
    assert [where(path) for path, tree in modules(ROOT / "tests") if not ast.get_docstring(tree)] == []
