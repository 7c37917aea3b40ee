"""What a person decides about a mail that was held, and what is forgotten."""

import asyncio
from datetime import timedelta
from uuid import UUID

from desk.customers import actions as customers
from desk.foundation.choices import chosen
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import first_key
from desk.kit.time import now
from desk.mail import parsing, queries
from desk.mail.actions.entering import enter, open_with
from desk.mail.actions.sorting import settle
from desk.mail.errors import NoSender, Settled
from desk.mail.parsing import Letter
from desk.mail.queries import Who
from desk.mail.settings import KEEP
from desk.mail.states import SETTLED_BY_HAND, MailStatus
from desk.mail.tables import IncomingMail
from desk.tickets import queries as tickets


async def accept_mail(
    mail_id: UUID, customer_id: UUID, contact_id: UUID | None, number: int | None, *, by: Principal
) -> IncomingMail:
    """
    Put a mail into a ticket, or open one with it, as words of this contact; without one, whoever wrote becomes one.

    Raises ``Settled``, ``NoSender``, ``NotFound`` for a contact of somebody else, and what the ticket refuses.
    """
    mail = await _locked(mail_id, by)
    letter = await _letter(mail)
    who = await _writer(mail, customer_id, contact_id, by)
    entry = await (enter(mail, letter, number, who) if number else open_with(mail, letter, who))
    await settle(mail, MailStatus.ENTERED, entry=entry, who=who, by=by)
    return mail


async def refuse_mail(mail_id: UUID, *, by: Principal) -> None:
    """Put it away: it is no matter of ours."""
    mail = await _locked(mail_id, by)
    await settle(mail, MailStatus.REFUSED, why=mail.why, by=by)


async def tidy() -> None:
    """Forget mail as it came, when it is old enough; what became of it stays."""
    kept = timedelta(days=chosen(KEEP, current_scope().tenant.settings))
    for forget in (queries.FORGET_BODIES, queries.FORGET_UNENTERED):
        await execute(forget, first_key((now() - kept).timestamp()))


async def _locked(mail_id: UUID, by: Principal) -> IncomingMail:
    if not by.may("mail.sort"):
        raise Forbidden
    mail = await queries.mail_row(mail_id)
    if mail.status not in SETTLED_BY_HAND:
        raise Settled
    return mail


async def _letter(mail: IncomingMail) -> Letter:
    """The mail again, with its files; of one that can't be read, what there is."""
    try:
        return await asyncio.to_thread(parsing.read, bytes(mail.original or b""))
    except Exception:
        return parsing.unread(mail.subject, mail.sender)


async def _writer(mail: IncomingMail, customer_id: UUID, contact_id: UUID | None, by: Principal) -> Who:
    await tickets.customer_id_of(customer_id)
    if contact_id is not None:
        if not await tickets.belongs("contact", contact_id, customer_id):
            raise NotFound
        return Who(contact_id, customer_id, "")
    if not mail.sender:
        raise NoSender
    name = mail.sender_name or mail.sender.partition("@")[0]
    fields = customers.ContactFields(name=name[:100], email=mail.sender)
    made = await customers.add_contact(customer_id, fields, by=by)
    return Who(made.id, customer_id, name)
