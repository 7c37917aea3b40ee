"""Keeping a mail before anybody acknowledges it. What comes twice is kept once."""

import hashlib
from uuid import UUID

from desk.foundation.database import row
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.mail import queries
from desk.mail.events import MailArrived
from desk.mail.imap import Fetched


async def keep(mailbox_id: UUID, mail: Fetched, *, by: Principal) -> bool:
    """Keep a mail as it came; what becomes of it is decided by a reaction. False for one that is here already."""
    made = await row(
        queries.KEEP,
        current_scope().tenant.id,
        uuid7(),
        mailbox_id,
        hashlib.sha256(mail.raw).hexdigest(),
        mail.raw,
        mail.size,
        mail.is_cut,
        now(),
    )
    if made is None:
        return False
    await record(MailArrived(made["id"], by=by, mailbox=str(mailbox_id)))
    return True


async def keep_handed_in(mailbox_id: UUID, raw: bytes) -> bool:
    """Keep what a program handed in. Raises ``NotFound`` for a mailbox that isn't there."""
    await queries.box(mailbox_id)
    return await keep(mailbox_id, Fetched(raw, len(raw), False), by=SYSTEM)
