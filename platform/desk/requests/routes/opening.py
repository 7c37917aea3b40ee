"""Opening a request beside what it is about; what covers it is shown before."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation import subjects
from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.hooks import title
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.requests import actions, kinds, queries, views
from desk.requests.forms import read_request
from desk.requests.routes.listing import HERE

OPEN = needs("request.open")


@get("/requests/new", name="requests.new", opt=OPEN)
async def new(
    customer: FromQuery[UUID | None] = None,
    subject_kind: FromQuery[str] = "",
    subject_id: FromQuery[UUID | None] = None,
    kind: FromQuery[str] = "",
) -> Response[str]:
    """The form; whom it is for and what it is about stand in it already."""
    offered = kinds.offered()
    start = {"kind": kind if kind in {one.id for one in offered} else offered[0].id}
    if subject_id is not None:
        start |= {"subject_kind": subject_kind, "subject_id": str(subject_id)}
    if customer is not None:
        start["customer"] = str(customer)
    return await _form(start, {})


@get("/requests/cover", name="requests.cover", opt=OPEN)
async def cover(customer: FromQuery[UUID], kind: FromQuery[str], product: FromQuery[str] = "") -> Response[str]:
    """What covers a service for a customer, as a region of the form."""
    try:
        product_id = UUID(product) if product else None
    except ValueError:
        product_id = None
    return fragment("requests/_cover.html", **await _covered(customer, kind, product_id))


@post("/requests", name="requests.open", status_code=200, opt=OPEN)
async def open_one(request: Request[Any, Any, Any]) -> Response[str]:
    """Open it. What a claim refuses is said above the form."""
    values, by = await typed(request), current_principal()
    kept = {name: str(value) for name, value in values.items()}
    try:
        asked = read_request(values, current_visit().tenant.zone)
        token = idempotency.token_of(values)
        if place := await idempotency.once(by, token):
            return see_other(place)
        made = await actions.open_request(asked, by=by)
    except Invalid as refusal:
        return await _form(kept, refusal.fields, status=422)
    except Refusal as refusal:
        if refusal.status not in (409, 503):
            raise
        way_out = gettext(refusal.way_out) if refusal.way_out else ""
        return await _form(kept, {}, status=refusal.status, refused=f"{refusal} {way_out}".strip())
    place = f"/requests/{made.number}"
    await idempotency.once(by, token, place)
    return see_other(place)


async def _form(
    values: dict[str, str], errors: dict[str, str], *, status: int = 200, refused: str = ""
) -> Response[str]:
    """The form for a customer. Raises ``NotFound`` without one, and for foreign things."""
    thing, customer_id = await _about(values)
    customer = await queries.customer_thing(customer_id)
    products = await queries.products_of(customer_id)
    return page(
        "requests/new.html",
        status=status,
        here=HERE,
        values=values | {"customer": str(customer_id)},
        errors=errors,
        refused=refused,
        customer={"id": customer.id, "name": customer.name},
        thing=thing,
        kinds=[(one.id, gettext(one.label), one.icon) for one in kinds.offered()],
        products=[
            ("", gettext("Not named")),
            *((str(one["id"]), f"{one['name']} {one['version']}") for one in products),
        ],
        **await _covered(customer_id, values["kind"], None),
    )


async def _about(values: dict[str, str]) -> tuple[subjects.Thing | None, UUID]:
    thing = None
    if values.get("subject_id"):
        key = (values.get("subject_kind", ""), _id(values["subject_id"]))
        thing = (await subjects.things_of([key])).get(key)
        if thing is None or not current_principal().may(thing.permission):
            raise NotFound
    customer_id = thing.customer_id if thing else None
    return thing, customer_id or _id(values.get("customer", ""))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


async def _covered(customer_id: UUID, kind: str, product_id: UUID | None) -> dict[str, Any]:
    found = await queries.entitlements(customer_id, kinds.kind_of(kind).service, product_id=product_id)
    return {
        "entitled": views.entitlements_view(found),
        "providers": [title(slug) for slug in kinds.providers_of(kind)],
    }


HANDLERS = (new, cover, open_one)
