"""What a customer has installed: adding and changing."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.customers import actions, queries, views
from desk.customers.forms import read_product
from desk.customers.labels import PRODUCT_FIELDS
from desk.customers.routes.files import shown
from desk.customers.routes.listing import HERE
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

PRODUCT = "/customers/{customer_id:uuid}/products/{product_id:uuid}"


@post("/customers/{customer_id:uuid}/products", name="customers.products", status_code=200, opt=needs("customer.edit"))
async def add(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Note a product that the customer has installed."""
    values = await typed(request)
    principal, token = current_principal(), idempotency.token_of(values)
    place = f"/customers/{customer_id}#products"
    try:
        fields, own = read_product(values, by=principal)
        if not await idempotency.once(principal, token):
            await actions.add_product(customer_id, fields, own, by=principal)
    except Invalid as refusal:
        return await shown(customer_id, status=422, form="product", values=values, errors=refusal.fields)
    await idempotency.once(principal, token, place)
    return see_other(place)


@get(PRODUCT, name="customers.product", opt=needs("customer.edit"))
async def edit(customer_id: FromPath[UUID], product_id: FromPath[UUID]) -> Response[str]:
    """The form with what is said of a product."""
    stored = views.values_of(await queries.product(product_id, of=customer_id), PRODUCT_FIELDS)
    held = await own_fields.said_of("product", product_id)
    return await _form(customer_id, product_id, stored | own_views.values("product", held), {})


@post(PRODUCT, name="customers.change_product", status_code=200, opt=needs("customer.edit"))
async def change(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], product_id: FromPath[UUID]
) -> Response[str]:
    """Change what is said of a product."""
    values, by = await typed(request), current_principal()
    try:
        fields, own = read_product(values, by=by)
        await actions.change_product(customer_id, product_id, fields, own, by=by)
    except Invalid as refusal:
        return await _form(customer_id, product_id, values, refusal.fields, status=422)
    return see_other(f"/customers/{customer_id}#products")


async def _form(
    customer_id: UUID, product_id: UUID, values: dict[str, Any], errors: dict[str, str], *, status: int = 200
) -> Response[str]:
    customer, product = await queries.customer(customer_id), await queries.product(product_id, of=customer_id)
    held = await own_fields.said_of("product", product_id)
    return page(
        "customers/product.html",
        status=status,
        here=HERE,
        customer={"id": customer.id, "name": customer.name},
        product={"id": product.id, "name": product.name},
        product_form={"values": values, "errors": errors},
        product_inputs=own_views.inputs("product", current_principal(), held),
    )


HANDLERS = (add, edit, change)
