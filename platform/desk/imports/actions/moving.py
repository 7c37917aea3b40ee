"""What all steps of an import share: its reading, who it acts for, its progress, its end."""

import asyncio
import contextlib
import contextvars
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import msgspec

from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.tenancy import current_scope, scope_after
from desk.foundation.translation import N_
from desk.imports import kinds, queries
from desk.imports.errors import NotNow
from desk.imports.events import ImportEnded
from desk.imports.kinds import Entry, Fate, ImportKind, Reading, Run, Taking
from desk.imports.states import SameName, Status
from desk.imports.tables import ImportRun
from desk.kit.time import now
from desk.people import queries as people

BATCH = 1_000
"""Rows that are decided at once."""
PROGRESS = (ImportRun.rows, ImportRun.created, ImportRun.updated, ImportRun.refused, ImportRun.reached)
READ, TAKE = "imports.read", "imports.take"
STOPPED_EARLY = N_("Somebody stopped it before anything was taken.")


def must_be(run: ImportRun, *statuses: Status) -> None:
    """Raise ``NotNow`` unless the import is in one of these."""
    if run.status not in statuses:
        raise NotNow(now=label("import.status", run.status))


def clear_counts(run: ImportRun) -> None:
    """As if no row had been looked at."""
    run.rows = run.created = run.updated = run.refused = run.reached = 0


async def acting(run: ImportRun) -> tuple[Principal, ImportKind]:
    """Whoever sent the table, with what they may do now, and the kind. Raises ``Forbidden`` and ``NotFound``."""
    if run.by_id in (None, NOBODY):
        return SYSTEM, kinds.kind_of(run.kind, SYSTEM)
    member = await people.member_by_id(run.by_id)
    if member.status != "active":
        raise Forbidden
    roles = tuple(member.roles)
    by = Principal("member", member.id, member.name, await people.permissions_of(roles), roles)
    return by, kinds.kind_of(run.kind, by)


async def reading_of(run: ImportRun, kind: ImportKind) -> Reading:
    """Which column is which field, as it was guessed or corrected."""
    return Reading(tuple(msgspec.json.decode(run.fields)), kinds.by_field(await kind.columns()))


def taking_of(run: ImportRun, kind: ImportKind, reading: Reading, by: Principal, *, dry: bool) -> Taking:
    """What the kind makes of the rows."""
    return kind.taking(Run(run.id, reading, by, SameName(run.same_name), dry))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that were read, and the number of the last."""

    last: int
    read: Sequence[Entry | Fate]


async def batches(run: ImportRun, taking: Taking, width: int) -> AsyncGenerator[Batch, None]:
    """The rows behind what is decided, some at a time; each batch is read in a thread while the one before is taken."""
    coming = await _begun(run, run.reached, taking, width)
    try:
        while coming is not None:
            last, reading = coming
            read = await reading
            coming = await _begun(run, last, taking, width)
            yield Batch(last, read)
    finally:
        if coming is not None:
            coming[1].cancel()


async def _begun(
    run: ImportRun, after: int, taking: Taking, width: int
) -> tuple[int, asyncio.Future[list[Entry | Fate]]] | None:
    found = await queries.waiting(run.id, after, BATCH, width)
    if not found:
        return None
    here = contextvars.copy_context()  # with the language in which reasons are written
    reading = asyncio.get_running_loop().run_in_executor(None, here.run, lambda: [taking.read(row) for row in found])
    return found[-1].number, reading


async def decide(run: ImportRun, taking: Taking, batch: Batch) -> list[Fate]:
    """The fate of some rows, in their order, and that of the run with them; nothing of it is saved here."""
    fates = [one for one in batch.read if isinstance(one, Fate)]
    fates += await taking.take([one for one in batch.read if not isinstance(one, Fate)])
    count, created, updated, refused = queries.counted(fates)
    run.rows, run.created = run.rows + count, run.created + created
    run.updated, run.refused = run.updated + updated, run.refused + refused
    run.reached = batch.last
    return sorted(fates, key=lambda one: one.number)


async def end(run: ImportRun, status: Status, reason: str = "", *, by: Principal = SYSTEM) -> None:
    """Note that it is over. Done, the rows that were taken go; the others stay to be fetched, mended or resumed."""
    run.status, run.stopped, run.stopping, run.ended_at = status, reason, False, now()
    if status == Status.DONE:
        await queries.drop_rows(run.id, taken=True)
    await run.save()
    counts = {name: getattr(run, name) for name in ("kind", "rows", "created", "updated", "refused")}
    await record(ImportEnded(run.id, by=by, status=str(status), **counts))


async def tell_progress(run: ImportRun) -> None:
    """Let open pages see how far a long transaction is: said in a short one beside it, and not missed when it fails."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(2), scope_after(current_scope()):
            await queries.note_progress(run.id, run.rows)
