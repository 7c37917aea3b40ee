"""Reading tickets: one of them, lists by keyset, and what happened in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.foundation.web import paging
from desk.tickets.states import ENDED, Status
from desk.tickets.tables import Ticket

_SETTLED = "('solved', 'closed', 'closed_no_service', 'merged')"
_ENDED = "('closed', 'closed_no_service', 'merged')"
_ROW = """
select t.id, t.number, t.subject, t.status, t.turn, t.channel, t.kind, t.urgent, t.since_at, t.opened_at, t.changed_at,
       t.version, c.id as customer_id, c.name as customer_name, c.grade as customer_grade, k.name as contact_name,
       p.name as product_name, p.version as product_version, a.id as assignee_id, a.name as assignee_name
  from ticket t
  join customer c on c.tenant_id = t.tenant_id and c.id = t.customer
  left join contact k on k.tenant_id = t.tenant_id and k.id = t.contact
  left join product p on p.tenant_id = t.tenant_id and p.id = t.product
  left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
"""


async def ticket(number: int, *, lock: bool = False) -> Ticket:
    """One ticket by its number. Raises ``NotFound``, also for another tenant's or another customer's."""
    return await _one(Ticket.number == number, lock)


async def ticket_by_id(ticket_id: UUID, *, lock: bool = False) -> Ticket:
    """One ticket by its id. Raises ``NotFound``."""
    return await _one(Ticket.id == ticket_id, lock)


async def _one(where: Any, lock: bool) -> Ticket:
    query = Ticket.objects().where(where).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


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
                  k.name as contact_name, k.title as contact_title, k.extension as contact_extension,
                  coalesce(nullif(k.mobile, ''), k.phone) as contact_phone,
                  p.name as product_name, p.version as product_version, a.name as assignee_name,
                  f.name as first_responder_name
             from ticket t
             join customer c on c.tenant_id = t.tenant_id and c.id = t.customer
             left join contact k on k.tenant_id = t.tenant_id and k.id = t.contact
             left join product p on p.tenant_id = t.tenant_id and p.id = t.product
             left join member a on a.tenant_id = t.tenant_id and a.id = t.assignee
             left join member f on f.tenant_id = t.tenant_id and f.id = t.first_responder
            where t.number = $1""",
        number,
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shall show; None leaves a thing open."""

    unsettled: bool | None = None
    """Whether work is still to be done; a solved one that waits for a word is settled."""
    ended: bool | None = None
    """Whether nothing more is expected of anybody."""
    assignee: UUID | None = None
    unassigned: bool = False
    turn: str | None = None
    status: str | None = None
    channel: str | None = None
    kind: str | None = None
    customer: UUID | None = None
    urgent: bool = False
    ids: Sequence[UUID] | None = None


async def listed(wanted: Wanted, *, size: int, cursor: str | None, oldest_first: bool) -> paging.Page[Record]:
    """A page of tickets: unsettled ones by how long they have been waiting, or the newest first."""
    conditions, arguments = _conditions(wanted)
    column, order, beyond = ("t.since_at", "asc", ">") if oldest_first else ("t.opened_at", "desc", "<")
    if cursor:
        at, last = paging.decode(cursor, datetime, UUID)
        arguments += [at, last]
        conditions.append(f"({column}, t.id) {beyond} (${len(arguments) - 1}, ${len(arguments)})")
    arguments.append(size + 1)
    where = " and ".join(conditions) or "true"
    found = await rows(
        f"{_ROW} where {where} order by {column} {order}, t.id {order} limit ${len(arguments)}", *arguments
    )
    key = "since_at" if oldest_first else "opened_at"
    return paging.page_of(found, size, lambda one: (one[key], one["id"]), cursor=cursor)


async def matters(customer_id: UUID, *, size: int) -> list[Record]:
    """What isn't finished for a customer: what waits for them first, then the latest."""
    return await rows(
        f"""{_ROW} where t.customer = $1 and t.status not in {_ENDED}
            order by t.turn <> 'customer', t.changed_at desc, t.id limit $2""",
        customer_id,
        size,
    )


async def counted(wanted: Wanted, *, most: int = 100) -> int:
    """How many there are; the count stops at ``most``."""
    conditions, arguments = _conditions(wanted)
    where = " and ".join(conditions) or "true"
    arguments.append(most)
    return int(
        await value(f"select count(*) from (select from ticket t where {where} limit ${len(arguments)}) x", *arguments)
    )


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    arguments: list[Any] = []

    def equals(column: str, wished: Any) -> None:
        if wished is not None:
            arguments.append(wished)
            conditions.append(f"t.{column} = ${len(arguments)}")

    if wanted.unsettled is not None:
        conditions.append(f"t.status {'not ' if wanted.unsettled else ''}in {_SETTLED}")
    if wanted.ended is not None:
        conditions.append(f"t.status {'' if wanted.ended else 'not '}in {_ENDED}")
    if wanted.unassigned:
        conditions.append("t.assignee is null")
    if wanted.urgent:
        conditions.append("t.urgent")
    for column in ("assignee", "turn", "status", "channel", "kind", "customer"):
        equals(column, getattr(wanted, column))
    if wanted.ids is not None:
        arguments.append(list(wanted.ids))
        conditions.append(f"t.id = any(${len(arguments)}::uuid[])")
    return conditions, arguments


async def entries(ticket_id: UUID, *, audience: str | None = None) -> list[Record]:
    """What was written in a ticket, oldest first, with the authors' names."""
    return await rows(
        """select e.id, e.audience, e.side, e.author_kind, e.author_id, e.body, e.channel, e.at,
                  coalesce(m.name, k.name, '') as author_name, k.title as author_title
             from entry e
             left join member m on m.tenant_id = e.tenant_id and m.id = e.author_id
             left join contact k on k.tenant_id = e.tenant_id and k.id = e.author_id
            where e.ticket = $1 and ($2::text is null or e.audience = $2)
            order by e.at, e.id limit 1000""",
        ticket_id,
        audience,
    )


async def facts(ticket_id: UUID) -> list[Record]:
    """What happened to a ticket, oldest first, with the names of who did it; entries have their own list."""
    return await rows(
        """select f.id, f.name, f.at, f.by_kind, f.payload, f.audience, coalesce(m.name, k.name, '') as by_name,
                  to_m.name as to_name
             from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join contact k on k.tenant_id = f.tenant_id and k.id = f.by_id
             left join member to_m
                    on to_m.tenant_id = f.tenant_id and to_m.id = nullif(f.payload ->> 'to_member', '')::uuid
            where f.subject_id = $1 and f.name <> 'entry.written'
            order by f.at, f.id limit 1000""",
        ticket_id,
    )


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


async def last_reply(ticket_id: UUID) -> str:
    """Our last words to the customer, as a start for the solution."""
    found = await value(
        """select body from entry where ticket = $1 and audience = 'customer' and side = 'us'
            order by at desc, id desc limit 1""",
        ticket_id,
    )
    return found or ""


async def others_open(customer_id: UUID, number: int) -> int:
    """How many other unsettled tickets this customer has."""
    return int(
        await value(
            f"select count(*) from ticket where customer = $1 and number <> $2 and status not in {_SETTLED}",
            customer_id,
            number,
        )
    )


async def customer_id_of(customer_id: UUID) -> UUID:
    """The same id, if there is such a customer for whoever asks. Raises ``NotFound``."""
    found = await value("select id from customer where id = $1", customer_id)
    if found is None:
        raise NotFound
    return UUID(str(found))


async def caller(customer_id: UUID) -> Record:
    """The customer of a call, with what the intake form shows. Raises ``NotFound``."""
    found = await row("select id, name, grade, phone, address, status from customer where id = $1", customer_id)
    if found is None:
        raise NotFound
    return found


async def callers(ids: Sequence[UUID]) -> list[Record]:
    """The customers behind found customers and contacts, with their people's names, in the order found."""
    return await rows(
        """select c.id, c.name, c.grade, c.phone,
                  (select coalesce(string_agg(k.name, ', ' order by k.name_key), '') from contact k
                    where k.tenant_id = c.tenant_id and k.customer = c.id and k.status = 'active') as contacts
             from customer c
            where c.id = any($1::uuid[])
               or c.id in (select k.customer from contact k where k.id = any($1::uuid[]))
            order by array_position($1::uuid[], c.id), c.name_key""",
        list(ids),
    )


async def people_of(customer_id: UUID) -> list[Record]:
    """The active contacts of a customer, the main one first."""
    return await rows(
        """select id, name, title, coalesce(nullif(mobile, ''), phone) as phone, extension from contact
            where customer = $1 and status = 'active' order by not ('main' = any(roles)), name_key, id""",
        customer_id,
    )


async def products_of(customer_id: UUID) -> list[Record]:
    """What a customer has installed."""
    return await rows(
        "select id, name, version, modules from product where customer = $1 order by name, id", customer_id
    )


async def belongs(table: str, thing_id: UUID, customer_id: UUID) -> bool:
    """Whether a contact or product is this customer's."""
    assert table in ("contact", "product")
    return bool(await value(f"select true from {table} where id = $1 and customer = $2", thing_id, customer_id))


async def words_of(ticket_id: UUID) -> Record:
    """All words by which a ticket may be found by its customer and by us."""
    found = await row(
        """select t.number, t.subject, t.status, t.customer, t.opened_at, t.symptom, t.solution,
                  c.name as customer_name,
                  (select string_agg(left(e.body, 2000), ' ') from entry e
                    where e.tenant_id = t.tenant_id and e.ticket = t.id and e.audience = 'customer') as said
             from ticket t join customer c on c.tenant_id = t.tenant_id and c.id = t.customer where t.id = $1""",
        ticket_id,
    )
    if found is None:
        raise NotFound
    return found


def is_ended(status: str) -> bool:
    """Whether nothing more is expected."""
    return Status(status) in ENDED


async def may_read_entry(entry_id: UUID, by: Principal) -> bool:
    """Whether somebody may read an entry, and so what is attached to it; the walls have hidden the rest."""
    found = await row("select audience, customer from entry where id = $1", entry_id)
    if found is None:
        return False
    if by.kind == "contact":
        return bool(found["audience"] == "customer" and found["customer"] == by.customer_id)
    return by.may("ticket.read")


async def customer_by_key(external_key: str) -> UUID | None:
    """The customer with this key of another system."""
    found = await value("select id from customer where external_key = $1", external_key)
    return UUID(str(found)) if found else None


async def has_ticket(customer_id: UUID, subject: str) -> bool:
    """Whether a customer has a ticket of this subject already."""
    return bool(
        await value("select true from ticket where customer = $1 and subject = $2 limit 1", customer_id, subject)
    )


async def contact_named(customer_id: UUID, name: str) -> UUID | None:
    """A contact of a customer by name."""
    found = await value("select id from contact where customer = $1 and name = $2 limit 1", customer_id, name)
    return UUID(str(found)) if found else None


async def member_numbered(staff_no: str) -> Record | None:
    """A member by staff number."""
    return await row("select id, name, roles from member where staff_no = $1", staff_no)
