"""Reading a table that was sent, and finding out what would become of its rows. Nothing else is written."""

from contextlib import aclosing

import msgspec

from desk.files import storage
from desk.files.errors import BytesGone
from desk.foundation.database import savepoint
from desk.foundation.errors import Refusal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.imports import queries
from desk.imports.actions.beginning import NO_COLUMN, keep_table, opened
from desk.imports.actions.moving import (
    STOPPED_EARLY,
    acting,
    batches,
    clear_counts,
    decide,
    end,
    reading_of,
    taking_of,
    tell_progress,
)
from desk.imports.errors import Stopped
from desk.imports.kinds import ImportKind, Reading
from desk.imports.states import Fated, Status
from desk.imports.tables import ImportRun

GONE = N_("The file is not there any more. Please send it again.")


async def read(run: ImportRun) -> None:
    """Read the file of an import and look at its rows; what can't be read is said on its page."""
    if run.status != Status.READING:
        return
    try:
        async with savepoint():
            _, kind = await acting(run)
            await _read_file(run, kind)
    except (Refusal, BytesGone) as refusal:
        run.status = Status.UNREADABLE
        run.stopped = gettext(GONE) if isinstance(refusal, BytesGone) else str(refusal)
    else:
        run.status = Status.CHECKING
    await run.save()


async def _read_file(run: ImportRun, kind: ImportKind) -> None:
    if run.file_id is None:
        raise BytesGone
    content = await storage.get(current_scope().tenant.id, run.file_id)
    async with opened(content, run) as table:
        await keep_table(run, table, await kind.columns(), kind.adjust)


async def check(run: ImportRun) -> None:
    """Find out what would become of each row, in one transaction that writes nothing but that."""
    if run.status != Status.CHECKING:
        return
    clear_counts(run)
    try:
        async with savepoint():
            await _check_rows(run)
    except Stopped:
        await queries.drop_rows(run.id)
        clear_counts(run)
        await end(run, Status.CANCELLED, gettext(STOPPED_EARLY))
        return
    except Refusal as refusal:
        run.stopped = str(refusal)
    run.status, run.reached = Status.CHECKED, 0
    await run.save()


async def _check_rows(run: ImportRun) -> None:
    by, kind = await acting(run)
    reading = await reading_of(run, kind)
    await queries.begin_again(run.id)
    run.stopped = missing_of(run, reading)
    taking = taking_of(run, kind, reading, by, dry=True)
    if run.stopped:
        return
    async with aclosing(batches(run, taking, len(reading.fields))) as coming:
        async for batch in coming:
            if await queries.is_stopping(run.id):
                raise Stopped
            fates = await decide(run, taking, batch)
            await queries.keep_fates(run.id, [one for one in fates if one.status == Fated.REFUSED])
            await tell_progress(run)


def missing_of(run: ImportRun, reading: Reading) -> str:
    """Why nothing of a table can be taken as it is read, or nothing."""
    missing = ", ".join(gettext(one.label) for one in reading.lacks())
    seen = ", ".join(heading[:30] for heading in msgspec.json.decode(run.headings)[:12] if heading)
    return gettext(NO_COLUMN).format(missing=missing, headings=seen) if missing else ""
