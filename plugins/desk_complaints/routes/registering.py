"""Registering a complaint: the first part of the register form."""

from typing import Any

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.extend import (
    NotFound,
    Refusal,
    current_principal,
    files,
    find_things,
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
from desk_complaints.actions import receiving
from desk_complaints.forms import ComplaintForm, complaint_of
from desk_complaints.queries import people
from desk_complaints.routes.listing import HERE

MOST = 20
WRITTEN = {"text": "-"}
MEDIA = {"email": "email", "hotline": "phone", "remote": "phone", "onsite": "visit", "in_shop": "counter"}
"""How it came, of a ticket that a member marks as a complaint, by the ticket's channel."""


@get("/complaints/new", name="complaints.new", opt=needs("complaints.register"))
async def new(
    customer: FromQuery[str] = "", ticket: FromQuery[str] = "", q: FromQuery[str] = "", unknown: FromQuery[str] = ""
) -> Response[str]:
    """Find the customer, or say that nobody knows them; then write down what happened."""
    return await _form({"customer": customer, "ticket": ticket, "unknown": unknown}, q=q)


@post("/complaints", name="complaints.register", status_code=200, opt=needs("complaints.register", upload=True))
async def register(request: Request[Any, Any, Any]) -> Response[str]:
    """Register it."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, ComplaintForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        made = await receiving.receive(complaint_of(form), by=by, evidence=files(values, "files"))
    except Refusal as refusal:
        came = kept(values, refusal)
        return await _form(came.pop("values") | {"unknown": "1"}, **came)
    place = f"/complaints/{made.number}" if by.may("complaints.read") else f"/complaints/new?unknown={made.number}"
    await once(by, token_of(values), place)
    return see_other(place)


async def _form(values: dict[str, Any], *, q: str = "", status: int = 200, **came_back: Any) -> Response[str]:
    said = read_values(WRITTEN | {name: values.get(name, "") for name in ("customer", "ticket")}, ComplaintForm)
    ticket = await people.ticket(said.ticket) if said.ticket else None
    customer = await people.customer(said.customer) if said.customer else None
    if ticket and customer and ticket["customer"] != customer["id"]:
        raise NotFound
    if ticket and "text" not in values:
        values = _of_ticket(ticket) | values
    found = await find_things(q, kinds=["customer"], most=MOST) if q and customer is None else []
    return page(
        "complaints/new.html",
        status=status,
        here=HERE,
        asks_who=customer is None and not values.get("unknown"),
        customer={"id": customer["id"], "name": customer["name"]} if customer else None,
        ticket={"number": ticket["number"], "subject": ticket["subject"]} if ticket else None,
        contacts=[(str(one["id"]), one["name"]) for one in await people.contacts(customer["id"])] if customer else [],
        members=[(str(one["id"]), one["name"]) for one in await people.members()],
        departments=await people.departments(),
        media=[one for one in words("complaints.medium").items() if one[0] != "portal"],
        levels=list(words("complaints.level").items()),
        q=q,
        found=[{"id": one.subject_id, "name": one.title, "detail": one.detail} for one in found],
        values=values,
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


def _of_ticket(ticket: Record) -> dict[str, Any]:
    """What a ticket or mail says already of the complaint that it is."""
    text = "\n\n".join(filter(None, (ticket["subject"], ticket["said"])))[:8_000]
    return {"text": text, "contact": str(ticket["contact"] or ""), "medium": MEDIA.get(ticket["channel"], "email")}


HANDLERS = (new, register)
