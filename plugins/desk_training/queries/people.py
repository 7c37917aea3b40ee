"""Customers and the people there, as training needs them."""

from uuid import UUID

from asyncpg import Record

from desk.extend import normalise_name, row, rows


async def customer(customer_id: UUID) -> Record | None:
    """A customer's name."""
    return await row("select id, name, grade from customer where id = $1", customer_id)


async def contact(contact_id: UUID, *, of: UUID) -> Record | None:
    """Somebody who is still at this customer."""
    return await row(
        "select id, name from contact where id = $1 and customer = $2 and status = 'active'", contact_id, of
    )


async def contacts(customer_id: UUID) -> list[Record]:
    """Who is at a customer, by name."""
    return await rows(
        "select id, name, title from contact where customer = $1 and status = 'active' order by name_key, id",
        customer_id,
    )


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this key of the system they came from."""
    found = await row("select id from customer where external_key = $1", key)
    return found["id"] if found else None


async def member_by_number(staff_no: str) -> UUID | None:
    """The member with this staff number."""
    found = await row("select id from member where staff_no = $1", staff_no)
    return found["id"] if found else None


async def customers_called(said: str) -> list[UUID]:
    """The customers of this name, or the one with this number of the system they came from."""
    found = await rows(
        "select id from customer where external_key = $1 or name_twin = $2 limit 2", said, normalise_name(said)
    )
    return [one["id"] for one in found]


async def contact_called(name: str, *, of: UUID) -> UUID | None:
    """Somebody of this name who is still at this customer, the first where there are several."""
    found = await row(
        """select id from contact where customer = $1 and name = $2 and status = 'active'
            order by created_at, id limit 1""",
        of,
        name,
    )
    return found["id"] if found else None
