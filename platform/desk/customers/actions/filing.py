"""Customers and what they have installed: adding and changing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.customers import queries
from desk.customers.actions import grading
from desk.customers.actions.fields import CustomerFields, ProductFields, allow, allow_change, checked
from desk.customers.actions.finding import make_findable
from desk.customers.actions.history import differences, keep_changes
from desk.customers.errors import KeyTaken
from desk.customers.events import CustomerAdded, CustomerChanged, CustomersExported, ProductAdded, ProductChanged
from desk.customers.masking import sees_all
from desk.customers.tables import Customer, Product
from desk.fields import actions as own_fields
from desk.fields.actions import NOTHING, Own
from desk.foundation.database import savepoint
from desk.foundation.errors import Invalid, NotFound, Stale
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE
from desk.kit.text import normalise_name, pinyin_key
from desk.kit.time import now
from desk.people import queries as people

SOMEBODY = N_("Somebody")


async def add_customer(fields: CustomerFields, own: Own = NOTHING, *, by: Principal) -> Customer:
    """Take a customer into the file. Raises ``Invalid`` with all wrong fields, and ``KeyTaken``."""
    allow(by, "customer.edit")
    at, values = now(), checked(fields)
    await _engineer(fields.engineer)
    customer = Customer(
        **values | named(fields.name), number=await next_number("customer"), created_at=at, changed_at=at
    )
    await _save(customer)
    customer_id = UUID(str(customer.id))
    await own_fields.keep("customer", customer_id, own)
    await record(CustomerAdded(customer_id, by=by, customer_id=customer_id, number=customer.number))
    await make_findable(customer_id)
    return customer


async def change_customer(
    customer_id: UUID, fields: CustomerFields, own: Own = NOTHING, *, by: Principal, version: int | None = None
) -> Customer:
    """
    Change what is said of a customer; the old values are kept.

    ``version`` is the one that was looked at: raises ``Stale`` when somebody changed the customer since.
    """
    allow(by, "customer.edit")
    values = checked(fields)
    customer = await queries.customer(customer_id, lock=True)
    await allow_change(customer, "change", by=by)
    if version is not None and version != customer.version:
        raise Stale(who=await queries.last_changed_by(customer_id) or SOMEBODY)
    return await put_customer(customer, values, own, by=by)


async def put_customer(customer: Customer, values: Mapping[str, Any], own: Own, *, by: Principal) -> Customer:
    """Keep values of a customer that was read under lock, with the old ones in the history."""
    customer_id = UUID(str(customer.id))
    changes = differences(customer, values) | await own_fields.differences("customer", customer_id, own)
    if not changes:
        return customer
    if "grade" in changes:
        allow(by, grading.PERMISSION)
    if "engineer" in changes:
        names = [await _engineer(one, is_new=one == values["engineer"]) for one in changes["engineer"]]
        changes["engineer"] = (names[0], names[1])
    for field, new in (dict(values) | (named(values["name"]) if "name" in values else {})).items():
        setattr(customer, field, new)
    customer.version += 1
    customer.changed_at = now()
    await _save(customer)
    await own_fields.keep("customer", customer_id, own)
    event = CustomerChanged(
        customer_id, by=by, customer_id=customer_id, changed=list(changes), version=customer.version
    )
    await keep_changes(await record(event), "customer", customer_id, changes, by=by, at=event.at)
    if "grade" in changes:
        await grading.note_grade(customer_id, *changes["grade"], "", by=by, at=event.at)
    await make_findable(customer_id)
    return customer


async def add_product(customer_id: UUID, fields: ProductFields, own: Own = NOTHING, *, by: Principal) -> Product:
    """Note a product that a customer has installed."""
    allow(by, "customer.edit")
    values = checked(fields)
    await allow_change(await queries.customer(customer_id), "add_product", by=by)
    product = Product(**values, customer=customer_id, created_at=now())
    await product.save()
    await own_fields.keep("product", UUID(str(product.id)), own)
    await record(ProductAdded(product.id, by=by, customer_id=customer_id))
    await make_findable(customer_id)
    return product


async def change_product(
    customer_id: UUID, product_id: UUID, fields: ProductFields, own: Own = NOTHING, *, by: Principal
) -> Product:
    """Change what is said of a product; the old values are kept."""
    allow(by, "customer.edit")
    values = checked(fields)
    product = await queries.product(product_id, of=customer_id, lock=True)
    changes = differences(product, values) | await own_fields.differences("product", product_id, own)
    if not changes:
        return product
    for field, new in values.items():
        setattr(product, field, new)
    await product.save()
    await own_fields.keep("product", product_id, own)
    event = ProductChanged(product_id, by=by, customer_id=customer_id, changed=list(changes))
    await keep_changes(await record(event), "product", product_id, changes, by=by, at=event.at)
    await make_findable(customer_id)
    return product


async def note_export(count: int, *, by: Principal) -> None:
    """Keep the fact that somebody took the whole file out of the house."""
    allow(by, "customer.export")
    await record(CustomersExported(by.id, by=by, count=count, masked=not sees_all(by)))


async def replace_engineer(member_id: UUID, successor: UUID, *, by: Principal) -> None:
    """Whoever liked a colleague to come who left gets the one who takes over."""
    names = await _engineer(member_id, is_new=False), await _engineer(successor, is_new=False)
    for customer_id in await queries.customers_of_engineer(member_id):
        customer = await queries.customer(customer_id, lock=True)
        customer.engineer = successor
        customer.version += 1
        customer.changed_at = now()
        await customer.save()
        changes = {"engineer": names}
        event = CustomerChanged(
            customer_id, by=by, customer_id=customer_id, changed=list(changes), version=customer.version
        )
        await keep_changes(await record(event), "customer", customer_id, changes, by=by, at=event.at)


def named(name: str) -> dict[str, str]:
    """What stands beside a name: its twin for finding the same again, its key for sorting."""
    return {"name_twin": normalise_name(name)[:200], "name_key": pinyin_key(name)[:600]}


async def _engineer(member_id: UUID | None, *, is_new: bool = True) -> str:
    """The name of a colleague, as the history keeps it. Raises ``Invalid`` where a new one isn't there."""
    if member_id is None:
        return ""
    try:
        found = await (people.member(member_id) if is_new else people.member_by_id(member_id))
    except NotFound:
        raise Invalid({"engineer": gettext(NOT_A_CHOICE)}) from None
    return str(found["name"] if is_new else found.name)


async def _save(customer: Customer) -> None:
    try:
        async with savepoint():
            await customer.save()
    except UniqueViolationError:
        raise KeyTaken from None
