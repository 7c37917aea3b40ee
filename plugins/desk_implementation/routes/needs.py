"""Noting that a customer needs an implementation."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.extend import (
    NotFound,
    Refusal,
    current_principal,
    find_things,
    gettext,
    kept,
    needs,
    once,
    page,
    read_values,
    see_other,
    token_of,
    typed,
    words,
)
from desk_implementation.actions import applying
from desk_implementation.forms import NeedForm
from desk_implementation.queries import people
from desk_implementation.routes.listing import HERE

MOST = 20


@get("/implementation/new", name="implementation.new", opt=needs("implementation.ask"))
async def new(customer: FromQuery[UUID | None] = None, q: FromQuery[str] = "") -> Response[str]:
    """Find the customer, then say what is needed."""
    return await _form(customer, {}, q=q)


@post("/implementation", name="implementation.note_need", status_code=200, opt=needs("implementation.ask"))
async def add(request: Request[Any, Any, Any]) -> Response[str]:
    """Note the need."""
    values, by = await typed(request), current_principal()
    form = None
    try:
        form = read_values(values, NeedForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        made = await applying.note_need(need_of(form), by=by)
    except Refusal as refusal:
        came = kept(values, refusal)
        customer = form.customer if form else _customer_in(values)
        return await _form(customer, came.pop("values"), **came)
    place = f"/implementation/{made.number}"
    await once(by, token_of(values), place)
    return see_other(place)


def need_of(form: NeedForm) -> applying.NewNeed:
    """What a form says of a need."""
    return applying.NewNeed(form.customer, form.title, form.need, form.source, form.contract, form.contact)


def _customer_in(values: dict[str, Any]) -> UUID | None:
    try:
        return UUID(str(values.get("customer")))
    except ValueError:
        return None


async def _form(
    customer_id: UUID | None, values: dict[str, str], *, q: str = "", status: int = 200, **came_back: Any
) -> Response[str]:
    customer = await people.customer(customer_id) if customer_id else None
    if customer_id and customer is None:
        raise NotFound
    found = await find_things(q, kinds=["customer"], most=MOST) if q and customer is None else []
    contacts = await people.contacts(customer["id"]) if customer else []
    return page(
        "implementation/need.html",
        status=status,
        here=HERE,
        customer={"id": customer["id"], "name": customer["name"]} if customer else None,
        contacts=[("", gettext("Nobody yet")), *((str(one["id"]), one["name"]) for one in contacts)],
        sources=[*words("implementation.source").items()],
        q=q,
        found=[{"id": one.subject_id, "name": one.title, "detail": one.detail} for one in found],
        values=values,
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (new, add)
