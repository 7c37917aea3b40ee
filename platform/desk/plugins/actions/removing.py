"""Taking a plugin away from a tenant: what there was as a file first, then erased, a portion in each run."""

import asyncio
import io
import zipfile
from typing import Any
from uuid import UUID

import msgspec

from desk.files.actions import keep_made
from desk.foundation import hooks, manifests, promises
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.manifests import Manifest
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.tables import PluginChore, Tenant
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.kit.time import now
from desk.plugins import queries
from desk.plugins.errors import StillOn
from desk.plugins.events import PluginRemoved, RemovalBegun
from desk.search.actions import forget_plugin

PORTION = 1_000
"""Rows that are erased in one run."""
NOT_THE_NAME = N_("Type {slug} to say that you mean it.")


async def begin_removal(slug: str, typed: str, *, by: Principal) -> None:
    """
    Take a plugin that is off away, with all that it stored. ``typed`` is its slug once more.

    Nothing when that is under way. Raises ``NotFound``, ``StillOn`` and ``Invalid``.
    """
    if not by.may("plugin.manage"):
        raise Forbidden
    manifest = manifests.of(slug)
    if manifest is None:
        raise NotFound
    if slug in await queries.switched_on(lock=True):
        raise StillOn(plugin=hooks.title(slug))
    if typed.strip() != slug:
        raise Invalid({"slug": gettext(NOT_THE_NAME).format(slug=slug)})
    if await queries.running_chore(slug) is not None:
        return
    total = sum([await queries.row_count(table) for table in await _tables(manifest)])
    chore = PluginChore(
        plugin=slug, kind="removal", total=total, begun_at=now(), begun_by=by.id if by.kind == "member" else None
    )
    await chore.save()
    await record(RemovalBegun(NOBODY, by=by, plugin=slug, rows=total))
    await later("plugins.remove", chore.id, now())


async def remove_portion(chore_id: UUID, *, by: Principal) -> bool:
    """Keep what there is as a file, then erase the next rows, last what the core has of it; whether there is more."""
    chore = await queries.chore(chore_id)
    if chore is None or chore["status"] != "running":
        return False
    manifest = manifests.of(chore["plugin"])
    if manifest is None or chore["plugin"] in await queries.switched_on(lock=True):
        await _end(chore_id)  # switched on again meanwhile: what is left stays
        return False
    if chore["file"] is None:
        await _note(chore_id, {PluginChore.file: await _exported(chore_id, manifest, by)})
        return True
    for table in reversed(await _tables(manifest)):
        if gone := await queries.erase(table, most=PORTION):
            await _note(chore_id, {PluginChore.done: chore["done"] + gone})
            return True
    await queries.erase_around(manifest.slug, promises.ids_of(manifest.slug))
    await forget_plugin(manifest.slug)
    await _forget_settings(manifest.slug)
    await _end(chore_id)
    await record(PluginRemoved(NOBODY, by=by, plugin=manifest.slug, rows=chore["done"]))
    return False


async def _tables(manifest: Manifest) -> list[str]:
    """Its tables that are there: one that was never migrated has none."""
    absent = await queries.missing(manifest.tables)
    return [table for table in manifest.tables if table not in absent]


async def _exported(chore_id: UUID, manifest: Manifest, by: Principal) -> UUID:
    parts = {f"{table}.jsonl": await queries.lines_of(table) for table in await _tables(manifest)}
    mine = current_scope().tenant.settings.get(manifest.slug, {})
    parts["settings.json"] = [msgspec.json.encode(mine).decode()]
    body = await asyncio.to_thread(_zipped, parts)
    file = await keep_made(
        body,
        name=f"{manifest.slug}-{now():%Y%m%d}.zip",
        content_type="application/zip",
        subject_kind="plugin_chore",
        subject_id=chore_id,
        customer_id=None,
        audience="team",
        by=by,
    )
    return UUID(str(file.id))


def _zipped(parts: dict[str, list[str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in parts.items():
            archive.writestr(name, "".join(f"{line}\n" for line in lines))
    return buffer.getvalue()


async def _forget_settings(slug: str) -> None:
    settings = {owner: said for owner, said in (await queries.settings_now()).items() if owner != slug}
    await Tenant.update(
        {Tenant.settings: msgspec.json.encode(settings).decode(), Tenant.version: Tenant.version + 1}
    ).where(Tenant.id == current_scope().tenant.id)


async def _end(chore_id: UUID) -> None:
    await _note(chore_id, {PluginChore.status: "done", PluginChore.ended_at: now()})


async def _note(chore_id: UUID, changes: dict[Any, Any]) -> None:
    await PluginChore.update(changes).where(PluginChore.id == chore_id)
