"""Every field's old and new values, and forgetting those of a person."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, queries, views
from desk.customers.routes.listing import HERE
from desk.foundation.permissions import needs
from desk.foundation.web import paging
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

SIZE = 50


@get("/customers/{customer_id:uuid}/history", name="customers.history", opt=needs("customer.read"))
async def history(
    customer_id: FromPath[UUID], of: FromQuery[UUID | None] = None, after: FromQuery[str] = ""
) -> Response[str]:
    """Who changed which field when, from what to what; of the whole file or of one thing in it."""
    customer = await queries.customer(customer_id)
    at, last = paging.decode(after, datetime, UUID) if after else (None, None)
    place = (at, last) if at and last else None
    found = await queries.field_changes(customer_id, of=of, after=place, most=SIZE + 1)
    listed = paging.page_of(found, SIZE, lambda one: (one["at"], one["id"]))
    people = [one for one in await queries.contacts(customer_id) if one["id"] == of]
    kept = {"of": str(of)} if of else {}
    return page(
        "customers/history.html",
        here=HERE,
        customer={"id": customer.id, "name": customer.name},
        contact={"id": people[0]["id"], "name": people[0]["name"]} if people else None,
        changes=[views.history_row(one) for one in listed.items],
        next_url=f"/customers/{customer_id}/history?{urlencode(kept | {'after': listed.next})}" if listed.next else "",
        may={"erase": current_principal().may("contact.erase")},
    )


@post(
    "/customers/{customer_id:uuid}/contacts/{contact_id:uuid}/history-erasure",
    name="customers.erase_history",
    status_code=200,
    opt=needs("contact.erase"),
)
async def erase(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """Forget what was said of a contact before."""
    await actions.erase_history(customer_id, contact_id, by=current_principal())
    return see_other(f"/customers/{customer_id}/history?of={contact_id}")


HANDLERS = (history, erase)
