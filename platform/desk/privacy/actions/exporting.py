"""Taking out what is kept of a person: a ZIP with a part for each kind of thing, and the files that they sent."""

import asyncio
import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import msgspec

from desk.files import storage
from desk.files.actions import keep_made, let_go
from desk.files.errors import BytesGone
from desk.foundation import privacy
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.privacy import Of
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.privacy import queries
from desk.privacy.events import ExportAsked, PersonExported
from desk.privacy.tables import PersonRun

LIFE = timedelta(days=7)
"""So long the file can be fetched."""
MOST_BYTES = 100_000_000
"""Files together; what is more is named, and fetched where it was sent."""
FILES = "stored_file"


async def begin_export(of: Of, person_id: UUID, *, by: Principal) -> UUID:
    """Have taken out what is kept of a person: a run, or the one that is under way. Raises ``NotFound``."""
    if not by.may("person.export"):
        raise Forbidden
    found = await queries.person(of, person_id, lock=True)
    if found is None:
        raise NotFound
    if under_way := await queries.running("export", person_id):
        return under_way
    run = PersonRun(
        kind="export",
        person_kind=of,
        person=person_id,
        credential=found["credential"],
        total=1,
        begun_at=now(),
        begun_by=by.id,
    )
    await run.save()
    await record(ExportAsked(run.id, by=by, of=of, person=str(person_id), rows=0))
    await later("privacy.export", run.id, now())
    return UUID(str(run.id))


async def export(run_id: UUID, *, by: Principal) -> None:
    """Take it out and keep it as a file for a week. Nothing when that was done."""
    run = await queries.run(run_id)
    if run is None or run["status"] != "running":
        return
    of, who = cast("Of", run["person_kind"]), (run["person"], run["credential"])
    parts, files, count = await _taken(of, who)
    body = await asyncio.to_thread(_zipped, parts, files)
    kept = await keep_made(
        body,
        name=f"person-{now():%Y%m%d}.zip",
        content_type="application/zip",
        subject_kind="person_run",
        subject_id=run_id,
        customer_id=None,
        audience="team",
        by=by,
    )
    at = now()
    ended: dict[Any, Any] = {PersonRun.status: "done", PersonRun.done: 1, PersonRun.rows: count, PersonRun.ended_at: at}
    await PersonRun.update(ended | {PersonRun.file: kept.id, PersonRun.expires_at: at + LIFE}).where(
        PersonRun.id == run_id
    )
    await record(PersonExported(run_id, by=by, of=of, person=str(run["person"]), rows=count))


async def drop_expired() -> None:
    """Let go of files that nobody needs any more."""
    for one in await queries.expired(now()):
        await let_go(one["file"])
        await PersonRun.update({PersonRun.file: None}).where(PersonRun.id == one["id"])


async def _taken(of: Of, who: tuple[UUID, UUID | None]) -> tuple[dict[str, list[Any]], dict[str, bytes], int]:
    """Rows by table, files by name, and how many rows there are."""
    parts: dict[str, list[Any]] = {}
    files: dict[str, bytes] = {}
    there = await queries.there({one.table for one in privacy.given()})
    for one in privacy.given():
        if of in one.of and one.table in there:
            parts.setdefault(one.table, []).extend(await queries.taken(one, who))
            if one.table == FILES:
                files = await _bytes(await queries.files_of(who, one))
    return {name: rows for name, rows in parts.items() if rows}, files, sum(map(len, parts.values()))


async def _bytes(sent: list[Any]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for one in sent:
        if one["size"] > room:
            continue
        try:
            found[f"files/{one['id']}-{one['name']}"] = await storage.get(current_scope().tenant.id, one["id"])
        except BytesGone:
            continue
        room -= one["size"]
    return found


def _zipped(parts: Mapping[str, list[Any]], files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in parts.items():
            archive.writestr(f"{name}.json", msgspec.json.format(msgspec.json.encode(rows), indent=2))
        for name, body in files.items():
            archive.writestr(name, body)
    return buffer.getvalue()
