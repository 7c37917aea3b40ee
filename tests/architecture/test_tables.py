"""What Piccolo's tables say is what the database has, column for column."""

import ast

import pytest

from desk.settings import HERE

from . import catalogue

PLAIN = {
    "UUID": "uuid",
    "TEXT": "text",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "SMALLINT": "smallint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "JSONB": "jsonb",
    "BYTEA": "bytea",
    "TIMESTAMPTZ": "timestamp with time zone",
}
OF_PICCOLO = "migration"
"""Piccolo's own."""
FOR_FINDING = "tsvector"
"""Columns of this type are written and read by SQL alone: Piccolo has none such."""


@pytest.fixture(scope="module")
def classes(application):
    from piccolo.conf.apps import Finder

    return {one._meta.tablename: one for one in Finder().get_table_classes()}


def type_of(column):
    """A column's type as PostgreSQL writes it."""
    name = column.column_type
    if name.endswith("[]"):
        return type_of(column.base_column) + "[]"
    if name.startswith("VARCHAR"):
        return f"character varying({column.length})"
    if name.startswith("NUMERIC"):
        return name.lower().replace(" ", "")
    return PLAIN[name]


async def test_every_table_has_its_class_and_every_class_its_table(superuser, classes):
    there = set(await catalogue.tables(superuser, "fenced", "crossing", "published", "register")) - {OF_PICCOLO}
    there = {name for name in there if not name.startswith("trial_")}
    assert there - classes.keys() == set()
    assert classes.keys() - there == set()


async def test_every_column_is_the_same_on_both_sides(superuser, classes):
    wrong = []
    for table, one in classes.items():
        said = {c._meta.db_column_name: (type_of(c), c._meta.null) for c in one._meta.columns}
        there = {
            c.name: (c.type, c.nullable) for c in await catalogue.columns(superuser, table) if c.type != FOR_FINDING
        }
        wrong += [
            (table, name, said.get(name), there.get(name))
            for name in said.keys() | there.keys()
            if said.get(name) != there.get(name)
        ]
    assert wrong == []


async def test_fenced_classes_are_fenced_tables(superuser, classes):
    from desk.foundation.tables import Fenced

    fenced = {name for name, one in classes.items() if issubclass(one, Fenced)}
    there = {name for name in await catalogue.tables(superuser, "fenced") if not name.startswith("trial_")}
    assert fenced == there


def test_a_reference_in_python_is_a_soft_one(classes):
    """The real one carries the tenant, and stands in the migration."""
    from piccolo.columns import ForeignKey

    hard = [(table, c._meta.name) for table, one in classes.items() for c in one._meta.columns if type(c) is ForeignKey]
    assert hard == []


def columns_in(path):
    """Each column that a file of tables declares: its line and the words it says."""
    for table in ast.walk(ast.parse(path.read_text("utf-8"))):
        for line in table.body if isinstance(table, ast.ClassDef) else ():
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
                yield line.lineno, {word.arg for word in line.value.keywords}


def test_every_column_says_its_default_and_whether_it_may_be_empty():
    """A default that is left out is Piccolo's own (an empty string, nought), and a null that is left out is none."""
    files = sorted(HERE.rglob("tables.py"))
    assert len(files) > 4
    found = [(path.parent.name, line, words) for path in files for line, words in columns_in(path)]
    assert [one[:2] for one in found if not {"default", "null"} <= one[2] and "primary_key" not in one[2]] == []
