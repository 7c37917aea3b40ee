"""What pages show of signatures, and whether one still is what it was."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.documents import actions as documents
from desk.documents.kinds import Copy, Document, DocumentKind, Seal, kind_of, of_subject
from desk.files import storage
from desk.files.errors import BytesGone
from desk.foundation.errors import NotFound
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.things import Panel
from desk.foundation.translation import gettext
from desk.kit.time import full_moment, to_zone
from desk.signatures import queries, seals
from desk.signatures.permissions import may_sign
from desk.signatures.states import Fault


@dataclass(frozen=True, slots=True)
class SignatureThing:
    """A signature as a plugin sees it."""

    id: UUID
    signer: str
    method: str
    at: datetime
    code: str


def signable(subject_kind: str, subject_id: UUID, by: Principal) -> list[dict[str, Any]]:
    """What somebody may sign, or have signed, of a thing: label, address, sign."""
    if not may_sign(by):
        return []
    return [
        {
            "label": gettext("Sign: {document}").format(document=gettext(kind.label)),
            "url": f"/documents/{kind.id}/{subject_id}/signature",
            "icon": "pen",
        }
        for kind in _signed_kinds(subject_kind, by)
    ]


def _signed_kinds(subject_kind: str, by: Principal) -> list[DocumentKind]:
    return [kind for kind in of_subject(subject_kind, by) if kind.signer is not None]


async def panel_of_subject(subject_kind: str, subject_id: UUID, *, by: Principal) -> list[Panel]:
    """What was signed of a thing, and the way to have it signed."""
    signed = []
    for kind in _signed_kinds(subject_kind, by):
        for one in await signed_of(kind, subject_id, by=by):
            signed.append(one | {"document": gettext(kind.label)})
    context = {"signed": signed, "links": signable(subject_kind, subject_id, by)}
    return [Panel(gettext("Signatures"), "signatures/_panel.html", context, "pen")]


async def current_signature(kind_id: str, subject_id: UUID, *, by: Principal) -> SignatureThing | None:
    """
    The newest signature on a document as it is now, for whoever lets nothing go on without one.

    None when nobody signed this version. Raises ``NotFound`` and ``Forbidden``.
    """
    kind = kind_of(kind_id)
    if kind is None:
        raise NotFound
    found = await queries.of_document(kind_id, subject_id)
    now = await versions(kind, subject_id, {one["language"] for one in found}, by=by)
    for one in found:
        if one["fingerprint"] == now[one["language"]]:
            return SignatureThing(one["id"], one["signer"], one["method"], one["signed_at"], one["code"])
    return None


def row_faults(found: Record) -> list[Fault]:
    """What is wrong with a signature by what the database says of it."""
    seals_of_it = {found["seal"], seals.seal({name: found[name] for name in queries.SEALED})}
    if found["seal_noted"] is not None:
        seals_of_it.add(found["seal_noted"])
    wrong = [] if len(seals_of_it) == 1 else [Fault.SEAL]
    if found["seal_before"] != found["previous"]:
        wrong.append(Fault.CHAIN)
    if hashlib.sha256(found["content"].encode()).hexdigest() != found["fingerprint"]:
        wrong.append(Fault.CONTENT)
    return wrong


async def faults_of(found: Record) -> list[Fault]:
    """What is wrong with a signature, files too; asks nothing of the database. Raises ``StorageAway``."""
    wrong = row_faults(found)
    if await _hash(found["tenant_id"], found["file"]) != found["file_sha256"]:
        wrong.append(Fault.FILE)
    if found["scan"] and await _hash(found["tenant_id"], found["scan"]) != found["scan_sha256"]:
        wrong.append(Fault.SCAN)
    return wrong


async def _hash(tenant_id: UUID, file_id: UUID) -> str:
    """The SHA-256 of what is stored; empty where nothing is."""
    found = hashlib.sha256()
    try:
        _, chunks = await storage.stream(tenant_id, file_id)
        async for chunk in chunks:
            found.update(chunk)
    except BytesGone:
        return ""
    return found.hexdigest()


async def versions(kind: DocumentKind, subject_id: UUID, languages: Iterable[str], *, by: Principal) -> dict[str, str]:
    """The fingerprint of a document as it is now, in each of these languages: its words differ, not what it says."""
    found = {}
    for one in languages:
        prepared = await documents.prepare(kind.id, subject_id, Copy.CUSTOMER, by=by, lang=one)
        found[one] = prepared.document.fingerprint
    return found


async def signed_of(kind: DocumentKind, subject_id: UUID, *, by: Principal) -> list[dict[str, Any]]:
    """The signatures on a document, the newest first."""
    found = await queries.of_document(kind.id, subject_id)
    now = await versions(kind, subject_id, {one["language"] for one in found}, by=by)
    return [_signed_view(one, now[one["language"]]) for one in found]


def _signed_view(found: Record, fingerprint: str) -> dict[str, Any]:
    """One signature beside the document as it is now, in the language that was signed."""
    return {
        "url": f"/files/{found['file']}",
        "scan": f"/files/{found['scan']}" if found["scan"] else "",
        "check": f"/verify?code={found['code']}",
        "signer": found["signer"],
        "method": label("signature.method", found["method"]),
        "at": found["signed_at"],
        "code": found["code"],
        "current": found["fingerprint"] == fingerprint,
    }


def shown(document: Document) -> Mapping[str, Any]:
    """The document for a page: the same parts as on paper, and no other word."""
    return {
        "title": document.title,
        "number": document.number,
        "parts": [one for one in msgspec.to_builtins(document.parts) if one["part"] != "lines"],
        "fingerprint": document.fingerprint,
    }


def proof(found: Record) -> dict[str, Any]:
    """What anybody with the code is told: no name but its first letter, nothing of the content."""
    kind = kind_of(found["kind"])
    return {
        "kind": gettext(kind.label) if kind else found["kind"],
        "signer": f"{found['signer'][:1]}＊＊",
        "on": to_zone(found["signed_at"], current_scope().tenant.zone).strftime("%Y-%m-%d"),
        "method": label("signature.method", found["method"]),
        "print": found["fingerprint"][:12],
    }


def faults_said(wrong: Sequence[Fault]) -> list[str]:
    """What is wrong, in sentences."""
    return [label("signature.fault", one) for one in wrong]


def seal_of(signer: str, method: str, at: datetime, code: str, url: str, *, drawn: bool) -> Seal:
    """What stands below a signed document, on paper."""
    rows = (
        (gettext("Signed by"), signer),
        (gettext("How"), label("signature.method", method)),
        (gettext("When"), full_moment(at, current_scope().tenant.zone)),
        (gettext("Check code"), code),
    )
    note = gettext("Whether this signature holds: {url}").format(url=url)
    return Seal(gettext("Signed"), rows, picture="mark.png" if drawn else "", code="code.png", note=note)
