"""What a customer is entitled to, as all who know say it."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.asking import hooks
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.things import CustomerThing
from desk.requests import kinds
from desk.requests.kinds import Entitlement, Entitlements


async def customer_thing(customer_id: UUID) -> CustomerThing:
    """The customer as plugins see them. Raises ``NotFound``."""
    found = await row("select id, name, grade, status from customer where id = $1", customer_id)
    if found is None:
        raise NotFound
    return CustomerThing(found["id"], found["name"], found["grade"], found["status"])


async def entitlements(
    customer_id: UUID, service: str, *, product_id: UUID | None = None, cause_id: UUID | None = None
) -> Entitlements:
    """Why a customer gets a service: all answers by their rank, and who didn't answer. Raises ``NotFound``."""
    customer = await customer_thing(customer_id)
    found, silent = await hooks().collect(
        "entitlement_of", Entitlement, customer=customer, product_id=product_id, service=service, cause_id=cause_id
    )
    return kinds.ranked(found, silent)


async def of_customer(product_id: UUID, customer_id: UUID) -> bool:
    """Whether a product is this customer's."""
    return bool(await value("select true from product where id = $1 and customer = $2", product_id, customer_id))


async def products_of(customer_id: UUID) -> list[Record]:
    """What a customer has installed."""
    return await rows("select id, name, version from product where customer = $1 order by name, id", customer_id)
