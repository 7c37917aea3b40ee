"""What strangers' tables leave behind goes: files when they are not needed any more, refused rows after a month."""

from datetime import timedelta
from uuid import UUID

from desk.files.actions import let_go
from desk.imports import queries
from desk.imports.states import MOVING, Status
from desk.imports.tables import ImportRun
from desk.kit.time import now

KEPT = timedelta(days=30)


async def sweep() -> int:
    """Let go of rows and files of imports that are a month old; the answer is of how many."""
    stale = await queries.stale(now() - KEPT)
    for run_id in stale:
        run = await queries.run(run_id, lock=True)
        if run.status in (*MOVING, Status.CHECKED):
            run.status, run.ended_at = Status.CANCELLED, now()
        await queries.drop_rows(run_id)
        await drop_file(run)
        await run.save()
    return len(stale)


async def drop_file(run: ImportRun) -> None:
    """Let go of the file of an import; its rows are what counts."""
    if run.file_id is not None:
        await let_go(UUID(str(run.file_id)))
        run.file_id = None
