"""Evidence under seal: what a complaint was filed with is hashed at that moment, and the hash never changes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from desk.extend import (
    Forbidden,
    Invalid,
    Principal,
    Upload,
    current_scope,
    execute,
    files_of,
    gettext,
    keep_upload,
    now,
    record,
    uuid7,
)
from desk_complaints.errors import NO_FILES, TOO_MANY_FILES, AboutYou
from desk_complaints.events import EvidenceSealed
from desk_complaints.queries import complaints, evidence
from desk_complaints.queries.evidence import KIND
from desk_complaints.tables import ComplaintsComplaint

MOST = 10
"""Files of one complaint."""


def digest(found: Mapping[str, Any]) -> str:
    """The hash of what a complaint says: what never changes of it, whoever it is found to be of."""
    said = [found["number"], found["complained_at"].astimezone(UTC).isoformat(), found["medium"], found["text"]]
    return hashlib.sha256(json.dumps([*said, found["wanted"]], ensure_ascii=False).encode()).hexdigest()


async def seal_words(found: ComplaintsComplaint) -> None:
    """Seal what was said, once, when it is filed."""
    await _seal(found, None, "", digest(found.to_dict()))


async def add_evidence(number: int, uploads: Sequence[Upload], *, by: Principal) -> None:
    """Put files to it; each is sealed as it came. Raises ``Invalid``, ``NotFound`` and ``AboutYou``."""
    if not by.may("complaints.own" if by.kind == "contact" else "complaints.read"):
        raise Forbidden
    found = await complaints.complaint(number)
    if by.id in (found.about_person, found.about_manager):
        raise AboutYou
    if not uploads:
        raise Invalid({"files": gettext(NO_FILES)})
    await seal_files(found, uploads, by=by)


async def seal_files(found: ComplaintsComplaint, uploads: Sequence[Upload], *, by: Principal) -> None:
    """Keep these files with it. What customers sent they see again; what members add stays inside."""
    if not uploads:
        return
    there = (await files_of(KIND, [found.id])).get(found.id, [])
    if len(there) + len(uploads) > MOST:
        raise Invalid({"files": gettext(TOO_MANY_FILES).format(most=MOST)})
    for one in uploads:
        kept = await keep_upload(
            one,
            subject_kind=KIND,
            subject_id=found.id,
            customer_id=found.customer,
            audience="customer" if by.kind == "contact" else "team",
            by=by,
        )
        await _seal(found, kept.id, kept.name, kept.sha256)
    await record(EvidenceSealed(found.id, by=by, customer_id=found.customer, number=found.number, files=len(uploads)))


async def _seal(found: ComplaintsComplaint, file: UUID | None, name: str, sha256: str) -> None:
    tenant = current_scope().tenant.id
    await execute(evidence.SEAL, tenant, uuid7(), found.id, found.customer, file, name[:200], sha256, now())
