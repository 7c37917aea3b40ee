"""One ticket: as a row to be changed, as a sheet to be shown, and who may see what is said in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.foundation.subjects import Thing
from desk.tickets.tables import Ticket

LARGEST = 2**31 - 1
"""The largest number that a ticket can have."""


PROMISED = """
select t.assignee as member, t.customer, case when t.urgent then 'urgent' else 'normal' end as priority,
       '#' || t.number as title, '/tickets/' || t.number as url, t.status, t.channel, t.kind
  from ticket t where t.id = $1
"""
"""What the engine of promises wants of a ticket."""


async def ticket(number: int, *, lock: bool = False) -> Ticket:
    """One ticket by its number. Raises ``NotFound``, also for another tenant's or another customer's."""
    return await _one(Ticket.number == _possible(number), lock)


async def ticket_by_id(ticket_id: UUID, *, lock: bool = False) -> Ticket:
    """One ticket by its id. Raises ``NotFound``."""
    return await _one(Ticket.id == ticket_id, lock)


async def _one(where: Any, lock: bool) -> Ticket:
    query = Ticket.objects().where(where).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


def _possible(number: int) -> int:
    """The same number. Raises ``NotFound`` for one that no ticket can have."""
    if number > LARGEST:
        raise NotFound
    return number


async def number_of(reference: str) -> int:
    """The number behind an id or a number as the API takes either. Raises ``NotFound``."""
    if reference.isascii() and reference.isdigit() and len(reference) < 10:
        return int(reference)
    try:
        found = await value("select number from ticket where id = $1", UUID(reference))
    except ValueError:
        raise NotFound from None
    if found is None:
        raise NotFound
    return int(found)


async def sheet(number: int) -> Record:
    """One ticket with everything its page shows. Raises ``NotFound``."""
    found = await row(
        """select t.*, c.name as customer_name, c.grade as customer_grade, c.phone as customer_phone,
                  k.name as contact_name, k.title as contact_title, k.mobile as contact_mobile,
                  k.phone as contact_phone, k.extension as contact_extension,
                  p.name as product_name, p.version as product_version, a.name as assignee_name,
                  f.name as first_responder_name, q.name as asked_name
             from ticket t
             join customer c on c.tenant_id = t.tenant_id and c.id = t.customer
             left join contact k on k.tenant_id = t.tenant_id and k.id = t.contact
             left join product p on p.tenant_id = t.tenant_id and p.id = t.product
             left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
             left join member f on f.tenant_id = t.tenant_id and f.id = t.first_responder
             left join member q on q.tenant_id = t.tenant_id and q.id = t.asked
            where t.number = $1""",
        _possible(number),
    )
    if found is None:
        raise NotFound
    return found


async def last_changed_by(ticket_id: UUID) -> str:
    """The name of whoever changed the ticket last, for the person whose change came too late."""
    found = await value(
        """select coalesce(m.name, k.name) from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join contact k on k.tenant_id = f.tenant_id and k.id = f.by_id
            where f.subject_id = $1 order by f.at desc, f.id desc limit 1""",
        ticket_id,
    )
    return found or ""


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Tickets as others point to them."""
    found = await rows("select id, number, subject, customer from ticket where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            f"#{one['number']} {one['subject']}", f"/tickets/{one['number']}", "ticket.read", one["customer"]
        )
        for one in found
    }


# What was written, and what the files were called that came with it.
_WORDS = """
select t.number, t.subject, t.status, t.customer, t.opened_at, t.symptom, t.solution, c.name as customer_name,
       written.said, written.noted
  from ticket t join customer c on c.tenant_id = t.tenant_id and c.id = t.customer, lateral (
    select string_agg(left(w.words, 2000), ' ') filter (where w.audience = 'customer') as said,
           string_agg(left(w.words, 2000), ' ') filter (where w.audience <> 'customer') as noted
      from (select e.audience, e.body as words from entry e where e.tenant_id = t.tenant_id and e.ticket = t.id
             union all
            select f.audience, f.name from entry e join stored_file f
                on f.tenant_id = e.tenant_id and f.subject_kind = 'entry' and f.subject_id = e.id
             where e.tenant_id = t.tenant_id and e.ticket = t.id) w) written
 where t.id = $1
"""


async def words_of(ticket_id: UUID) -> Record:
    """Words by which a ticket may be found: ``said`` by its customer and by us, ``noted`` by us alone."""
    found = await row(_WORDS, ticket_id)
    if found is None:
        raise NotFound
    return found


async def may_read_entry(entry_id: UUID, by: Principal) -> bool:
    """Whether somebody may read an entry, and so what is attached to it; the walls have hidden the rest."""
    found = await row("select audience, customer from entry where id = $1", entry_id)
    if found is None:
        return False
    if by.kind == "contact":
        return bool(found["audience"] == "customer" and found["customer"] == by.customer_id)
    return by.may("ticket.read")


async def has_ticket(customer_id: UUID, subject: str) -> bool:
    """Whether a customer has a ticket of this subject already."""
    return bool(
        await value("select true from ticket where customer = $1 and subject = $2 limit 1", customer_id, subject)
    )
