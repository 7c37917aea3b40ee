"""Whatever points to a customer or a contact says what merging two of them does with it."""

import re

import pytest

from desk.foundation import hooks
from desk.foundation.merging import Moves, SetAside, Stays, steps

from . import catalogue

NAMES = re.compile(r"(?:^|_)(?:customer|contact)(?:_ids?|s)?$")
MERGED = ("customer", "contact")


@pytest.fixture(scope="module")
def named(application):
    """Each column that a step names, with its steps."""
    hooks.boot()
    found = {}
    for step in steps():
        found.setdefault((step.table, step.column), []).append(step)
    return found


async def pointing(superuser):
    """Each column that leads to a customer or contact: by a foreign key, by its name, or by kind and id."""
    found = set()
    for one in await catalogue.references(superuser):
        if one.target in MERGED:
            found |= {(one.table, name) for name in one.columns if name != "tenant_id"}
    for table in await catalogue.tables(superuser, "fenced", "crossing"):
        columns = {one.name: one for one in await catalogue.columns(superuser, table)}
        for name, column in columns.items():
            if column.type not in ("uuid", "uuid[]"):
                continue
            of_any_kind = name.endswith("_id") and f"{name.removesuffix('_id')}_kind" in columns
            if NAMES.search(name) or of_any_kind:
                found.add((table, name))
    return {one for one in found if not one[0].startswith("trial_")}


async def test_every_column_that_points_to_a_customer_or_contact_is_named(superuser, named):
    """A reference that nobody names would go on pointing to a customer that isn't there any more."""
    assert await pointing(superuser) - named.keys() == set(), "say in your slice's merging.py what becomes of these"


async def test_every_step_names_a_column_that_is_there(superuser, named):
    there = {
        (table, one.name)
        for table in await catalogue.tables(superuser, "fenced", "crossing")
        for one in await catalogue.columns(superuser, table)
    }
    assert named.keys() - there == set()
    assert [step for of_one in named.values() for step in of_one if isinstance(step, Stays) and not step.why] == []


async def test_where_there_may_be_one_the_step_says_which(superuser, named):
    """A unique index over a column that moves would refuse the merging of those who both have a row."""
    found = await superuser.fetch(
        """select i.indrelid::regclass::text as table_name,
                  array(select a.attname::text from unnest(i.indkey) k join pg_attribute a
                          on a.attrelid = i.indrelid and a.attnum = k) as columns
             from pg_index i join pg_class c on c.oid = i.indrelid
            where i.indisunique and c.relnamespace = 'public'::regnamespace"""
    )
    wrong = []
    for one in found:
        for (table, column), of_one in named.items():
            others = set(one["columns"]) - {"tenant_id", column} or {"tenant_id"}
            for step in of_one:
                if table == one["table_name"] and column in one["columns"] and isinstance(step, Moves):
                    wrong += [] if set(step.alone) == others else [(table, column, one["columns"])]
    assert wrong == []


async def test_what_moves_may_be_changed_by_the_product(superuser, named):
    whole, single = await catalogue.grants(superuser, "desk_app"), await catalogue.column_grants(superuser, "desk_app")
    wrong = []
    for (table, column), of_one in named.items():
        may = "update" in whole[table] or column in single.get(table, {}).get("update", ())
        may_delete = "delete" in whole[table]
        wrong += [(table, column) for step in of_one if isinstance(step, Moves) and not may]
        wrong += [(table, column) for step in of_one if isinstance(step, SetAside) and not may_delete]
        wrong += [(table, column) for step in of_one if isinstance(step, Moves) and step.alone and not may_delete]
    assert wrong == []
