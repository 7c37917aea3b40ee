"""Customers, tickets and colleagues, as complaints need them."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, normalise_name, row, rows, value


async def customer(customer_id: UUID) -> Record:
    """A customer. Raises ``NotFound``."""
    found = await row("select id, name, grade, address, phone from customer where id = $1", customer_id)
    if found is None:
        raise NotFound
    return found


async def customer_name(customer_id: UUID) -> str:
    """A customer by name. Raises ``NotFound``."""
    return str((await customer(customer_id))["name"])


async def contact(contact_id: UUID, *, of: UUID) -> Record:
    """Somebody at this customer. Raises ``NotFound``."""
    found = await row(
        "select id, name, mobile, phone, email from contact where id = $1 and customer = $2", contact_id, of
    )
    if found is None:
        raise NotFound
    return found


async def ticket(number: int) -> Record:
    """A ticket by its number. Raises ``NotFound``."""
    found = await row(
        """select t.id, t.number, t.subject, t.customer, t.contact, t.assignee, t.channel,
                  coalesce((select e.body from entry e where e.tenant_id = t.tenant_id and e.ticket = t.id
                             and e.side = 'customer' order by e.at, e.id limit 1), '') as said
             from ticket t where t.number = $1""",
        number,
    )
    if found is None:
        raise NotFound
    return found


async def was_late(ticket_id: UUID) -> bool:
    """Whether a promise about this ticket was missed."""
    return bool(
        await value(
            """select exists (select from deadline
                 where subject_kind = 'ticket' and subject_id = $1 and missed_at is not null)""",
            ticket_id,
        )
    )


async def members() -> list[Record]:
    """Who works here, by name."""
    return await rows("select id, name from member where status = 'active' order by name_key, id")


async def departments() -> list[str]:
    """The departments and teams that there are, by name."""
    return [
        str(one["name"]) for one in await rows("select name from department where retired_at is null order by name")
    ]


async def member_name(member_id: UUID) -> str:
    """A member by name. Raises ``NotFound``."""
    found = await value("select name from member where id = $1", member_id)
    if found is None:
        raise NotFound
    return str(found)


async def are_here(ids: list[UUID]) -> bool:
    """Whether all of these work here."""
    return bool(await value("select count(*) = $2 from member where id = any($1)", ids, len(ids)))


async def customer_named(name: str) -> UUID | None:
    """The customer of this name, if there is one and no other."""
    found = await rows("select id from customer where name_twin = $1 limit 2", normalise_name(name))
    return found[0]["id"] if len(found) == 1 else None


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this key of the system they came from."""
    found: UUID | None = await value("select id from customer where external_key = $1", key)
    return found


async def contacts(customer_id: UUID) -> list[Record]:
    """Who is at a customer, by name."""
    return await rows(
        "select id, name from contact where customer = $1 and status = 'active' order by name_key, id", customer_id
    )
