"""
Jobs: what the worker does with a message: up to fifty reaction rows of one tenant, a savepoint each.

The row is deleted in the transaction of its reaction. A reaction that fails is undone alone, put off,
and after the last attempt kept as failed; the rows of the same subject behind it wait their turn.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
import structlog
from asyncpg import Record

from desk.foundation import reactions, trips
from desk.foundation.database import execute, rows, savepoint
from desk.foundation.events import Fact
from desk.foundation.hooks import is_core
from desk.foundation.registry import scope_of
from desk.kit.ids import short_code
from desk.kit.time import now

log = structlog.get_logger(__name__)

_CLAIMED = """
select r.id, r.subscriber, r.subject_id as row_subject, r.attempts, r.lane,
       e.id as event_id, e.name, e.at, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.customer_id, e.payload
  from reaction r left join event e on e.tenant_id = r.tenant_id and e.id = r.event_id
 where r.id = any($1::uuid[]) and r.status in ('waiting', 'sent')
 order by r.id for update of r
"""
_PUT_OFF = """
update reaction set status = case when $2 >= $3 then 'failed' else 'waiting' end, attempts = $2,
       sent_at = null, available_at = $4, failed_at = case when $2 >= $3 then $5::timestamptz end, error = $6
 where id = $1
"""
_BACK = "update reaction set status = 'waiting', sent_at = null where id = $1"
_HOLD = "update reaction set status = 'held', sent_at = null where id = $1"
_DONE = "delete from reaction where id = $1"


async def work_off(tenant_id: UUID, ids: Sequence[UUID]) -> int:
    """Run these reactions in order; the answer is the number that succeeded."""
    done = 0
    async with scope_of(tenant_id) as scope:
        blocked: set[UUID | None] = set()
        for claimed in await rows(_CLAIMED, list(ids)):
            subject = claimed["row_subject"]
            if subject in blocked:
                await execute(_BACK, claimed["id"])
                continue
            one = reactions.named(claimed["subscriber"], scope.tenant.plugins)
            if one is None:
                log.warning("reaction dropped: its plugin is off", subscriber=claimed["subscriber"])
                await execute(_DONE, claimed["id"])
            elif one.owner in scope.tenant.tripped:
                await execute(_HOLD, claimed["id"])
            elif await _run(one, claimed):
                done += 1
            elif subject is not None:
                blocked.add(subject)
    if scope.failures:
        async with scope_of(tenant_id):
            await trips.write(scope.failures)
    return done


async def _run(one: reactions.Reaction, claimed: Record) -> bool:
    try:
        async with savepoint(), asyncio.timeout(one.budget):
            await one.run(_fact(claimed))
            await execute(_DONE, claimed["id"])
    except Exception as error:
        await _put_off(one, claimed, error)
        return False
    return True


async def _put_off(one: reactions.Reaction, claimed: Record, error: Exception) -> None:
    attempts, at, code = claimed["attempts"] + 1, now(), short_code()
    log.exception("reaction failed", subscriber=one.name, attempts=attempts, code=code)
    later = at + timedelta(seconds=reactions.back_off(attempts))
    note = f"{code} {type(error).__name__}"
    if not is_core(one.owner):
        trips.count(one.owner, f"{one.name}: {type(error).__name__}")
    await execute(_PUT_OFF, claimed["id"], attempts, reactions.RETRIES, later, at, note)


def _fact(claimed: Record) -> Fact:
    return Fact(
        id=claimed["event_id"],
        name=claimed["name"] or claimed["subscriber"],
        at=claimed["at"] or now(),
        by_kind=claimed["by_kind"] or "system",
        by_id=claimed["by_id"],
        subject_kind=claimed["subject_kind"] or "",
        subject_id=claimed["subject_id"],
        customer_id=claimed["customer_id"],
        payload=msgspec.json.decode(claimed["payload"]) if claimed["payload"] else {},
    )
