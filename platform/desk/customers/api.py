"""Customers for programs: ``/api/v1/customers``."""

from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, get, patch, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, queries, views
from desk.customers.actions import ContactFields
from desk.customers.forms import VersionForm, read_contact, read_customer, read_product
from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS, GRADES, PRODUCT_FIELDS, STATUSES
from desk.customers.tables import Customer
from desk.foundation.errors import Invalid, Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import paging
from desk.foundation.web.api import PLAIN
from desk.foundation.web.forms import NOT_A_CHOICE, read_values
from desk.foundation.web.request import current_principal

IN_LIST = ("id", "number", "name", "short_name", "industry", "status", "grade", "phone", "contact", "changed_at")


@get("/customers", name="api.customers.index", opt=needs("customer.read"))
async def index(
    q: FromQuery[str] = "",
    status: FromQuery[str | None] = None,
    grade: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> dict[str, Any]:
    """By name; ``q`` finds names, initials, numbers and people; ``next`` is the cursor of what follows."""
    wrong = {
        name: gettext(NOT_A_CHOICE)
        for name, value, known in (("status", status, STATUSES), ("grade", grade, GRADES))
        if value is not None and value not in known
    }
    if wrong:
        raise Invalid(wrong)
    size = paging.size_of(limit)
    after = queries.key_of(cursor)[0] if cursor else None
    found = await queries.customers(queries.Wanted(q[:200], status, grade), most=size + 1, after=after)
    listed = paging.page_of(found, size, lambda one: (one["name_key"], one["id"]))
    return {"items": [views.for_programs(one, IN_LIST) for one in listed.items], "next": listed.next}


@post("/customers", name="api.customers.create", opt=needs("customer.edit"))
async def create(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Take a customer into the file."""
    return _customer(await actions.add_customer(read_customer(await _sent(request)), by=current_principal()))


@get("/customers/{customer_id:uuid}", name="api.customers.show", opt=needs("customer.read"))
async def show(customer_id: FromPath[UUID]) -> dict[str, Any]:
    """One customer with all its fields."""
    return _customer(await queries.customer(customer_id))


@patch("/customers/{customer_id:uuid}", name="api.customers.change", opt=needs("customer.edit"))
async def change(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> dict[str, Any]:
    """Change the fields that are sent; with ``version`` only if nobody changed the customer since."""
    sent = await _sent(request)
    version = read_values(sent, VersionForm).version
    customer = await queries.customer(customer_id, lock=True)
    stored = {name: getattr(customer, name) for name in CUSTOMER_FIELDS}
    emptied = {name: "" if value is None else value for name, value in sent.items()}
    unchosen = [name for name in ("status", "grade") if emptied.get(name) == ""]
    if unchosen:
        raise Invalid(dict.fromkeys(unchosen, gettext(NOT_A_CHOICE)))
    fields = read_customer(stored | emptied)
    return _customer(await actions.change_customer(customer_id, fields, by=current_principal(), version=version))


@get("/customers/{customer_id:uuid}/contacts", name="api.customers.contacts", opt=needs("customer.read"))
async def contacts(customer_id: FromPath[UUID]) -> dict[str, Any]:
    """The people of a customer, who is there before who left."""
    await queries.customer(customer_id)
    return {"items": [_contact(one) for one in await queries.contacts(customer_id)], "next": None}


@post("/customers/{customer_id:uuid}/contacts", name="api.customers.add_contact", opt=needs("contact.edit"))
async def add_contact(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> dict[str, Any]:
    """Note somebody who works there."""
    fields: ContactFields = read_contact(await _sent(request))
    made = await actions.add_contact(customer_id, fields, by=current_principal())
    return _contact(next(one for one in await queries.contacts(customer_id) if one["id"] == made.id))


@get("/customers/{customer_id:uuid}/products", name="api.customers.products", opt=needs("customer.read"))
async def products(customer_id: FromPath[UUID]) -> dict[str, Any]:
    """What a customer has installed, by name."""
    await queries.customer(customer_id)
    return {"items": [_product(one) for one in await queries.products(customer_id)], "next": None}


@post("/customers/{customer_id:uuid}/products", name="api.customers.add_product", opt=needs("customer.edit"))
async def add_product(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> dict[str, Any]:
    """Note a product that a customer has installed."""
    made = await actions.add_product(customer_id, read_product(await _sent(request)), by=current_principal())
    return _product(next(one for one in await queries.products(customer_id) if one["id"] == made.id))


async def _sent(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The fields of a JSON body. Raises ``Unacceptable`` for no object, ``Invalid`` for values that aren't plain."""
    try:
        values = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unacceptable from None
    if not isinstance(values, dict):
        raise Unacceptable
    wrong = [name for name, value in values.items() if not _is_plain(value)]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, gettext(PLAIN)))
    return values


def _is_plain(value: Any) -> bool:
    several = value if isinstance(value, list) else [value]
    return not any(isinstance(one, list | dict) for one in several)


def _customer(found: Customer) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("id", *views.FIELDS)}


def _contact(found: Record) -> dict[str, Any]:
    return views.for_programs(found, ("id", *CONTACT_FIELDS, "status", "left_at", "changed_at"))


def _product(found: Record) -> dict[str, Any]:
    return views.for_programs(found, ("id", *PRODUCT_FIELDS))


HANDLERS = (index, create, show, change, contacts, add_contact, products, add_product)
