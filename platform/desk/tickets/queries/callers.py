"""The people around a ticket: whose it is, who calls, what they run, and our own."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound


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
        """select id, name, title, coalesce(nullif(mobile, ''), phone) as phone,
                  case when mobile = '' then extension else '' end as extension from contact
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


async def customer_by_key(external_key: str) -> UUID | None:
    """The customer with this key of another system."""
    found = await value("select id from customer where external_key = $1", external_key)
    return UUID(str(found)) if found else None


async def contact_named(customer_id: UUID, name: str) -> UUID | None:
    """A contact of a customer by name."""
    found = await value("select id from contact where customer = $1 and name = $2 limit 1", customer_id, name)
    return UUID(str(found)) if found else None


async def member_numbered(staff_no: str) -> Record | None:
    """A member by staff number."""
    return await row("select id, name, roles from member where staff_no = $1", staff_no)


async def known_by(customer_id: UUID, *, most: int = 3) -> list[str]:
    """
    The names of the colleagues who know a customer: whom they like to have come, then who worked for them most of late.

    Only who still works here.
    """
    found = await rows(
        """select m.name
             from customer c
             join (select assignee, sum(latest) as latest from (
                     select w.assignee, 1 as latest from (
                       select t.assignee from ticket t where t.customer = $1 order by t.opened_at desc limit 200) w
                     union all select x.engineer, 0 from customer x where x.id = $1) both_of
                    where assignee is not null group by assignee) work on true
             join member m on m.tenant_id = c.tenant_id and m.id = work.assignee and m.status = 'active'
            where c.id = $1
            order by m.id is not distinct from c.engineer desc, work.latest desc, m.name_key, m.id limit $2""",
        customer_id,
        most,
    )
    return [one["name"] for one in found]
