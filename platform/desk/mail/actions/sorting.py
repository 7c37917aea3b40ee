"""
Sorting a mail: into the ticket that it answers, into a new one, or to be looked at by a person.

It happens in the transaction in which the mail is locked and stops being *arrived*: whatever crashes, a mail becomes
one entry or none yet. An address in ``From`` proves nothing: only an answer with our token, from the very contact to
whom we wrote, goes into a ticket by itself. A new question may, because our answer goes to the address that we know.
"""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from desk.foundation.database import savepoint
from desk.foundation.errors import Refusal
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.mail import parsing, queries, threads
from desk.mail.actions.entering import enter, open_with
from desk.mail.events import MailSorted
from desk.mail.parsing import Letter
from desk.mail.queries import Who
from desk.mail.states import Held, MailStatus
from desk.mail.tables import IncomingMail
from desk.messaging.actions import hear_mail

MOST_IN_AN_HOUR = 30
"""Mails of one address that are sorted by themselves; more of them are a loop, or a joke."""

log = structlog.get_logger(__name__)


async def sort_mail(mail_id: UUID) -> None:
    """Decide what becomes of a mail. Returns when that is decided already."""
    mail = await queries.mail_row(mail_id)
    if mail.status != MailStatus.ARRIVED:
        return
    try:
        letter = await asyncio.to_thread(parsing.read, bytes(mail.original))
    except Exception:
        # Whatever a stranger wrote may break what reads it; the mail is kept, and a person looks.
        log.warning("mail unreadable", mail=str(mail_id), exc_info=True)
        await settle(mail, MailStatus.HELD, why=Held.UNREADABLE)
        return
    await _read_into(mail, letter)
    await _decide(mail, letter)


async def _read_into(mail: IncomingMail, letter: Letter) -> None:
    said = {
        "message_id": letter.message_id,
        "sender": letter.sender,
        "sender_name": letter.sender_name,
        "subject": letter.subject,
        "text": letter.text,
        "quoted": letter.quoted,
        "html": letter.html,
    }
    for name, one in said.items():
        setattr(mail, name, one)
    await mail.save([getattr(IncomingMail, name) for name in said])


async def _decide(mail: IncomingMail, letter: Letter) -> None:
    if await hear_mail(bytes(mail.original)) or letter.is_report:
        await settle(mail, MailStatus.RETURNED)
    elif letter.is_automatic or letter.sender in await queries.own_addresses():
        await settle(mail, MailStatus.AUTOMATIC)
    elif await queries.came_lately(letter.sender, now() - timedelta(hours=1)) > MOST_IN_AN_HOUR:
        await settle(mail, MailStatus.HELD, why=Held.TOO_MANY)
    elif not await _answers(mail, letter):
        await _asks(mail, letter)


async def _answers(mail: IncomingMail, letter: Letter) -> bool:
    """Put an answer into its ticket, or hold what claims to be one; False for what answers nothing of ours."""
    known = await queries.reads_as(letter.sender)
    for token in threads.tokens_in((*letter.to, *letter.references)):
        ticket = await queries.ticket_numbered(threads.number_of(token))
        if ticket is None:
            continue
        tenant, ticket_id = current_scope().tenant.id, ticket["id"]
        who = next((one for one in known if threads.is_good(token, tenant, ticket_id, one.contact_id)), None)
        if who is not None:
            await _try_to_enter(mail, letter, ticket["number"], who)
            return True
        people = await queries.heard_of(ticket["customer"])
        if any(threads.is_good(token, tenant, ticket_id, one) for one in people):
            await settle(mail, MailStatus.HELD, why=Held.OTHER_SENDER, of=ticket)
            return True
    if (number := parsing.number_in(letter.subject)) and (ticket := await queries.ticket_numbered(number)):
        await settle(mail, MailStatus.HELD, why=Held.NO_TOKEN, of=ticket)
        return True
    return False


async def _try_to_enter(mail: IncomingMail, letter: Letter, number: int, who: Who) -> None:
    """Into the ticket; held with it where that takes no more answers."""
    try:
        async with savepoint():
            entry = await enter(mail, letter, number, who)
    except Refusal:
        ticket = await queries.ticket_numbered(number)
        await settle(mail, MailStatus.HELD, why=Held.NOT_TAKEN, of=ticket)
        return
    await settle(mail, MailStatus.ENTERED, entry=entry, who=who)


async def _asks(mail: IncomingMail, letter: Letter) -> None:
    """Open a ticket for whom we know by this address alone; hold the others."""
    known = await queries.reads_as(letter.sender)
    if len({one.customer_id for one in known}) != 1:
        await settle(mail, MailStatus.HELD, why=Held.SEVERAL if known else Held.UNKNOWN_SENDER)
        return
    try:
        async with savepoint():
            entry = await open_with(mail, letter, known[0])
    except Refusal:
        await settle(mail, MailStatus.HELD, why=Held.NOT_TAKEN)
        return
    await settle(mail, MailStatus.ENTERED, entry=entry, who=known[0])


async def settle(
    mail: IncomingMail,
    status: MailStatus,
    *,
    why: str = "",
    of: Any = None,
    entry: Any = None,
    who: Who | None = None,
    by: Any = SYSTEM,
) -> None:
    """Write what became of a mail, in the transaction in which it became that."""
    changes: dict[str, Any] = {"status": str(status), "why": str(why), "settled_at": now()}
    if entry is not None:
        changes |= {"ticket": entry.ticket, "entry": entry.id}
    elif of is not None:
        changes |= {"ticket": of["id"], "customer": of["customer"]}
    if who is not None:
        changes |= {"contact": who.contact_id, "customer": who.customer_id}
    if by.kind == "member":
        changes |= {"settled_by": by.id}
    for name, new in changes.items():
        setattr(mail, name, new)
    await mail.save([getattr(IncomingMail, name) for name in changes])
    number = of["number"] if of is not None else None
    await record(MailSorted(mail.id, by=by, customer_id=mail.customer, status=str(status), why=str(why), number=number))
