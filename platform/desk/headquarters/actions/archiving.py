"""Everything of a partner in one file: made by its own job, table by table, so that no job is long."""

import asyncio
import time
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from uuid import UUID, uuid5

import msgspec

from desk.files import actions as files
from desk.files import storage
from desk.files.errors import BytesGone
from desk.files.queries import stored_file
from desk.files.tables import StoredFile
from desk.foundation.crossing import publishing
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.headquarters import queries
from desk.headquarters.events import ArchiveAsked, ArchiveFetched, ArchiveMade, PartnerArchiveFetched
from desk.headquarters.states import ArchiveStatus
from desk.headquarters.tables import PartnerArchive, PartnerTurn
from desk.kit.ids import uuid7
from desk.kit.time import now

STRETCH = 8.0
"""Seconds after which a job leaves the rest to the next."""
SUBJECT = "partner_archive"
JOB = "headquarters.archive"


async def ask_archive(*, by: Principal) -> None:
    """At the partner: have everything taken out; nothing when that is under way."""
    if not by.may("archive.take"):
        raise Forbidden
    if await queries.running_archive() is None:
        await _begin(by)
        await later(JOB, current_scope().tenant.id, now())


async def archive_portion(*, by: Principal) -> bool:
    """At the partner: write some tables, or the file at the end. Whether there is more to do."""
    run = await queries.running_archive() or await _begin(by)
    tables, until = await queries.archived_tables(), time.monotonic() + STRETCH
    run.total = len(tables) + 1
    while run.done < len(tables) and time.monotonic() < until:
        run.rows += await _keep_part(run.id, tables[run.done])
        run.done += 1
    is_over = run.done >= len(tables) and time.monotonic() < until
    if is_over:
        file = await _keep_whole(run, tables, by)
        run.file, run.size, run.ended_at, run.status = file.id, file.size, now(), ArchiveStatus.READY
        run.done = run.total
        await _drop_older(run)
        await record(ArchiveMade(run.id, by=by, rows=run.rows, size=file.size))
    await run.save()
    return not is_over


async def fetch_own_archive(archive_id: UUID, *, by: Principal) -> StoredFile:
    """At the partner: the file, and that somebody fetched it stands where both sides see it. Raises ``NotFound``."""
    if not by.may("archive.take"):
        raise Forbidden
    found = await queries.own_archive(archive_id)
    if found is None:
        raise NotFound
    said = (uuid7(), archive_id, "partner", by.id, by.name[:100], "", now())
    await execute(queries.ADD_LOOK, current_scope().tenant.id, *said)
    await record(ArchiveFetched(archive_id, by=by))
    return await stored_file(found["file"])


async def fetch_archive(slug: str, archive_id: UUID, why: str, *, by: Principal) -> tuple[UUID, UUID]:
    """
    At headquarters: let an operator fetch a partner's archive, for a reason that both sides see.

    The answer says whose and which file it is. Raises ``NotFound``.
    """
    if not by.may("partner.archive"):
        raise Forbidden
    partner = await queries.partner_known(slug)
    found = await queries.archive_there(partner.id, archive_id)
    if found is None:
        raise NotFound
    at = now()
    async with publishing() as connection:
        said = (uuid7(), archive_id, "headquarters", by.id, by.name[:100], why[:400], at)
        await connection.execute(queries.ADD_LOOK, partner.id, *said)
        await PartnerTurn(partner=partner.id, act="fetch", why=why[:400], by_name=by.name[:100], at=at).save()
        await record(PartnerArchiveFetched(partner.id, by=by, partner=slug))
    return partner.id, found["file"]


async def _begin(by: Principal) -> PartnerArchive:
    run = PartnerArchive(tenant_id=current_scope().tenant.id, id=uuid7(), asked_by=by.name[:100], asked_at=now())
    await run.save()
    await record(ArchiveAsked(run.id, by=by))
    return run


async def _drop_older(run: PartnerArchive) -> None:
    """One archive at a time: what was made before is dropped."""
    for one in await queries.ready_archives(run.id):
        await drop_archive(one["id"], one["file"])


async def drop_archive(archive_id: UUID, file: UUID | None) -> None:
    """At the partner: let go of the file and its bytes; that there was one, and who fetched it, stays."""
    changes: dict[Any, Any] = {PartnerArchive.status: ArchiveStatus.DROPPED, PartnerArchive.file: None}
    await PartnerArchive.update(changes).where(PartnerArchive.id == archive_id)
    if file is not None:
        await files.let_go(file)
        await storage.drop(current_scope().tenant.id, file)


def _part(archive_id: UUID, table: str) -> UUID:
    return uuid5(archive_id, table)


async def _keep_part(archive_id: UUID, table: str) -> int:
    """A table as lines of JSON among the tenant's bytes; how many rows it has."""
    count = 0
    with _written() as path:
        with path.open("w", encoding="utf-8") as out:
            async for line in queries.lines_of(table):
                out.write(f"{line}\n")
                count += 1
        await storage.put(current_scope().tenant.id, _part(archive_id, table), _read(path))
    return count


async def _keep_whole(run: PartnerArchive, tables: list[str], by: Principal) -> StoredFile:
    """The parts and the tenant's own files as one ZIP, kept as a file of the tenant; the parts are dropped."""
    tenant = current_scope().tenant
    with _written() as path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", _about(run, tables))
            for table in tables:
                await _copy(archive, f"tables/{table}.jsonl", _part(run.id, table))
            for one in await queries.own_files():
                await _copy(archive, f"files/{one['id']}-{one['name']}", one["id"])
        with path.open("rb") as body:
            kept = await files.keep_made(
                _Body(body),
                name=f"{tenant.slug}-{now():%Y%m%d}.zip",
                content_type="application/zip",
                subject_kind=SUBJECT,
                subject_id=run.id,
                customer_id=None,
                audience="team",
                by=by,
            )
    for table in tables:
        await storage.drop(tenant.id, _part(run.id, table))
    return kept


def _about(run: PartnerArchive, tables: list[str]) -> bytes:
    tenant = current_scope().tenant
    told = {
        "tenant": {"id": str(tenant.id), "slug": tenant.slug, "name": tenant.name, "settings": tenant.settings},
        "made_at": now().isoformat(),
        "rows": run.rows,
        "tables": tables,
        "left_out": queries.LEFT_OUT,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


async def _copy(archive: zipfile.ZipFile, name: str, file_id: UUID) -> None:
    """Bytes of the tenant into the ZIP; what is no longer there, or was never looked into, is left out."""
    try:
        _, chunks = await storage.stream(current_scope().tenant.id, file_id)
    except BytesGone:
        return
    with archive.open(name, "w", force_zip64=True) as entry:
        async for chunk in chunks:
            await asyncio.to_thread(entry.write, chunk)


class _Body:
    """A file of ours, read off the loop."""

    def __init__(self, body: BinaryIO) -> None:
        self.body = body

    async def read(self, size: int = -1) -> bytes:
        return await asyncio.to_thread(self.body.read, size)


async def _read(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as body:
        while chunk := await asyncio.to_thread(body.read, storage.CHUNK):
            yield chunk


@contextmanager
def _written() -> Iterator[Path]:
    with TemporaryDirectory(prefix="desk-archive-") as folder:
        yield Path(folder) / "body"
