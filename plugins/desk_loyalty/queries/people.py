"""Whom a customer's points concern."""

from uuid import UUID

from desk.extend import rows


async def to_tell(customer_id: UUID) -> list[UUID]:
    """The main contact, or whoever was there first."""
    found = await rows(
        """select id from contact where customer = $1 and status = 'active'
            order by 'main' = any(roles) desc, created_at, id limit 1""",
        customer_id,
    )
    return [one["id"] for one in found]


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this key of the system they came from."""
    found = await rows("select id from customer where external_key = $1", key)
    return found[0]["id"] if found else None
