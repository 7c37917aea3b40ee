"""A plugin's tables: what its migrations make and undo, and whether the wall stands around each."""

from collections.abc import Coroutine
from typing import Any

import asyncpg
from piccolo.apps.migrations.commands.backwards import run_backwards
from piccolo.apps.migrations.commands.forwards import run_forwards

from desk.conformance import queries
from desk.foundation import migrations
from desk.foundation.hooks import plugin_apps


async def migrated(slug: str, package: str, past: asyncpg.Connection) -> tuple[list[str], list[str]]:
    """Up with all others, down and up again alone: what went wrong, and the tables that are the plugin's."""
    ran = await migrations.up()
    if why := ran.failed.get(slug):
        return [f"up: {why}"], []
    if f"{package}.piccolo_app" not in plugin_apps():
        return [], []
    there = await queries.tables(past)
    found = await _run("down", run_backwards(app_name=slug, migration_id="all", auto_agree=True))
    after = await queries.tables(past)
    found += [f"{one} is still there after going down" for one in sorted(after) if _is_of(slug, one)]
    found += await _run("up again", run_forwards(app_name=slug))
    return found, sorted(there - after | {one for one in after if _is_of(slug, one)})


async def _run(way: str, migrating: Coroutine[Any, Any, Any]) -> list[str]:
    try:
        result = await migrating
    except Exception as error:
        return [f"{way}: {type(error).__name__}: {error}"]
    return [] if result.success else [f"{way}: {result.message}"]


def _is_of(slug: str, table: str) -> bool:
    return table == slug or table.startswith(f"{slug}_")


async def unfenced(tables: list[str], past: asyncpg.Connection) -> list[str]:
    """Where the wall has a hole."""
    found = []
    for table in sorted(set(tables) & await queries.tables(past)):
        wall = await queries.walls(past, table)
        faults = {
            "its comment names no class": not wall["comment"].startswith(("fenced: ", "crossing: ", "published: ")),
            "row security is not forced": not wall["forced"],
            "its key is not (tenant_id, id)": wall["key"] != ["tenant_id", "id"],
            "a policy lets everybody in": wall["open"],
        }
        found += [f"{table}: {fault}" for fault, is_so in faults.items() if is_so]
        found += [f"{table}: the index {one} does not begin with tenant_id" for one in wall["open_indexes"]]
        found += [f"{table}: the reference {one} has no tenant in it" for one in wall["references"]]
    return found
