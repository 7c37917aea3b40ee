"""The rows of periodic work: one for each schedule of what is on in a tenant, and no others; the canaries have none."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from desk.foundation import canaries, reactions
from desk.foundation.database import execute
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

Execute = Callable[..., Awaitable[Any]]

_OTHERS = "delete from scheduled_work where not name = any($1::text[])"
_PLAN = """
insert into scheduled_work (tenant_id, id, name, lane, period_seconds, next_at) values ($1, $2, $3, $4, $5, $6)
on conflict (tenant_id, name) do update set lane = excluded.lane, period_seconds = excluded.period_seconds
"""


async def plan(plugins: frozenset[str]) -> None:
    """See to it that each schedule of the open tenant, with these plugins, has its row, and no other has."""
    await plan_with(execute, current_scope().tenant.id, plugins)


async def plan_with(run: Execute, tenant_id: UUID, plugins: frozenset[str]) -> None:
    """The same for whoever sees the tenant's rows by another connection."""
    due = () if tenant_id in canaries.SLUGS.values() else reactions.schedules(plugins)
    await run(_OTHERS, [one.reaction.name for one in due])
    for one in due:
        await run(_PLAN, tenant_id, uuid7(), one.reaction.name, one.reaction.lane, one.seconds, now())
