"""
Jobs: what the worker does with a message: up to fifty reaction rows of one tenant, a savepoint each.

The row is deleted in the transaction of its reaction. A reaction that fails is undone alone, put off,
and after the last attempt kept as failed; the rows of the same subject behind it wait their turn. What a plugin
could not do holds up that plugin alone.

Messages come twice, late, and before the relay has committed. Only rows that are marked as sent and that nobody
else has in work are taken; when earlier ones of the same subject are not among them, the later ones go back.

A reaction with a scope of its own, which waits for somebody else's server, runs when the transaction is over; one in
each message, so that it is done long before its row could count as lost.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import asyncpg
import msgspec
import structlog
from asyncpg import Record
from asyncpg.exceptions import OperatorInterventionError

from desk.foundation import measures, reactions, trips
from desk.foundation.database import execute, rows, savepoint
from desk.foundation.errors import DatabaseAway
from desk.foundation.events import Fact
from desk.foundation.hooks import is_core
from desk.foundation.registry import scope_of
from desk.foundation.tenancy import Scope, TenantFacts
from desk.kit.ids import short_code
from desk.kit.time import now

DATABASE_LOST = (
    *(DatabaseAway, OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OperatorInterventionError),
)
"""What is raised when the database goes away, and while it comes back."""
EARLY = (0.02, 0.05, 0.1, 0.3, 1.0, 2.0)
"""Seconds between two looks for rows whose relay has not committed yet."""
UNKNOWN = timedelta(seconds=30)
"""How long a row waits, and each time so much longer, that only another version of us knows: while one is rolled out,
old workers meet rows of new reactions. After the last attempt, a quarter of an hour, it is kept as failed."""
EVEN_SUSPENDED = frozenset(("people", "messaging", "headquarters.archive"))
"""
Whose jobs go on where a tenant is suspended or closed: its people still sign in, what was said already is delivered,
and everything is taken out as one file.
"""
LONG = 5.0
"""Seconds after which a job begins nothing more: what is left goes back, so that its transaction stays short."""

log = structlog.get_logger(__name__)

_CLAIMED = """
select r.tenant_id, r.id, r.subscriber, r.subject_id as row_subject, r.attempts, r.lane,
       e.id as event_id, e.name, e.at, e.by_kind, e.by_id, e.subject_kind, e.subject_id, e.customer_id, e.payload
  from reaction r left join event e on e.tenant_id = r.tenant_id and e.id = r.event_id
 where r.id = any($1::uuid[]) and r.status = 'sent'
 order by r.id for update of r skip locked
"""
_ELSEWHERE = """
select subject_id from reaction
 where id = any($1::uuid[]) and id <> all($2::uuid[]) and status in ('waiting', 'sent')
"""
_PUT_OFF = """
update reaction set status = case when $2::int >= $3::int then 'failed' else 'waiting' end, attempts = $2::int,
       sent_at = null, available_at = $4, failed_at = case when $2::int >= $3::int then $5::timestamptz end, error = $6
 where id = $1
"""
_BACK = "update reaction set status = 'waiting', sent_at = null where id = $1"
_HOLD = "update reaction set status = 'held', sent_at = null where id = $1"
_DONE = "delete from reaction where id = $1"
_BEGUN = "update reaction set sent_at = $2 where id = $1"

GONE = "DELETE 1"


class WallMoved(RuntimeError):
    """A reaction left another tenant's scope behind, in which its own row isn't there: what it did is undone."""


Aside = tuple[reactions.Reaction, Record]
"""A row that is run outside of the transaction."""


async def work_off(tenant_id: UUID, ids: Sequence[UUID]) -> int:
    """Run these reactions in order; the answer is the number that succeeded."""
    for pause in (*EARLY, 0.0):
        async with scope_of(tenant_id) as scope:
            claimed = await rows(_CLAIMED, list(ids))
            elsewhere = await _elsewhere(ids, claimed)
            outcomes, aside = await _run_in_order(scope, claimed, elsewhere)
        if aside is not None:
            outcomes.append(await _run_aside(tenant_id, *aside))
        for subscriber, outcome in outcomes:
            measures.reacted(subscriber, outcome)
        await _count_failures(tenant_id, scope)
        if claimed or not elsewhere:
            return sum(outcome == "done" for _, outcome in outcomes)
        await asyncio.sleep(pause)
    return 0


async def _count_failures(tenant_id: UUID, ended: Scope) -> None:
    if ended.failures:
        async with scope_of(tenant_id):
            await trips.write(ended.failures)


async def _elsewhere(ids: Sequence[UUID], claimed: Sequence[Record]) -> list[UUID | None]:
    """The subjects of rows that are neither here nor done: not sent yet, taken back, or another job's."""
    if len(claimed) == len(ids):
        return []
    found = await rows(_ELSEWHERE, list(ids), [one["id"] for one in claimed])
    return [one["subject_id"] for one in found]


async def _run_in_order(
    scope: Scope, claimed: Sequence[Record], elsewhere: Sequence[UUID | None]
) -> tuple[list[tuple[str, measures.Outcome]], Aside | None]:
    """What became of each row that was begun, which counts when the transaction is over; and what is to be run then."""
    outcomes: list[tuple[str, measures.Outcome]] = []
    aside: Aside | None = None
    begun = time.monotonic()
    blocked: set[object] = set(elsewhere)
    for row in claimed:
        subject, own = row["row_subject"], (row["row_subject"], row["subscriber"].partition(".")[0])
        waits = subject is not None and (subject in blocked or own in blocked)
        if waits or time.monotonic() - begun > LONG:
            await execute(_BACK, row["id"])
            continue
        one = reactions.named(row["subscriber"], scope.tenant.plugins)
        if one is None:
            outcome = await _put_by(row, scope.tenant)
            outcomes.append((row["subscriber"], outcome))
            if outcome == "failed":
                blocked.add(subject)
        elif one.owner in scope.tenant.tripped or not (scope.tenant.is_open or {one.owner, one.name} & EVEN_SUSPENDED):
            await execute(_HOLD, row["id"])
            outcomes.append((one.name, "held"))
        elif one.scope == "own" and aside is not None:
            await execute(_BACK, row["id"])
        elif one.scope == "own":
            await execute(_BEGUN, row["id"], now())
            aside = (one, row)
            blocked.add(subject)
        elif await _run(one, row):
            outcomes.append((one.name, "done"))
        else:
            outcomes.append((one.name, "failed"))
            blocked.add(subject if is_core(one.owner) else own)
    return outcomes, aside


async def _put_by(claimed: Record, tenant: TenantFacts) -> measures.Outcome:
    """A row whose reaction isn't here: dropped when its plugin is off, kept for a version of us that knows it."""
    subscriber, at = claimed["subscriber"], now()
    owner = subscriber.partition(".")[0]
    if owner in tenant.waiting:
        await execute(_HOLD, claimed["id"])
        return "held"
    if not reactions.is_on(owner, tenant.plugins):
        log.warning("reaction dropped: its plugin is off", subscriber=subscriber)
        await execute(_DONE, claimed["id"])
        return "dropped"
    attempts = claimed["attempts"] + 1
    log.warning("reaction put off: this version does not know it", subscriber=subscriber, attempts=attempts)
    await execute(_PUT_OFF, claimed["id"], attempts, reactions.RETRIES, at + UNKNOWN * attempts, at, "unknown here")
    return "failed"


async def _run(one: reactions.Reaction, claimed: Record) -> bool:
    try:
        async with savepoint(), asyncio.timeout(one.budget):
            await one.run(_fact(claimed))
            if await execute(_DONE, claimed["id"]) != GONE:
                raise WallMoved
    except Exception as error:
        await _put_off(one, claimed, error)
        return False
    return True


async def _run_aside(tenant_id: UUID, one: reactions.Reaction, row: Record) -> tuple[str, measures.Outcome]:
    """Run a reaction that opens its own scopes. The row stays as sent, so that its subject waits for it."""
    try:
        async with asyncio.timeout(one.budget):
            await one.run(_fact(row))
    except Exception as error:
        async with scope_of(tenant_id) as scope:
            await _put_off(one, row, error)
        await _count_failures(tenant_id, scope)
        return one.name, "failed"
    async with scope_of(tenant_id):
        await execute(_DONE, row["id"])
    return one.name, "done"


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
        tenant_id=claimed["tenant_id"],
        id=claimed["event_id"],
        name=claimed["name"] or claimed["subscriber"],
        at=claimed["at"] or now(),
        by_kind=claimed["by_kind"] or "system",
        by_id=claimed["by_id"],
        subject_kind=claimed["subject_kind"] or "",
        subject_id=claimed["subject_id"] or claimed["row_subject"],
        customer_id=claimed["customer_id"],
        payload=msgspec.json.decode(claimed["payload"]) if claimed["payload"] else {},
    )
