"""Asking for a code, and keeping what was signed."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from desk.documents.kinds import Document, DocumentKind, Signer, registered
from desk.files import actions as files
from desk.files.tables import StoredFile
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.keys import key_for
from desk.foundation.principals import Principal
from desk.foundation.subjects import things_of
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.search import actions as search
from desk.signatures import codes, events, papers, queries, seals
from desk.signatures.errors import NobodyToAsk, WrongSignatureCode
from desk.signatures.permissions import may_sign
from desk.signatures.states import Method
from desk.signatures.tables import Signature, SignatureCode

CODE_LIFE = timedelta(minutes=15)
ASKED_LIFE = timedelta(hours=1)
PURPOSE = "codes to sign with"


@dataclass(frozen=True, slots=True)
class Signing:
    """What is to be kept: everything was checked, and the PDF is made."""

    id: UUID
    kind: DocumentKind
    subject_id: UUID
    document: Document
    signer: str
    contact: UUID | None
    customer_id: UUID | None
    method: Method
    device: str
    mark: bytes | None
    scan: papers.Paper | None
    code: str
    at: datetime
    pdf: bytes


async def ask_code(
    kind: DocumentKind, subject_id: UUID, document: Document, signer: Signer, *, by: Principal
) -> SignatureCode:
    """Have a one-time code sent to the contact who signs. Raises ``NobodyToAsk`` and ``Forbidden``."""
    if not may_sign(by):
        raise Forbidden
    if signer.contact is None:
        raise NobodyToAsk
    asked = SignatureCode(
        id=uuid7(),
        kind=kind.id,
        subject_kind=kind.subject_kind,
        subject_id=subject_id,
        customer_id=signer.customer,
        contact=signer.contact,
        fingerprint=document.fingerprint,
        created_at=now(),
    )
    await asked.save()
    await record(
        events.SignatureCodeAsked(
            asked.id,
            by=by,
            customer_id=signer.customer,
            kind=kind.id,
            of_kind=kind.subject_kind,
            of_id=str(subject_id),
        )
    )
    return asked


async def fresh_code(asked_id: UUID) -> str | None:
    """A new code each time it is sent, of which only the hash is kept. None when it was used or nobody waits for it."""
    asked = await queries.code_asked(asked_id)
    if asked is None or asked["used_at"] is not None or asked["created_at"] < now() - ASKED_LIFE:
        return None
    digits = codes.new_digits()
    hashed, until = codes.hashed(key_for(PURPOSE), asked_id, digits), now() + CODE_LIFE
    await SignatureCode.update({SignatureCode.code_hash: hashed, SignatureCode.good_until: until}).where(
        SignatureCode.id == asked_id
    )
    return digits


async def use_code(kind: DocumentKind, subject_id: UUID, document: Document, contact: UUID | None, typed: str) -> None:
    """Use up the code for this version of the document. Raises ``WrongSignatureCode``. Tries are counted before."""
    asked = await queries.open_code(kind.id, subject_id, contact, now() - ASKED_LIFE) if contact else None
    fits = (
        asked is not None
        and asked["good_until"] is not None
        and asked["good_until"] > now()
        and asked["fingerprint"] == document.fingerprint
        and hmac.compare_digest(asked["code_hash"], codes.hashed(key_for(PURPOSE), asked["id"], typed))
    )
    if asked is None or not fits:
        raise WrongSignatureCode
    await SignatureCode.update({SignatureCode.used_at: now()}).where(SignatureCode.id == asked["id"])


async def forget_codes() -> int:
    """Delete the codes that nobody can use any more; the answer is how many there were."""
    return await queries.drop_codes(before=now() - ASKED_LIFE)


async def keep_signature(signing: Signing, *, by: Principal) -> Signature:
    """Keep it at the end of its chain, with the PDF that was made of it. Raises ``StorageAway`` and ``Forbidden``."""
    if not may_sign(by):
        raise Forbidden
    title = " ".join((signing.document.title, signing.document.number.lstrip("#"), signing.code))
    file = await _keep_file(signing, papers.Paper(signing.pdf, papers.PDF, f"{title}.pdf"), by=by)
    scan = await _keep_file(signing, signing.scan, by=by) if signing.scan else None
    chain = signing.customer_id or signing.subject_id
    await queries.lock_chain(chain)
    last = await queries.last_of(chain)
    values = {
        "tenant_id": current_scope().tenant.id,
        "id": signing.id,
        "kind": signing.kind.id,
        "subject_kind": signing.kind.subject_kind,
        "subject_id": signing.subject_id,
        "customer_id": signing.customer_id,
        "number": signing.document.number,
        "content": msgspec.json.encode(signing.document, order="deterministic").decode(),
        "fingerprint": signing.document.fingerprint,
        "method": str(signing.method),
        "signer": signing.signer,
        "contact": signing.contact,
        "by_kind": by.kind,
        "by_id": by.id,
        "device": signing.device,
        "mark": signing.mark,
        "scan": scan.id if scan else None,
        "scan_sha256": scan.sha256 if scan else "",
        "signed_at": signing.at,
        "code": signing.code,
        "file": file.id,
        "file_sha256": file.sha256,
        "chain": chain,
        "serial": last["serial"] + 1 if last else 1,
        "previous": last["seal"] if last else "",
    }
    kept = Signature(**values, seal=seals.seal(values))
    await kept.save()
    await record(
        events.SignatureGiven(
            kept.id,
            by=by,
            customer_id=signing.customer_id,
            kind=kept.kind,
            of_kind=kept.subject_kind,
            of_id=str(kept.subject_id),
            number=kept.number,
            method=kept.method,
            fingerprint=kept.fingerprint,
            seal=kept.seal,
        )
    )
    return kept


async def _keep_file(signing: Signing, paper: papers.Paper, *, by: Principal) -> StoredFile:
    return await files.keep_made(
        paper.body,
        name=paper.name,
        content_type=paper.content_type,
        subject_kind="signature",
        subject_id=signing.id,
        customer_id=signing.customer_id,
        audience="customer",
        by=by,
    )


async def index_signature(signature_id: UUID) -> None:
    """Let a signed document be found by its number and who signed it, by whoever may read the document."""
    found = await queries.signature(signature_id)
    kind, subject = registered().get(found["kind"]), (found["subject_kind"], found["subject_id"])
    thing = (await things_of([subject])).get(subject)
    if kind is None or thing is None:
        return
    title = msgspec.json.decode(found["content"])["title"]
    await search.index(
        kind=found_as(kind),
        subject_id=signature_id,
        title=f"{title} {found['number']}",
        detail=found["signer"],
        url=thing.url,
        words=[found["signer"], found["code"]],
        digits=[found["number"]],
        customer_id=found["customer_id"],
        at=found["signed_at"],
    )


def found_as(kind: DocumentKind) -> str:
    """The kind of things to be found that a signed document belongs to: all that one permission reads."""
    return f"signed:{kind.reads}"
