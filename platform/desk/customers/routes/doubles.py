"""Pairs of customers that may be one: the list, and saying that they are not."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, queries
from desk.customers.queries import doubles
from desk.customers.routes._merged import pair_view
from desk.customers.routes.listing import HERE
from desk.foundation.permissions import needs
from desk.foundation.web import paging
from desk.foundation.web.forms import typed
from desk.foundation.web.lists import rounded
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

SIZE = 25


@get("/customers/duplicates", name="customers.duplicates", opt=needs("customer.merge"))
async def index(after: FromQuery[str | None] = None, denied: FromQuery[str] = "") -> Response[str]:
    """Who may be the same, the likeliest first."""
    key = paging.decode(after, int, UUID) if after else None
    found = await doubles.pairs(most=SIZE + 1, after=(key[0], key[1]) if key else None)
    listed = paging.page_of(found, SIZE, lambda one: (one["score"], one["id"]))
    return page(
        "customers/duplicates.html",
        here=HERE,
        pairs=[pair_view(one) for one in listed.items],
        total=rounded(await doubles.counted(most=paging.COUNTED + 1)),
        next_url=f"/customers/duplicates?after={listed.next}" if listed.next else None,
        is_first=key is None,
        undo=await _undo(denied),
    )


@post(
    "/customers/{customer_id:uuid}/strangers/{other_id:uuid}",
    name="customers.deny_double",
    status_code=200,
    opt=needs("customer.merge"),
)
async def deny(request: Request[Any, Any, Any], customer_id: FromPath[UUID], other_id: FromPath[UUID]) -> Response[str]:
    """They are not the same; posted with ``_method=DELETE`` they may be, after all."""
    values, by = await typed(request), current_principal()
    for one in (customer_id, other_id):
        await queries.customer(one)
    if values.get("_method") == "DELETE":
        await actions.allow_again(customer_id, other_id, by=by)
        return see_other("/customers/duplicates")
    await actions.deny(customer_id, other_id, by=by)
    return see_other(
        f"/customers/{customer_id}"
        if values.get("from") == "customer"
        else f"/customers/duplicates?denied={customer_id}.{other_id}"
    )


async def _undo(denied: str) -> dict[str, str] | None:
    """What was just said not to be the same, with the way back."""
    try:
        one, other = (UUID(part) for part in denied.split("."))
    except ValueError:
        return None
    names = await queries.names_of([one, other])
    if len(names) < 2:
        return None
    return {"one": names[one], "other": names[other], "url": f"/customers/{one}/strangers/{other}"}


HANDLERS = (index, deny)
