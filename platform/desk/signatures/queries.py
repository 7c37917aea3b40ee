"""Reading signatures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

SEALED = (
    *("tenant_id", "id", "kind", "subject_kind", "subject_id", "customer_id", "number", "content", "fingerprint"),
    *("method", "signer", "contact", "by_kind", "by_id", "device", "mark", "scan", "scan_sha256", "signed_at", "code"),
    *("file", "file_sha256", "chain", "serial", "previous"),
)
"""What the seal covers: everything but itself."""
LEAF, SHOWN, MOST_LOST = 100, 50, 1000
_OF_DOCUMENT = """
select id, kind, number, method, signer, signed_at, code, file, scan, fingerprint, by_kind,
       content::jsonb ->> 'language' as language
  from signature
 where kind = $1 and subject_id = $2 and ($4::timestamptz is null or (signed_at, id) < ($4, $5))
 order by signed_at desc, id desc limit $3
"""
_CHECKED = """
select s.*, coalesce(b.seal, '') as seal_before,
       (select e.payload ->> 'seal' from event e
         where e.tenant_id = s.tenant_id and e.subject_id = s.id and e.name = 'signature.given' limit 1) as seal_noted
  from signature s
  left join signature b on b.tenant_id = s.tenant_id and b.chain = s.chain and b.serial = s.serial - 1
"""
_BY_CODE = f"{_CHECKED} where s.code = $1"
_LEAF = f"{_CHECKED} where (s.chain, s.serial) > ($1, $2) order by s.chain, s.serial limit $3"
_LOST = """
select e.subject_id as id from event e
  left join signature s on s.tenant_id = e.tenant_id and s.id = e.subject_id
 where e.name = 'signature.given' and s.id is null limit $1
"""
_DROP_CODES = "with gone as (delete from signature_code where created_at < $1 returning 1) select count(*) from gone"


async def lock_chain(chain: UUID) -> None:
    """Let nobody else add to this chain until the transaction ends."""
    await value("select pg_advisory_xact_lock(hashtext('signatures'), hashtext($1::text)) is null", str(chain))


async def last_of(chain: UUID) -> Record | None:
    """The end of a chain."""
    return await row("select serial, seal from signature where chain = $1 order by serial desc limit 1", chain)


async def signature(signature_id: UUID) -> Record:
    """One signature. Raises ``NotFound``."""
    found = await row("select * from signature where id = $1", signature_id)
    if found is None:
        raise NotFound
    return found


async def by_code(code: str) -> Record | None:
    """The signature with this printed code, with what it is checked against."""
    return await row(_BY_CODE, code)


async def of_document(
    kind: str, subject_id: UUID, *, most: int = SHOWN, after: tuple[datetime, UUID] | None = None
) -> list[Record]:
    """What was signed of a document, the newest first."""
    return await rows(_OF_DOCUMENT, kind, subject_id, most, *(after or (None, None)))


async def leaf(chain: UUID, serial: int) -> Sequence[Record]:
    """The next ones of all chains, in their order, with what they are checked against."""
    return await rows(_LEAF, chain, serial, LEAF)


async def lost() -> Sequence[UUID]:
    """Signatures whose fact is there and whose row isn't."""
    return [one["id"] for one in await rows(_LOST, MOST_LOST)]


async def drop_codes(*, before: datetime) -> int:
    """Delete what was asked for before this moment; how many there were."""
    return int(await value(_DROP_CODES, before))


async def open_code(kind: str, subject_id: UUID, contact: UUID, after: datetime) -> Record | None:
    """The newest code that was asked for and not used."""
    return await row(
        """select * from signature_code where kind = $1 and subject_id = $2 and contact = $3 and used_at is null
            and created_at > $4 order by created_at desc, id desc limit 1 for update""",
        *(kind, subject_id, contact, after),
    )


async def code_asked(code_id: UUID) -> Record | None:
    """A code that was asked for, by its row."""
    return await row("select * from signature_code where id = $1 for update", code_id)
