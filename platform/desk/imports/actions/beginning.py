"""Sending a table, and saying how it is to be read."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from uuid import UUID

import msgspec

from desk.files.actions import Upload, keep_upload
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext, language
from desk.imports import kinds, queries
from desk.imports.actions.moving import READ, must_be
from desk.imports.errors import UnreadableTable
from desk.imports.events import ImportBegun
from desk.imports.kinds import Column
from desk.imports.states import SameName, Status
from desk.imports.tables import ImportRun
from desk.kit.ids import uuid7
from desk.kit.sheltered import Sheltered, read_apart
from desk.kit.spreadsheets import How, Unreadable
from desk.kit.time import now

SUBJECT = "import_run"
AT_ONCE = 2_000
"""Rows that are kept in one statement."""
NO_COLUMN = N_("No column has this: {missing}. Found were: {headings}.")
EMPTY = N_("There is nothing below the headings.")


async def begin(kind: str, upload: Upload, *, by: Principal) -> ImportRun:
    """
    Keep a table that somebody sends; a job reads it. Nobody can fetch the file.

    Raises ``NotFound``, ``Forbidden``, and what can be wrong with an upload.
    """
    kinds.kind_of(kind, by)
    run_id = uuid7()
    file = await keep_upload(upload, subject_kind=SUBJECT, subject_id=run_id, customer_id=None, audience="team", by=by)
    run = _new(run_id, kind, file.name, by, status=Status.READING, file_id=file.id)
    await run.save()
    await record(ImportBegun(run_id, by=by, kind=kind))
    await later(READ, run_id, run.at)
    return run


async def begin_local(kind: str, file_name: str, *, whole: bool, same_name: SameName, by: Principal) -> ImportRun:
    """An import whose rows the caller keeps and takes itself, as the command line does."""
    kinds.kind_of(kind, by)
    run = _new(uuid7(), kind, file_name[-200:], by, status=Status.RUNNING, whole=whole, same_name=same_name)
    await run.save()
    await record(ImportBegun(run.id, by=by, kind=kind))
    return run


def _new(run_id: UUID, kind: str, file_name: str, by: Principal, **more: object) -> ImportRun:
    return ImportRun(id=run_id, kind=kind, file_name=file_name, by_id=by.id, at=now(), locale=language.get(), **more)


async def choose(
    run_id: UUID,
    fields: Sequence[str],
    *,
    encoding: str = "",
    delimiter: str = "",
    same_name: str = SameName.REFUSE,
    by: Principal,
) -> ImportRun:
    """Correct the guess, and have the rows looked at again; the file is read again only when it must be."""
    run = await queries.run(run_id, lock=True)
    kind = kinds.kind_of(run.kind, by)
    must_be(run, Status.CHECKED, Status.UNREADABLE)
    known = kinds.by_field(await kind.columns())
    chosen = [field if field in known else None for field in fields]
    run.fields = msgspec.json.encode(
        [field if field not in chosen[:place] else None for place, field in enumerate(chosen)]
    ).decode()
    again = (encoding, delimiter) != (run.encoding, run.delimiter) or run.status == Status.UNREADABLE
    run.same_name = SameName(same_name)
    run.status, run.stopped, run.stopping, run.reached = Status.CHECKING, "", False, 0
    if again:
        run.status, run.encoding, run.delimiter, run.fields = Status.READING, encoding, delimiter, "[]"
        await queries.drop_rows(run_id)
    await run.save()
    await later(READ, run_id, now())
    return run


@asynccontextmanager
async def opened(content: bytes, run: ImportRun) -> AsyncIterator[Sheltered]:
    """The table in a file, read by another process. Raises ``UnreadableTable``."""
    shelter = read_apart(content, run.file_name, How(run.encoding, run.delimiter))
    try:
        table = await asyncio.to_thread(shelter.__enter__)
    except Unreadable as fault:
        raise UnreadableTable(reason=sentence(fault)) from None
    try:
        yield table
    finally:
        await asyncio.to_thread(shelter.__exit__, None, None, None)


async def keep_table(run: ImportRun, table: Sheltered, columns: Sequence[Column], adjust: kinds.Adjust | None) -> None:
    """
    Keep the rows, with the guess which column is which where nobody has said it yet.

    Raises ``UnreadableTable`` when nothing of it can be taken; the transaction is the caller's to undo.
    """
    run.headings = msgspec.json.encode(table.headings).decode()
    run.encoding, run.delimiter = table.encoding, table.delimiter
    fields = kinds.guessed(table.headings, columns, adjust)
    run.fields = msgspec.json.encode(fields).decode()
    run.total = await _keep_rows(run.id, table)
    if not run.total:
        raise UnreadableTable(reason=gettext(EMPTY))


async def _keep_rows(run_id: UUID, table: Sheltered) -> int:
    total = 0
    try:
        while found := await asyncio.to_thread(lambda: list(islice(table.rows, AT_ONCE))):
            await queries.add_rows(run_id, found)
            total += len(found)
    except Unreadable as fault:
        raise UnreadableTable(reason=sentence(fault)) from None
    return total


def sentence(fault: Unreadable) -> str:
    """What is wrong with a file, in the reader's language."""
    return gettext(fault.sentence).format(**fault.values)
