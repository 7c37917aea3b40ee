"""Keeping uploads, looking into them, and sweeping up what belongs to nothing."""

import asyncio
import hashlib
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from desk.files import contents, events, pictures, queries, storage
from desk.files.errors import BytesGone, EmptyFile
from desk.files.states import FileStatus, Readers
from desk.files.tables import StoredFile
from desk.foundation.errors import TooLarge
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

LOST = N_("its bytes were lost on the way; please send it again.")
STALE = timedelta(days=1)
"""Bytes without a row may belong to a request that is still under way; after a day they belong to none."""

_one_picture = asyncio.Semaphore(1)


class Readable(Protocol):
    """What can be read bit by bit."""

    async def read(self, size: int = -1) -> bytes:
        """The next bytes, or none at the end."""
        raise NotImplementedError


class Upload(Readable, Protocol):
    """A file as the web hands it over."""

    filename: str


class _Whole:
    """Bytes that are there at once."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    async def read(self, _size: int = -1) -> bytes:
        body, self.body = self.body, b""
        return body


class _Meter:
    """Counts and hashes what flows through; stops what is too much."""

    def __init__(self, upload: Readable, limit: int) -> None:
        self.upload, self.limit = upload, limit
        self.size, self.hash = 0, hashlib.sha256()

    async def chunks(self) -> AsyncIterator[bytes]:
        while chunk := await self.upload.read(storage.CHUNK):
            self.size += len(chunk)
            if self.size > self.limit:
                raise TooLarge(limit=self.limit // 1_000_000)
            self.hash.update(chunk)
            yield chunk


async def keep_upload(
    upload: Upload,
    *,
    name: str | None = None,
    subject_kind: str,
    subject_id: UUID,
    customer_id: UUID | None,
    audience: Readers,
    by: Principal,
) -> StoredFile:
    """
    Attach a file to a thing. It is *checking*, and can't be fetched, until it was looked into.

    Raises ``TooLarge``, ``EmptyFile`` and ``StorageAway``; then nothing is kept. The bytes are stored before
    the row: should the transaction fail afterwards, they are swept up a day later.
    """
    file_id, tenant_id = uuid7(), current_scope().tenant.id
    meter = _Meter(upload, settings.upload_limit)
    await storage.put(tenant_id, file_id, meter.chunks())
    name = contents.clean_name(name if name is not None else upload.filename)
    if meter.size == 0:
        await storage.drop(tenant_id, file_id)
        raise EmptyFile(name=name)
    file = StoredFile(
        id=file_id,
        name=name,
        size=meter.size,
        sha256=meter.hash.hexdigest(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        customer_id=customer_id,
        audience=audience,
        by_kind=by.kind,
        by_id=by.id,
        created_at=now(),
    )
    await file.save()
    await record(
        events.FileAdded(
            file_id, by=by, customer_id=customer_id, of_kind=subject_kind, of_id=str(subject_id), size=meter.size
        )
    )
    return file


async def keep_made(
    body: bytes | Readable,
    *,
    name: str,
    content_type: str,
    subject_kind: str,
    subject_id: UUID,
    customer_id: UUID | None,
    audience: Readers,
    by: Principal,
) -> StoredFile:
    """Keep what we made ourselves, however large; it may be fetched at once. Raises ``StorageAway``."""
    file_id, meter = uuid7(), _Meter(_Whole(body) if isinstance(body, bytes) else body, sys.maxsize)
    await storage.put(current_scope().tenant.id, file_id, meter.chunks())
    file = StoredFile(
        id=file_id,
        name=contents.clean_name(name),
        content_type=content_type,
        size=meter.size,
        sha256=meter.hash.hexdigest(),
        status=FileStatus.READY,
        subject_kind=subject_kind,
        subject_id=subject_id,
        customer_id=customer_id,
        audience=audience,
        by_kind=by.kind,
        by_id=by.id,
        created_at=now(),
    )
    await file.save()
    await record(
        events.FileAdded(
            file_id, by=by, customer_id=customer_id, of_kind=subject_kind, of_id=str(subject_id), size=meter.size
        )
    )
    return file


async def remade(body: bytes) -> pictures.Picture:
    """A picture made anew off the loop, one at a time. Raises ``Unusable``."""
    async with _one_picture:
        return await asyncio.to_thread(pictures.remake, body)


async def look_into(file_id: UUID) -> None:
    """
    Decide whether a file may be fetched: told by its bytes, pictures made anew without what they carry along.

    Nothing happens to one that was decided already. Raises ``StorageAway``.
    """
    file = await queries.stored_file(file_id, lock=True)
    if file.status != FileStatus.CHECKING:
        return
    tenant_id = current_scope().tenant.id
    try:
        head = await storage.beginning(tenant_id, file_id, contents.HEAD)
    except BytesGone:
        await _refuse(file, LOST)
        return
    verdict = contents.look(head[: contents.HEAD], file.name)
    if verdict.why:
        await _refuse(file, verdict.why)
        return
    if verdict.content_type in contents.PICTURES:
        try:
            made = await remade(await storage.get(tenant_id, file_id))
        except pictures.Unusable as unusable:
            await _refuse(file, unusable.why)
            return
        file.thumbnail = uuid7()
        await storage.put(tenant_id, file.thumbnail, made.thumbnail)
        await storage.put(tenant_id, file_id, made.body)
        file.size, file.sha256 = len(made.body), hashlib.sha256(made.body).hexdigest()
        file.width, file.height = made.width, made.height
    await _accept(file, verdict.content_type)


async def _accept(file: StoredFile, content_type: str) -> None:
    file.status, file.content_type = FileStatus.READY, content_type
    await file.save(
        [
            *(StoredFile.status, StoredFile.content_type, StoredFile.size, StoredFile.sha256),
            *(StoredFile.width, StoredFile.height, StoredFile.thumbnail),
        ]
    )
    await record(
        events.FileChecked(
            file.id,
            by=SYSTEM,
            customer_id=file.customer_id,
            of_kind=file.subject_kind,
            of_id=str(file.subject_id),
            content_type=content_type,
        )
    )


async def _refuse(file: StoredFile, why: str) -> None:
    file.status, file.why = FileStatus.REFUSED, why
    await file.save([StoredFile.status, StoredFile.why])
    await record(
        events.FileRefused(
            file.id,
            by=SYSTEM,
            customer_id=file.customer_id,
            of_kind=file.subject_kind,
            of_id=str(file.subject_id),
            why=why,
        )
    )


async def discard(file_id: UUID) -> None:
    """Delete the bytes of a file that was refused. Raises ``StorageAway``."""
    file = await queries.stored_file(file_id)
    if file.status == FileStatus.REFUSED:
        await storage.drop(current_scope().tenant.id, file_id)


async def let_go(file_id: UUID) -> None:
    """Forget a file that nobody needs any more; its bytes are swept up within a day."""
    await StoredFile.delete().where(StoredFile.id == file_id)


async def sweep() -> int:
    """
    Delete bytes that belong to no row, and give up rows that nobody could look into, both after a day.

    A row that is *ready* is never given up: were the storage away or another one, everything would be.
    The answer is how many things were swept.
    """
    before, tenant_id, swept = now() - STALE, current_scope().tenant.id, 0
    async for kept in storage.listed(tenant_id):
        old = [one.id for one in kept if one.at < before]
        wanted = await queries.with_bytes(old)
        for orphan in [one for one in old if one not in wanted]:
            await storage.drop(tenant_id, orphan)
            swept += 1
    for file_id in await queries.stale(before):
        await look_into(file_id)
        swept += 1
    return swept
