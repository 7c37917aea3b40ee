"""
Files that go along with a case: copied under the number of the customer's consent, and copied again by headquarters.

Neither side holds the other's file: what the partner deletes afterwards is still in the case.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.cases import queries
from desk.cases.errors import NeedsConsent
from desk.cases.kinds import Bearer
from desk.cases.tables import CaseFile
from desk.files import actions as files
from desk.files import queries as stored
from desk.files import storage
from desk.files.tables import StoredFile
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import Audience
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

AUDIENCE: Audience = "headquarters"


async def copy_files(case: Any, bearer: Bearer | None, wanted: Sequence[UUID], *, by: Principal) -> None:
    """
    Let copies of files go along with a case.

    Raises ``NotFound`` for what isn't attached to its subject, ``NeedsConsent`` without the customer's consent.
    """
    if not wanted:
        return
    if not case["authorisation"]:
        raise NeedsConsent
    offered = {one.id for one in await bearer.files(case["subject_id"])} if bearer else set()
    if not offered >= set(wanted):
        raise NotFound
    for file_id in dict.fromkeys(wanted):
        await _copy(case, await stored.stored_file(file_id), by=by)


async def _copy(case: Any, original: StoredFile, *, by: Principal) -> None:
    body = await storage.get(current_scope().tenant.id, original.id)
    copied = await files.keep_made(
        body,
        name=original.name,
        content_type=original.content_type,
        subject_kind="case",
        subject_id=case["id"],
        customer_id=None,
        audience=AUDIENCE,
        by=by,
    )
    await CaseFile.insert(
        CaseFile(
            tenant_id=case["tenant_id"],
            id=copied.id,
            hq_case=case["id"],
            name=copied.name,
            content_type=copied.content_type,
            size=copied.size,
            sha256=copied.sha256,
            authorisation=case["authorisation"],
            author_name=by.name[:100],
            at=now(),
            contact=original.by_id if original.by_kind == "contact" else None,
        )
    )


async def take_files(case: Record, *, by: Principal) -> None:
    """At headquarters: keep copies of its own of what came along since the last time."""
    for one in await queries.files_of(crossing_rows, case["id"]):
        if one["ended_at"] is None and await queries.kept_copy(one["id"]) is None:
            await files.keep_made(
                await storage.get(one["tenant_id"], one["id"]),
                name=one["name"],
                content_type=one["content_type"],
                subject_kind="case_desk",
                subject_id=one["id"],
                customer_id=None,
                audience=AUDIENCE,
                by=by,
            )


async def fetch_file(case: Record, file_id: UUID, *, by: Principal) -> StoredFile:
    """Headquarters' copy for an operator; the partner sees who fetched it. Raises ``NotFound``."""
    if not by.may("case.read"):
        raise Forbidden
    wanted = await queries.file_of(case["id"], file_id)
    await take_files(case, by=by)
    copy_id = await queries.kept_copy(wanted["id"])
    assert copy_id is not None, "it was taken just now"
    async with publishing() as connection:
        said = (uuid7(), wanted["id"], by.id, by.name[:100], now())
        await connection.execute(queries.ADD_FETCH, wanted["tenant_id"], *said)
    return await stored.stored_file(copy_id)
