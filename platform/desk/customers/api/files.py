"""Customers for programs, with what they have installed."""

from operator import itemgetter
from typing import Any
from uuid import UUID

from litestar import Request, get, patch, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries, views
from desk.customers.api._parts import ONE, READ, custom_of, merged, one_of, seen
from desk.customers.forms import CustomerForm, ProductForm, VersionForm, read_customer, read_product
from desk.customers.labels import CUSTOMER_FIELDS, PRODUCT_FIELDS
from desk.customers.tables import Customer
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.api import Listed, answer, read_object, tagged, version_seen
from desk.foundation.web.forms import NOT_A_CHOICE, read_values
from desk.foundation.web.request import current_principal

PRODUCT = f"{ONE}/products/{{product_id:uuid}}"
A_CUSTOMER = {"name": "华东机电有限公司", "phone": "0512-5550 0123", "grade": "key", "external_key": "ERP-1007"}
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
    after = queries.key_of(cursor) if cursor else None
    found = await queries.customers(queries.Wanted(q[:200], status, grade), most=size + 1, after=after)
    listed = paging.page_of(found, size, lambda one: (one["name_key"], one["id"]))
    return Listed([answer(answers.CustomerRow, seen("customer", one)) for one in listed.items], listed.next)


@post(
    "/customers",
    name="api.customers.create",
    opt=needs("customer.edit", says=N_("Take a customer into the file."), body=CustomerForm, example=A_CUSTOMER),
)
async def create(request: Request[Any, Any, Any]) -> answers.Customer:
    """Take a customer into the file."""
    by = current_principal()
    fields, own = read_customer(await read_object(request, CustomerForm), by=by)
    return await _customer(await actions.add_customer(fields, own, by=by))


@get(ONE, name="api.customers.show", opt=needs(READ, says=N_("One customer."), versioned=True))
async def show(customer_id: FromPath[UUID]) -> answers.Customer:
    """One customer with all its fields."""
    return await _customer(await queries.customer(customer_id))


@patch(
    ONE,
    name="api.customers.change",
    opt=needs(
        "customer.edit",
        says=N_("Change the fields that are sent. With a version, only if nobody changed the customer since."),
        body=(CustomerForm, VersionForm),
        example={"grade": "vip", "version": 3},
        versioned=True,
    ),
)
async def change(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Customer:
    """Change the fields that are sent; with ``version`` only if nobody changed the customer since."""
    sent = await read_object(request, CustomerForm, VersionForm)
    version = version_seen(read_values(sent, VersionForm).version)
    stored = await queries.customer(customer_id, lock=True)
    whole = merged(stored, sent, CUSTOMER_FIELDS)
    unchosen = [name for name in ("status", "grade") if whole.get(name) == ""]
    if unchosen:
        raise Invalid(dict.fromkeys(unchosen, gettext(NOT_A_CHOICE)))
    by = current_principal()
    fields, own = read_customer(whole, by=by, whole=False)
    return await _customer(await actions.change_customer(customer_id, fields, own, by=by, version=version))


@get(f"{ONE}/products", name="api.customers.products", opt=needs(READ, says=N_("What a customer has installed.")))
async def products(
    customer_id: FromPath[UUID], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Product]:
    """What a customer has installed, by name."""
    await queries.customer(customer_id)
    part = paging.part_of(await queries.products(customer_id), itemgetter("id"), limit=limit, cursor=cursor)
    own = await custom_of("product", [one["id"] for one in part.items])
    return Listed([answer(answers.Product, one, custom=own[one["id"]]) for one in part.items], part.next)


@post(
    f"{ONE}/products",
    name="api.customers.add_product",
    opt=needs("customer.edit", says=N_("Note a product that is installed."), body=ProductForm, example=A_PRODUCT),
)
async def add_product(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Product:
    """Note a product that a customer has installed."""
    by = current_principal()
    fields, own = read_product(await read_object(request, ProductForm), by=by)
    made = await actions.add_product(customer_id, fields, own, by=by)
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
    sent, by = await read_object(request, ProductForm), current_principal()
    stored = await queries.product(product_id, of=customer_id, lock=True)
    fields, own = read_product(merged(stored, sent, PRODUCT_FIELDS), by=by, whole=False)
    await actions.change_product(customer_id, product_id, fields, own, by=by)
    return await _product(customer_id, product_id)


async def _customer(found: Customer) -> answers.Customer:
    own = await custom_of("customer", [found.id])
    said = seen("customer", {name: getattr(found, name) for name in ("id", *views.FIELDS)})
    shown = answer(answers.Customer, said, custom=own[found.id])
    return tagged(shown, found.version)


async def _product(customer_id: UUID, product_id: UUID) -> answers.Product:
    own = await custom_of("product", [product_id])
    return answer(answers.Product, one_of(await queries.products(customer_id), product_id), custom=own[product_id])


HANDLERS = (index, create, show, change, products, add_product, product, change_product)
