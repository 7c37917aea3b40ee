"""
Listening: which subscribers to all facts (``"*"``) hear what, tenant by tenant.

Known with the tenant's facts, by their version: a fact that nobody listens to costs nothing.
"""

from collections.abc import Iterable

from desk.foundation.database import execute, execute_many, rows
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7


async def listen(subscriber: str, patterns: Iterable[str]) -> None:
    """From the next transaction on, let this reaction hear the facts that fit one of these patterns, and no others."""
    tenant_id = current_scope().tenant.id
    await execute("delete from listening where subscriber = $1", subscriber)
    await execute_many(
        "insert into listening (tenant_id, id, subscriber, pattern) values ($1, $2, $3, $4)",
        [(tenant_id, uuid7(), subscriber, pattern) for pattern in sorted(set(patterns))],
    )
    await execute("update tenant set version = version + 1")


async def listeners() -> frozenset[tuple[str, str]]:
    """Subscriber and pattern of all who listen in this tenant."""
    return frozenset(
        (one["subscriber"], one["pattern"]) for one in await rows("select subscriber, pattern from listening")
    )
