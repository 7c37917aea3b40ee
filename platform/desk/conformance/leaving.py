"""Switching a plugin off and taking it away, and what is left of it then."""

import io
import zipfile
from uuid import UUID

from desk.conformance import doors, queries
from desk.conformance.ground import OWN, Ground
from desk.files import storage
from desk.foundation import hooks, reactions
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.plugins import actions
from desk.plugins import queries as told

PORTIONS = 1_000


async def switched_off(ground: Ground) -> list[str]:
    """Switch it off in the first tenant; what of it can still be seen or would be done."""
    async with scope_of(ground.ids[OWN]):
        await actions.switch_off(ground.slug, by=SYSTEM)
    async with scope_of(ground.ids[OWN]) as scope:
        on = scope.tenant.plugins
        heard = reactions.heard_by(ground.slug)
        found = [
            f"{one.name} still hears {name}"
            for name in heard
            for one in reactions.subscribers(name, on)
            if one.owner == ground.slug
        ]
        found += [
            f"{one.reaction.name} is still planned"
            for one in reactions.schedules(on)
            if one.reaction.owner == ground.slug
        ]
    return found + await doors.left(ground)


async def removed(ground: Ground) -> list[str]:
    """Take it away from the first tenant: which rows were not kept in the file, and which are still there."""
    tenant = ground.ids[OWN]
    counts = {table: await queries.row_count(ground.past, table, tenant) for table in ground.tables}
    manifest = hooks.answers("register_manifest")[ground.slug]
    found = [f"{table} is not named in the manifest" for table in counts if table not in manifest.tables]
    found += [f"{table} of the manifest is no table" for table in manifest.tables if table not in counts]
    try:
        kept = await _take_away(ground.slug, tenant)
    except Exception as error:
        return [*found, f"{type(error).__name__}: {error}"]
    for table, count in counts.items():
        if table in manifest.tables and kept.get(f"{table}.jsonl", 0) != count:
            found.append(f"{table}: {kept.get(f'{table}.jsonl', 0)} of {count} rows are in the file")
        if rest := await queries.row_count(ground.past, table, tenant):
            found.append(f"{table}: {rest} rows are left")
    return found


async def _take_away(slug: str, tenant: UUID) -> dict[str, int]:
    """Portion by portion; the lines of each part of the file that was kept."""
    async with scope_of(tenant):
        await actions.begin_removal(slug, slug, by=SYSTEM)
    async with scope_of(tenant):
        begun = await told.running_chore(slug)
    assert begun is not None, "it was begun just now"
    for _ in range(PORTIONS):
        async with scope_of(tenant):
            if not await actions.remove_portion(begun["id"], by=SYSTEM):
                break
    async with scope_of(tenant):
        [file] = [one["file"] for one in await told.chores(slug) if one["id"] == begun["id"]]
    with zipfile.ZipFile(io.BytesIO(await storage.get(tenant, file))) as archive:
        return {name: archive.read(name).count(b"\n") for name in archive.namelist()}
