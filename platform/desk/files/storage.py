"""
The storage: bytes under ``tenant/id``, in a folder or in any S3, said by ``DESK_FILES_URL``.

Everything goes through in chunks. What the storage can't do becomes ``StorageAway``; what isn't there, ``BytesGone``.
"""

from collections.abc import AsyncIterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from desk.files.errors import BytesGone, StorageAway
from desk.foundation.stores import concealed, open_store
from desk.settings import settings

if TYPE_CHECKING:
    from obstore import GetResult

CHUNK = 256 * 1024
PART = 5 * 1024 * 1024
"""Bytes that are gathered before they are sent to an S3; the least that it takes."""
LISTED = 1_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the storage."""

    id: UUID
    at: datetime


@cache
def _store() -> ObjectStore:
    return open_store(settings)


@contextmanager
def _translated() -> Any:
    try:
        yield
    except FileNotFoundError:
        raise BytesGone from None
    except (BaseError, OSError) as error:
        log.error("storage away", error=concealed(settings, error))
        raise StorageAway from None


def key(tenant_id: UUID, file_id: UUID) -> str:
    """Where the bytes lie; made of our own ids alone."""
    return f"{tenant_id}/{file_id}"


async def put(tenant_id: UUID, file_id: UUID, chunks: AsyncIterator[bytes] | bytes) -> None:
    """Keep bytes, all or nothing, in the place of what was there. Raises ``StorageAway``, and what the chunks raise."""
    with _translated():
        await obstore.put_async(_store(), key(tenant_id, file_id), chunks, chunk_size=PART, max_concurrency=2)


async def get(tenant_id: UUID, file_id: UUID) -> bytes:
    """All the bytes. Raises ``BytesGone`` and ``StorageAway``."""
    with _translated():
        found = await obstore.get_async(_store(), key(tenant_id, file_id))
        return bytes(await found.bytes_async())


async def beginning(tenant_id: UUID, file_id: UUID, length: int) -> bytes:
    """The first bytes, at least so many if there are. Raises ``BytesGone`` and ``StorageAway``."""
    with _translated():
        found = await obstore.get_async(_store(), key(tenant_id, file_id))
        async for chunk in found.stream(min_chunk_size=length):
            return bytes(chunk)
    return b""


async def stream(tenant_id: UUID, file_id: UUID) -> tuple[int, AsyncIterator[bytes]]:
    """The size and the bytes in chunks; whether they are there is known before the first one."""
    with _translated():
        found = await obstore.get_async(_store(), key(tenant_id, file_id))
    return found.meta["size"], _chunks(found)


async def _chunks(found: "GetResult") -> AsyncIterator[bytes]:
    async for chunk in found.stream(min_chunk_size=CHUNK):
        yield bytes(chunk)


async def drop(tenant_id: UUID, file_id: UUID) -> None:
    """Delete the bytes; nothing happens where there are none."""
    try:
        with _translated():
            await obstore.delete_async(_store(), key(tenant_id, file_id))
    except BytesGone:
        return


async def listed(tenant_id: UUID) -> AsyncIterator[list[Kept]]:
    """Everything of a tenant, some at a time; what doesn't bear one of our ids is left alone."""
    with _translated():
        async for chunk in obstore.list(_store(), prefix=str(tenant_id), chunk_size=LISTED):
            found = ((one["path"].rpartition("/")[2], one["last_modified"]) for one in chunk)
            yield [Kept(UUID(name), at) for name, at in found if _is_id(name)]


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
