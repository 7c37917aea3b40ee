"""Whatever holds words of people says what erasing them does with it, and what they get when they ask."""

import pytest
from piccolo.table import TABLE_REGISTRY

from desk.foundation import hooks
from desk.foundation.privacy import Blanked, Dropped, Impersonal, Kept, Pending, Retention, erasure, given

from . import catalogue

PEOPLE = ("contact", "member", "credential")
WIDE = 100
"""Text of so many characters and more may be somebody's words."""
SHORT = {"phone", "mobile", "address", "agent", "im", "login", "callback_name", "callback_phone", "extension", "signer"}


@pytest.fixture(scope="module")
def steps(application):
    """All that the slices and plugins say, what is forgotten by itself among it."""
    hooks.boot()
    found = []
    for one in erasure():
        found += one.steps if isinstance(one, Retention) else [one]
    return found


def is_words(column):
    """Whether somebody's words may stand there."""
    kind, _, size = column.type.partition("(")
    if kind in ("text", "jsonb", "bytea", "text[]"):
        return True
    return kind == "character varying" and (int(size.rstrip(")[]")) >= WIDE or column.name in SHORT)


def owner_of(table):
    """The slice or plugin whose table it is; what lets others cross is of the slice that crosses."""
    if table.startswith("crossing_"):
        return "cases"
    found = [one.__module__ for one in TABLE_REGISTRY if one._meta.tablename == table]
    return found[0].split(".")[-2].removeprefix("desk_") if found else ""


async def personal(superuser):
    """Each table in which words of people may stand, or that leads to a person."""
    found = {one.table for one in await catalogue.references(superuser) if one.target in PEOPLE}
    for table in await catalogue.tables(superuser, "fenced", "crossing"):
        if any(is_words(one) for one in await catalogue.columns(superuser, table)):
            found.add(table)
    return {one for one in found if not one.startswith("trial_")}


async def test_every_table_with_words_of_people_is_named(superuser, steps):
    named = {one.table for one in steps} | {one.table for one in given()}
    unnamed = {f"{owner_of(table)}: {table}" for table in await personal(superuser) - named}
    assert unnamed == set(), "say in your slice's privacy.py what becomes of these"


async def test_what_is_erased_or_kept_is_given_to_who_asks_for_it(steps):
    """What we know of somebody they get, but for what is no more than a shadow of it."""
    shadows = {
        *("sign_in_step", "access_link", "second_factor", "recovery_code", "signature_code"),
        *("idempotency_key", "search_document", "merge_move", "merging", "list_choice", "deadline_alert"),
        *("customer_note", "task"),
    }
    named = {one.table for one in steps if isinstance(one, Blanked | Dropped | Kept)}
    assert named - {one.table for one in given()} - shadows == set()


async def test_every_step_names_what_is_there(superuser, steps):
    there = {
        table: {one.name for one in await catalogue.columns(superuser, table)}
        for table in await catalogue.tables(superuser, "fenced", "crossing")
    }
    assert {one.table for one in steps} | {one.table for one in given()} <= there.keys()
    assert [one for one in given() if set(one.columns) - there[one.table]] == []
    assert [one for one in steps if isinstance(one, Blanked) and set(one.columns) - there[one.table]] == []
    assert [one for one in steps if isinstance(one, Impersonal | Kept) and not one.why] == []


async def test_what_is_erased_the_product_may_erase(superuser, steps):
    grants = await catalogue.grants(superuser, "desk_app")
    assert [one.table for one in steps if isinstance(one, Dropped) and "delete" not in grants[one.table]] == []
    wrong = [one.table for one in steps if isinstance(one, Blanked) and "update" not in grants[one.table]]
    single = await catalogue.column_grants(superuser, "desk_app")
    assert [one for one in wrong if one not in single] == []


async def test_every_condition_is_one_that_the_database_understands(superuser, steps):
    who = "with who as (select null::uuid as person, null::uuid as credential, now() as before)"
    for one in [*steps, *given()]:
        if not isinstance(one, Impersonal):
            assert isinstance(one, Pending | Blanked | Dropped | Kept) or one.columns
            asked = f"{who} select count(*) from {one.table} r, who where {one.where}"  # noqa: S608
            assert await superuser.fetchval(asked) == 0
