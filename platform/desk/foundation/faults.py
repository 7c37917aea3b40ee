"""Plugins whose migrations failed: known to all processes, with the reason, until they were migrated."""

from collections.abc import Mapping

import asyncpg

from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

_KEEP = """
insert into plugin_fault (id, plugin, why, at) values ($1, $2, $3, $4)
on conflict (plugin) do update set why = excluded.why, at = excluded.at
"""
_KNOW = "update tenant set version = version + 1 where plugins && $1::varchar[] returning id"
_RESUME = """
update reaction set status = 'waiting', attempts = 0, available_at = $2
 where status = 'held' and split_part(subscriber, '.', 1) = any($1::text[])
   and not exists (select from plugin_trip t
                    where t.plugin = split_part(subscriber, '.', 1) and t.tripped_at is not null)
"""


async def keep(failed: Mapping[str, str]) -> None:
    """Note which plugins failed to be migrated, let all tenants know, and let the work of those go on that are well."""
    connection = await asyncpg.connect(settings.owner_url)
    try:
        async with connection.transaction():
            await _keep(connection, failed)
    finally:
        await connection.close()


async def _keep(connection: asyncpg.Connection, failed: Mapping[str, str]) -> None:
    if await connection.fetchval("select to_regclass('plugin_fault')") is None:
        return  # Taken back to before there was one.
    before = {one["plugin"]: one["why"] for one in await connection.fetch("select plugin, why from plugin_fault")}
    if before == failed:
        return
    well = list(before.keys() - failed.keys())
    await connection.execute("delete from plugin_fault where plugin = any($1)", well)
    for plugin, why in failed.items():
        await connection.execute(_KEEP, uuid7(), plugin, why, now())
    for tenant in await connection.fetch(_KNOW, [*before, *failed]):
        await connection.execute("select set_config('desk.tenant_id', $1, true)", str(tenant["id"]))
        await connection.execute(_RESUME, well, now())
