"""Reading stored files."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from asyncpg import Record

from desk.files.states import FileStatus
from desk.files.tables import StoredFile
from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound
from desk.foundation.translation import gettext

_OF_SUBJECTS = """
select id, subject_id, name, size, status, thumbnail from stored_file
 where subject_kind = $1 and subject_id = any($2::uuid[]) order by created_at, id
"""
_ATTACHED = """
select subject_id, id, name, content_type, size, status, why, created_at from stored_file
 where subject_kind = $1 and subject_id = any($2::uuid[]) order by created_at, id
"""
_STALE = "select id from stored_file where status = 'checking' and created_at < $1 order by created_at limit 500"
_WITH_BYTES = """
select id from stored_file where id = any($1::uuid[]) and status <> 'refused'
 union all select thumbnail from stored_file where thumbnail = any($1::uuid[])
"""


class Attachment(NamedTuple):
    """One file as a page shows it under what it is attached to."""

    name: str
    url: str
    size: str
    checking: bool
    thumbnail: str = ""
    """Where the small one of a picture is to be had."""

    @property
    def id(self) -> UUID:
        """Of the file."""
        return UUID(self.url.rpartition("/")[2])


async def stored_file(file_id: UUID, *, lock: bool = False) -> StoredFile:
    """One file of this tenant, and in the portal of this customer. Raises ``NotFound``."""
    if lock:
        await row("select id from stored_file where id = $1 for update", file_id)
    found = await StoredFile.objects().where(StoredFile.id == file_id).first()
    if found is None:
        raise NotFound
    return found


async def of_subjects(kind: str, ids: Sequence[UUID]) -> dict[UUID, list[Attachment]]:
    """What is attached to each of these things, oldest first; the walls hide what isn't for whoever asks."""
    found: dict[UUID, list[Attachment]] = {}
    for one in await rows(_OF_SUBJECTS, kind, list(ids)) if ids else ():
        refused = one["status"] == FileStatus.REFUSED
        shown = Attachment(
            one["name"],
            f"/files/{one['id']}",
            gettext("not accepted") if refused else size_words(one["size"]),
            one["status"] == FileStatus.CHECKING,
            f"/files/{one['id']}/thumbnail" if one["thumbnail"] else "",
        )
        found.setdefault(one["subject_id"], []).append(shown)
    return found


async def attached(kind: str, ids: Sequence[UUID]) -> dict[UUID, list[Record]]:
    """The files of each of these things, oldest first, as programs get them."""
    found: dict[UUID, list[Record]] = {}
    for one in await rows(_ATTACHED, kind, list(ids)) if ids else ():
        found.setdefault(one["subject_id"], []).append(one)
    return found


async def stale(before: datetime) -> list[UUID]:
    """Files that nobody has looked into for too long."""
    return [one["id"] for one in await rows(_STALE, before)]


async def with_bytes(ids: Sequence[UUID]) -> set[UUID]:
    """Which of these ids are files whose bytes shall be kept."""
    return {one["id"] for one in await rows(_WITH_BYTES, list(ids))}


def size_words(size: int) -> str:
    """A size for people: 214 kB, 3.2 MB."""
    if size < 1_000_000:
        return f"{size} B" if size < 1_000 else f"{size // 1_000} kB"
    return f"{size / 1_000_000:.1f} MB"
