"""
One action over many rows: each by the ordinary action, each in a savepoint of its own, each with its outcome.

What fits into a request is done at once. The rest is a job's, a batch at a time, so that no transaction is long and the
page can say how far it is. Undoing goes the same way.
"""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, execute_many, savepoint
from desk.foundation.errors import Forbidden, Refusal
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.web.lists import Bulk, List, registered
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.lists import queries
from desk.lists.errors import NothingPicked, TooLateToUndo, TooManyRows
from desk.lists.events import BulkAsked, BulkEnded, BulkUndone
from desk.lists.settings import undo_life
from desk.lists.states import RowStatus, RunStatus
from desk.lists.tables import BulkRun

AT_ONCE = 50
"""Rows that a request does itself, and that a job does in one go."""
MOST = 1_000
"""Rows of one run."""


async def begin_run(
    what: List, bulk: Bulk, choice: str, said: str, ids: Sequence[UUID], back_url: str, *, by: Principal
) -> BulkRun:
    """
    Do the same with these rows: at once where they are few, otherwise as a job.

    Raises ``Forbidden``, ``NothingPicked``, ``TooManyRows``.
    """
    if not by.may(bulk.permission):
        raise Forbidden
    picked = list(dict.fromkeys(ids))
    if not picked:
        raise NothingPicked
    if len(picked) > MOST:
        raise TooManyRows(most=MOST)
    run = BulkRun(
        list_name=what.name,
        action=bulk.name,
        choice=choice,
        said=said[:200],
        member=by.id,
        back_url=back_url[:2000],
        total=len(picked),
        at=now(),
    )
    await run.save()
    tenant = current_scope().tenant.id
    await execute_many(
        queries.ADD_ROW,
        [(tenant, uuid7(), run.id, place, one) for place, one in enumerate(picked)],
    )
    if len(picked) > AT_ONCE:
        await _later(run, by)
    else:
        await carry_on(run.id, by=by)
    return run


async def undo_run(run_id: UUID, *, by: Principal) -> None:
    """Put back what a run changed and nobody changed since. Raises ``TooLateToUndo``; a second click does nothing."""
    run = await queries.run(run_id, lock=True)
    if run.member != by.id or run.status == RunStatus.WAITING:
        raise Forbidden
    if run.status != RunStatus.DONE:
        return
    if run.undo_until is None or run.undo_until < now():
        raise TooLateToUndo
    run.status = RunStatus.UNDOING
    await run.save([BulkRun.status])
    if run.total > AT_ONCE:
        await _later(run, by)
    else:
        await carry_on(run_id, by=by)


async def carry_on(run_id: UUID, *, by: Principal) -> None:
    """Do the next rows of a run; a job asks for the rest. Nothing happens where none is left."""
    run = await queries.run(run_id, lock=True)
    if run.status not in (RunStatus.WAITING, RunStatus.UNDOING):
        return
    undoing, bulk = run.status == RunStatus.UNDOING, _bulk_of(run)
    wanted = RowStatus.DONE if undoing else RowStatus.WAITING
    found = await queries.rows_of(run_id, wanted, most=AT_ONCE + 1)
    for one in found[:AT_ONCE]:
        outcome = await (_put_back(bulk, one, by) if undoing else _do(bulk, one, run.choice, by))
        await execute(queries.NOTE_ROW, one["id"], *outcome)
    if len(found) > AT_ONCE:
        await _later(run, by)
    else:
        await _end(run, undoing, by)


async def _do(bulk: Bulk, one: Record, choice: str, by: Principal) -> tuple[str, str, int, str]:
    try:
        async with savepoint():
            done = await bulk.do(one["subject_id"], choice, by)
    except Refusal as refusal:
        return RowStatus.REFUSED, "", 0, str(refusal)[:300]
    return RowStatus.DONE, done.before[:200], done.version, ""


async def _put_back(bulk: Bulk, one: Record, by: Principal) -> tuple[str, str, int, str]:
    try:
        async with savepoint():
            await bulk.put_back(one["subject_id"], one["before"], one["version"], by)
    except Refusal as refusal:
        return RowStatus.KEPT, one["before"], one["version"], str(refusal)[:300]
    return RowStatus.UNDONE, one["before"], one["version"], ""


async def _end(run: BulkRun, undoing: bool, by: Principal) -> None:
    at, counts = now(), await queries.outcome(run.id)
    run.status = RunStatus.UNDONE if undoing else RunStatus.DONE
    if not undoing:
        run.ended_at, run.undo_until = at, at + undo_life()
    await run.save([BulkRun.status, BulkRun.ended_at, BulkRun.undo_until])
    made, left = (RowStatus.UNDONE, RowStatus.KEPT) if undoing else (RowStatus.DONE, RowStatus.REFUSED)
    ended = BulkUndone if undoing else BulkEnded
    done, kept = counts.get(made, 0), counts.get(left, 0)
    await record(ended(run.id, by=by, list=run.list_name, action=run.action, done=done, left=kept))


async def _later(run: BulkRun, by: Principal) -> None:
    await record(BulkAsked(run.id, by=by, list=run.list_name, action=run.action, done=0, left=run.total))


def _bulk_of(run: BulkRun) -> Bulk:
    return next(one for one in registered(run.list_name).bulk if one.name == run.action)
