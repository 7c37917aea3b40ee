"""
Trips: a plugin that keeps failing is left out, for that tenant alone, until somebody switches it back on.

Failures are counted in the database, so that all processes count together, in a transaction of their own
after the one that failed. The rows of a tripped plugin wait; nothing of it is lost.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from desk.foundation.choices import Setting, chosen
from desk.foundation.database import execute, row, rows
from desk.foundation.hooks import left_out
from desk.foundation.tenancy import current_scope, scope_or_none
from desk.foundation.translation import N_
from desk.kit.ids import uuid7
from desk.kit.time import now

TRIP_AFTER = Setting(
    "plugins.trip_after",
    "count",
    5,
    N_("Failures within five minutes until a plugin is left out"),
    least=1,
    most=10_000,
)
"""Failures within ``WINDOW`` that trip a plugin [assumed]."""
WINDOW = timedelta(minutes=5)

log = structlog.get_logger(__name__)

_COUNT = """
insert into plugin_trip as t (tenant_id, id, plugin, failures, since_at, last_at, why)
select id, $1, $2, 1, $3, $3, $4 from tenant
on conflict (tenant_id, plugin) do update set
  failures = case when t.since_at < $5 and t.tripped_at is null then 1 else t.failures + 1 end,
  since_at = case when t.since_at < $5 and t.tripped_at is null then $3 else t.since_at end,
  last_at = $3, why = $4
returning t.failures, t.tripped_at
"""
_TRIP = "update plugin_trip set tripped_at = $2 where plugin = $1"
_KNOW = "update tenant set version = version + 1"
_HOLD = "update reaction set status = 'held' where status = 'waiting' and subscriber like $1 || '.%'"
_RESUME = """
update reaction set status = 'waiting', attempts = 0, available_at = $2
 where status = 'held' and subscriber like $1 || '.%'
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure of a plugin, to be counted after the transaction."""

    plugin: str
    why: str


def count(plugin: str, why: str) -> None:
    """Note a failure of the scope's transaction; it is written when that has ended."""
    scope = scope_or_none()
    if scope is not None:
        scope.failures.append(Failure(plugin, why))


async def write(failures: list[Failure]) -> None:
    """Count failures, in a scope of their own, and trip what failed too often."""
    at = now()
    most = chosen(TRIP_AFTER)
    for one in failures:
        found = await row(_COUNT, uuid7(), one.plugin, at, one.why[:200], at - WINDOW)
        if found is not None and found["failures"] >= most and found["tripped_at"] is None:
            await execute(_TRIP, one.plugin, at)
            await execute(_HOLD, one.plugin)
            await execute(_KNOW)
            log.error("plugin tripped", plugin=one.plugin, tenant=current_scope().tenant.slug, why=one.why)


async def tripped() -> frozenset[str]:
    """The plugins that are left out in this tenant."""
    return frozenset(one["plugin"] for one in await rows("select plugin from plugin_trip where tripped_at is not null"))


async def faulty() -> frozenset[str]:
    """The plugins that can't run: they joined in nowhere, or their migrations failed. On, they are silent and wait."""
    found = await rows("select plugin from plugin_fault")
    return frozenset(left_out) | {one["plugin"] for one in found}


async def reset(plugin: str) -> None:
    """Ask a plugin again, and let its waiting work go on."""
    await execute("delete from plugin_trip where plugin = $1", plugin)
    await execute(_RESUME, plugin, now())
    await execute(_KNOW)
    current_scope().wakes = True
