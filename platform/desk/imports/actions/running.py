"""Taking the rows: batch by batch, or all of them in one piece; stopping, and going on."""

import time
from collections.abc import Sequence
from contextlib import aclosing
from uuid import UUID

import msgspec
import structlog
from asyncpg.exceptions import UniqueViolationError

from desk.foundation.database import savepoint, take_stock
from desk.foundation.errors import Refusal
from desk.foundation.events import record
from desk.foundation.jobs import DATABASE_LOST
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.imports import kinds, queries
from desk.imports.actions.moving import (
    PROGRESS,
    STOPPED_EARLY,
    TAKE,
    acting,
    batches,
    clear_counts,
    decide,
    end,
    must_be,
    reading_of,
    taking_of,
    tell_progress,
)
from desk.imports.actions.sweeping import drop_file
from desk.imports.errors import NotWhole, Stopped
from desk.imports.events import ImportStarted
from desk.imports.states import RESUMABLE, STOPPABLE, Fated, Status
from desk.imports.tables import ImportRun
from desk.kit.ids import short_code
from desk.kit.time import now

SLICE = 2.0
"""Seconds after which a transaction is closed, so that pages see how far it is and a lost worker costs little."""
MANY = tuple(1_000 * 4**times for times in range(8))
"""New rows after which the planner learns of them: as soon as there are four times as many as it knew."""
STOPPED = N_("Somebody stopped it after row {row}. The rows up to there stay; it can be resumed.")
STOPPED_WHOLE = N_("Somebody stopped it. Nothing was taken.")
BROKEN = N_(
    "Something went wrong on our side (code {code}). What was counted stays, nothing is half; it can be resumed."
)

log = structlog.get_logger(__name__)


async def start(run_id: UUID, *, whole: bool, by: Principal) -> ImportRun:
    """Take the rows that were looked at. Raises ``NotWhole`` when all or nothing can only be nothing."""
    run = await queries.run(run_id, lock=True)
    kinds.kind_of(run.kind, by)
    must_be(run, *(() if run.stopped else (Status.CHECKED,)))
    if whole and run.refused:
        first = (await queries.refused(run_id, most=1))[0]
        raise _not_whole(first["number"], msgspec.json.decode(first["faults"]))
    run.whole, run.status = whole, Status.RUNNING
    clear_counts(run)
    await queries.begin_again(run_id)
    await drop_file(run)
    await _go_on(run, by)
    return run


async def resume(run_id: UUID, *, by: Principal) -> ImportRun:
    """Go on behind the last row that was decided."""
    run = await queries.run(run_id, lock=True)
    kinds.kind_of(run.kind, by)
    must_be(run, *RESUMABLE)
    if not await queries.is_unfinished(run_id, run.reached):
        must_be(run)
    run.status, run.stopped, run.ended_at = Status.RUNNING, "", None
    await _go_on(run, by)
    return run


async def _go_on(run: ImportRun, by: Principal) -> None:
    run.by_id = by.id
    await run.save()
    await record(ImportStarted(run.id, by=by, kind=run.kind, whole=run.whole))
    await later(TAKE, run.id, now())


async def stop(run_id: UUID, *, by: Principal) -> None:
    """Ask the job to stop at the next batch; what no job has is over at once."""
    run = await queries.run(run_id, lock=True)
    kinds.kind_of(run.kind, by)
    must_be(run, *STOPPABLE)
    if run.status != Status.CHECKED:
        run.stopping = True
        await run.save([ImportRun.stopping])
        return
    clear_counts(run)
    await queries.drop_rows(run_id)
    await drop_file(run)
    await end(run, Status.CANCELLED, gettext(STOPPED_EARLY), by=by)


async def take(run: ImportRun) -> bool:
    """Take some rows, or all where it is all or nothing; whether there is more to do. Never leaves half a batch."""
    if run.status != Status.RUNNING:
        return False
    try:
        more = await _take_some(run)
    except DATABASE_LOST:
        raise
    except Exception as error:
        await _break_off(run.id, error)
        return False
    if more:
        await run.save(list(PROGRESS))
    else:
        await end(run, Status.DONE)
    return more


async def _take_some(run: ImportRun) -> bool:
    before = [getattr(run, column._meta.name) for column in PROGRESS]
    for last_try in (False, True):
        try:
            async with savepoint():
                return await take_batches(run, seconds=None if run.whole else SLICE)
        except UniqueViolationError:  # somebody took an external number at this moment: they are known next time
            if last_try:
                raise
            for column, count in zip(PROGRESS, before, strict=True):
                setattr(run, column._meta.name, count)
    raise AssertionError


async def take_batches(run: ImportRun, *, seconds: float | None) -> bool:
    """Take batches in the open transaction until the time is over; whether rows are left. Raises ``Stopped``."""
    by, kind = await acting(run)
    reading = await reading_of(run, kind)
    taking, begun = taking_of(run, kind, reading, by, dry=False), time.monotonic()
    async with aclosing(batches(run, taking, len(reading.fields))) as coming:
        async for batch in coming:
            if await queries.is_stopping(run.id):
                raise Stopped
            before, fates = run.created, await decide(run, taking, batch)
            await queries.keep_fates(run.id, fates)
            if any(before < many <= run.created for many in MANY):
                await take_stock(kind.tables)
            if run.whole and run.refused:
                first = next(one for one in fates if one.status == Fated.REFUSED)
                raise _not_whole(first.number, first.faults)
            if seconds is not None and time.monotonic() - begun > seconds:
                return True
            if run.whole:
                await tell_progress(run)
    return False


async def _break_off(run_id: UUID, why: Exception) -> None:
    """Note what stopped it. What was taken before the transaction in which it happened stays."""
    run = await queries.run(run_id, lock=True)
    if run.whole:
        clear_counts(run)
    if isinstance(why, Stopped):
        await end(run, Status.CANCELLED, _stopped(run))
    elif isinstance(why, Refusal):
        await end(run, Status.FAILED, str(why))
    else:
        code = short_code()
        log.error("import broken off", run=str(run_id), code=code, exc_info=why)
        await end(run, Status.FAILED, gettext(BROKEN).format(code=code))


def _stopped(run: ImportRun) -> str:
    if run.whole:
        return gettext(STOPPED_WHOLE)
    return gettext(STOPPED).format(row=run.reached) if run.reached else gettext(STOPPED_EARLY)


def _not_whole(row: int, faults: Sequence[Sequence[str]]) -> NotWhole:
    return NotWhole(row=row, reason=" ".join(reason for _, reason in faults))
