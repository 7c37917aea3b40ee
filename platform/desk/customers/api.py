"""Customers for programs: ``/api/v1/customers``, with the people there and what they have installed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries, views
from desk.customers.forms import (
    ContactForm,
    CustomerForm,
    ProductForm,
    SeenForm,
    VersionForm,
    read_contact,
    read_customer,
    read_product,
    seen_of,
)
from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS, PRODUCT_FIELDS
from desk.customers.tables import Customer
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.api import Listed, answer, read_object
from desk.foundation.web.forms import NOT_A_CHOICE, read_values
from desk.foundation.web.request import current_principal

ONE = "/customers/{customer_id:uuid}"
CONTACT = f"{ONE}/contacts/{{contact_id:uuid}}"
PRODUCT = f"{ONE}/products/{{product_id:uuid}}"
READ = "customer.read"
A_CUSTOMER = {"name": "华东机电有限公司", "phone": "0512-5550 0123", "grade": "key", "external_key": "ERP-1007"}
A_CONTACT = {"name": "王敏", "title": "会计", "mobile": "13900001234", "roles": ["main"]}
A_PRODUCT = {"name": "财务云", "version": "12.1", "purchased_on": "2025-03-01"}


@get("/customers", name="api.customers.index", opt=needs(READ, says=N_("Customers by name.")))
async def index(
    q: FromQuery[str] = "",
    status: FromQuery[answers.StatusWord | None] = None,
    grade: FromQuery[answers.GradeWord | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.CustomerRow]:
    """By name; ``q`` finds names, initials, numbers and people; ``next`` is the cursor of what follows."""
    size = paging.size_of(limit)
    after = queries.key_of(cursor)[0] if cursor else None
    found = await queries.customers(queries.Wanted(q[:200], status, grade), most=size + 1, after=after)
    listed = paging.page_of(found, size, lambda one: (one["name_key"], one["id"]))
    return Listed([answer(answers.CustomerRow, one) for one in listed.items], listed.next)


@post(
    "/customers",
    name="api.customers.create",
    opt=needs("customer.edit", says=N_("Take a customer into the file."), body=CustomerForm, example=A_CUSTOMER),
)
async def create(request: Request[Any, Any, Any]) -> answers.Customer:
    """Take a customer into the file."""
    return _customer(await actions.add_customer(read_customer(await read_object(request)), by=current_principal()))


@get(ONE, name="api.customers.show", opt=needs(READ, says=N_("One customer.")))
async def show(customer_id: FromPath[UUID]) -> answers.Customer:
    """One customer with all its fields."""
    return _customer(await queries.customer(customer_id))


@patch(
    ONE,
    name="api.customers.change",
    opt=needs(
        "customer.edit",
        says=N_("Change the fields that are sent. With a version, only if nobody changed the customer since."),
        body=(CustomerForm, VersionForm),
        example={"grade": "vip", "version": 3},
    ),
)
async def change(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Customer:
    """Change the fields that are sent; with ``version`` only if nobody changed the customer since."""
    sent = await read_object(request)
    version = read_values(sent, VersionForm).version
    stored = await queries.customer(customer_id, lock=True)
    merged = _merged(stored, sent, CUSTOMER_FIELDS)
    unchosen = [name for name in ("status", "grade") if merged.get(name) == ""]
    if unchosen:
        raise Invalid(dict.fromkeys(unchosen, gettext(NOT_A_CHOICE)))
    by = current_principal()
    return _customer(await actions.change_customer(customer_id, read_customer(merged), by=by, version=version))


@get(f"{ONE}/contacts", name="api.customers.contacts", opt=needs(READ, says=N_("The people of a customer.")))
async def contacts(customer_id: FromPath[UUID]) -> Listed[answers.Contact]:
    """The people of a customer, who is there before who left."""
    await queries.customer(customer_id)
    return Listed([answer(answers.Contact, one) for one in await queries.contacts(customer_id)])


@post(
    f"{ONE}/contacts",
    name="api.customers.add_contact",
    opt=needs("contact.edit", says=N_("Note somebody who works there."), body=ContactForm, example=A_CONTACT),
)
async def add_contact(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Contact:
    """Note somebody who works there."""
    fields = read_contact(await read_object(request))
    made = await actions.add_contact(customer_id, fields, by=current_principal())
    return await _contact(customer_id, made.id)


@get(CONTACT, name="api.customers.contact", opt=needs(READ, says=N_("One contact.")))
async def contact(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """One contact of a customer."""
    return await _contact(customer_id, contact_id)


@patch(
    CONTACT,
    name="api.customers.change_contact",
    opt=needs(
        "contact.edit",
        says=N_("Change the fields that are sent. With seen, only if the contact hasn't changed since that moment."),
        body=(ContactForm, SeenForm),
        example={"mobile": "13900005678"},
    ),
)
async def change_contact(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Contact:
    """Change the fields that are sent; with ``seen``, when it had been changed, only if it still is as it was."""
    sent = await read_object(request)
    stored = await queries.contact(contact_id, of=customer_id, lock=True)
    fields, by = read_contact(_merged(stored, sent, CONTACT_FIELDS)), current_principal()
    await actions.change_contact(customer_id, contact_id, fields, by=by, seen=seen_of(sent))
    return await _contact(customer_id, contact_id)


@put(
    f"{CONTACT}/departure",
    name="api.customers.departure",
    opt=needs("contact.edit", says=N_("They left the company: they stay in the file, and lose the portal.")),
)
async def leave(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """They left the company."""
    await actions.mark_contact_left(customer_id, contact_id, by=current_principal())
    return await _contact(customer_id, contact_id)


@delete(
    f"{CONTACT}/departure",
    name="api.customers.return",
    status_code=200,
    opt=needs("contact.edit", says=N_("They work there again.")),
)
async def come_back(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """They work there again."""
    await actions.mark_contact_returned(customer_id, contact_id, by=current_principal())
    return await _contact(customer_id, contact_id)


@get(f"{ONE}/products", name="api.customers.products", opt=needs(READ, says=N_("What a customer has installed.")))
async def products(customer_id: FromPath[UUID]) -> Listed[answers.Product]:
    """What a customer has installed, by name."""
    await queries.customer(customer_id)
    return Listed([answer(answers.Product, one) for one in await queries.products(customer_id)])


@post(
    f"{ONE}/products",
    name="api.customers.add_product",
    opt=needs("customer.edit", says=N_("Note a product that is installed."), body=ProductForm, example=A_PRODUCT),
)
async def add_product(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Product:
    """Note a product that a customer has installed."""
    fields = read_product(await read_object(request))
    made = await actions.add_product(customer_id, fields, by=current_principal())
    return await _product(customer_id, made.id)


@get(PRODUCT, name="api.customers.product", opt=needs(READ, says=N_("One product.")))
async def product(customer_id: FromPath[UUID], product_id: FromPath[UUID]) -> answers.Product:
    """One product of a customer."""
    return await _product(customer_id, product_id)


@patch(
    PRODUCT,
    name="api.customers.change_product",
    opt=needs(
        "customer.edit", says=N_("Change the fields that are sent."), body=ProductForm, example={"version": "12.2"}
    ),
)
async def change_product(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], product_id: FromPath[UUID]
) -> answers.Product:
    """Change the fields that are sent."""
    sent = await read_object(request)
    stored = await queries.product(product_id, of=customer_id, lock=True)
    fields = read_product(_merged(stored, sent, PRODUCT_FIELDS))
    await actions.change_product(customer_id, product_id, fields, by=current_principal())
    return await _product(customer_id, product_id)


def _merged(stored: Any, sent: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is stored with what was sent over it, as a form would send it; null empties a field."""
    kept = views.values_of(stored, names)
    return kept | {name: "" if value is None else value for name, value in sent.items()}


def _customer(found: Customer) -> answers.Customer:
    return answer(answers.Customer, {name: getattr(found, name) for name in ("id", *views.FIELDS)})


async def _contact(customer_id: UUID, contact_id: UUID) -> answers.Contact:
    return answer(answers.Contact, _one_of(await queries.contacts(customer_id), contact_id))


async def _product(customer_id: UUID, product_id: UUID) -> answers.Product:
    return answer(answers.Product, _one_of(await queries.products(customer_id), product_id))


def _one_of(found: Iterable[Record], wanted: UUID) -> Record:
    one = next((one for one in found if one["id"] == wanted), None)
    if one is None:
        raise NotFound
    return one


HANDLERS = (
    *(index, create, show, change, contacts, add_contact, contact, change_contact, leave, come_back),
    *(products, add_product, product, change_product),
)
