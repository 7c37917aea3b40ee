"""The mail that came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.mail.tables import IncomingMail
from desk.tickets.tables import Entry

KEEP = """
insert into incoming_mail (tenant_id, id, mailbox, hash, original, size, is_cut, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, mailbox, hash) do nothing returning id
"""
FORGET_BODIES = """
update incoming_mail set original = null, quoted = '', html = ''
 where id in (
   select id from incoming_mail where id < $1 and status = 'entered' and original is not null order by id limit 500)
"""
FORGET_UNENTERED = """
delete from incoming_mail where id in (
  select id from incoming_mail where id < $1 and status in ('automatic', 'returned', 'refused') order by id limit 500)
"""
COUNT_HELD = 100
"""More are not counted."""
_LISTED = """m.id, m.mailbox, m.size, m.is_cut, m.received_at, m.status, m.why, m.sender, m.sender_name, m.subject,
  m.text, m.ticket, m.contact, m.customer, m.settled_by, m.settled_at"""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who has an address."""

    contact_id: UUID
    customer_id: UUID
    name: str


async def mails(*, status: str, words: str = "", most: int, after: UUID | None = None) -> list[Record]:
    """What came in, the latest first: of one status or of all, by words of its subject or sender."""
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return await rows(
        f"""select {_LISTED}, t.number, c.name as customer_name
             from incoming_mail m
             left join ticket t on t.tenant_id = m.tenant_id and t.id = m.ticket
             left join customer c on c.tenant_id = m.tenant_id and c.id = m.customer
            where ($1 = '' or m.status = $1) and ($2 = '%%' or m.subject ilike $2 or m.sender ilike $2)
              and ($3::uuid is null or m.id < $3)
            order by m.id desc limit $4""",
        status,
        like,
        after,
        most,
    )


async def mail(mail_id: UUID) -> Record:
    """One mail with everything but its bytes. Raises ``NotFound``."""
    found = await row(
        f"""select {_LISTED}, m.entry, m.quoted, m.html, m.message_id, m.original is not null as has_original, t.number,
                  t.subject as ticket_subject, c.name as customer_name, k.name as contact_name,
                  coalesce(b.address, '') as address, s.name as settled_by_name
             from incoming_mail m
             left join ticket t on t.tenant_id = m.tenant_id and t.id = m.ticket
             left join customer c on c.tenant_id = m.tenant_id and c.id = m.customer
             left join contact k on k.tenant_id = m.tenant_id and k.id = m.contact
             left join mailbox b on b.tenant_id = m.tenant_id and b.id = m.mailbox
             left join member s on s.tenant_id = m.tenant_id and s.id = m.settled_by
            where m.id = $1""",
        mail_id,
    )
    if found is None:
        raise NotFound
    return found


async def mail_row(mail_id: UUID) -> IncomingMail:
    """One to be changed, under lock. Raises ``NotFound``."""
    found: IncomingMail | None = (
        await IncomingMail.objects().where(IncomingMail.id == mail_id).first().lock_rows("UPDATE")
    )
    if found is None:
        raise NotFound
    return found


async def original_of(mail_id: UUID) -> bytes:
    """A mail as it came. Raises ``NotFound`` when it is forgotten."""
    found = await value("select original from incoming_mail where id = $1", mail_id)
    if found is None:
        raise NotFound
    return bytes(found)


async def held_count() -> int:
    """How many wait for somebody to look; no more than so many are counted."""
    found = await value(
        "select count(*) from (select from incoming_mail where status = 'held' limit $1) few", COUNT_HELD
    )
    return int(found)


async def came_lately(sender: str, since: datetime) -> int:
    """How many mails of an address came in since then."""
    return int(await value("select count(*) from incoming_mail where sender = $1 and received_at > $2", sender, since))


async def reads_as(sender: str) -> list[Who]:
    """Active people of customers with this address."""
    found = await rows(
        """select k.id, k.customer, k.name from contact k
            where lower(k.email) = $1 and k.email <> '' and k.status = 'active' order by k.id limit 50""",
        sender,
    )
    return [Who(one["id"], one["customer"], one["name"]) for one in found]


async def ticket_numbered(number: int) -> Record | None:
    """A ticket, as far as an answer needs it."""
    return await row("select id, number, customer, contact, status from ticket where number = $1", number)


async def heard_of(customer_id: UUID) -> list[UUID]:
    """The people of a customer, left ones too: for whom a token may have been made."""
    return [one["id"] for one in await rows("select id from contact where customer = $1 limit 500", customer_id)]


async def of_ticket(ticket_id: UUID, *, most: int) -> list[Record]:
    """Mails of a ticket, the latest first: those in it, and those held because of it."""
    return await rows(
        f"select {_LISTED} from incoming_mail m where m.ticket = $1 order by m.id desc limit $2",
        ticket_id,
        most,
    )


async def things_of_mails(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Mails as others point to them."""
    found = await rows("select id, subject, sender, customer from incoming_mail where id = any($1)", list(ids))
    return {
        one["id"]: Thing(one["subject"] or one["sender"], f"/mails/{one['id']}", "mail.sort", one["customer"])
        for one in found
    }


async def unsorted(mailbox_id: UUID) -> list[UUID]:
    """What came in there and isn't sorted yet."""
    found = await rows("select id from incoming_mail where mailbox = $1 and status = 'arrived' order by id", mailbox_id)
    return [one["id"] for one in found]


async def address_of(name: str) -> str:
    """The address of the only contact with this name; empty where there is none, or more than one."""
    found = await rows("select email from contact where name = $1 and email <> '' limit 2", name)
    return str(found[0]["email"]) if len(found) == 1 else ""


async def first_entry(ticket_id: UUID) -> Entry:
    """The words with which a ticket was opened."""
    found: Entry | None = await Entry.objects().where(Entry.ticket == ticket_id).first()
    assert found is not None, "it was opened with words"
    return found
