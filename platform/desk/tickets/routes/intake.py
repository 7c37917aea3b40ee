"""The first minute of a call: who is it, what do they run, what is open already, and the sheet itself."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.calls import queries as calls
from desk.calls.actions import attach_call
from desk.customers.views import phone_seen
from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal
from desk.search import queries as search
from desk.tickets import actions, queries, views
from desk.tickets.forms import NewTicketForm
from desk.tickets.states import Channel, Kind

OFFERED_KINDS = (Kind.QUESTION, Kind.REPAIR, Kind.PASSWORD_HELP, Kind.REQUIREMENT, Kind.CONVENIENCE, Kind.INTERNAL)
OFFERED_CHANNELS = (Channel.HOTLINE, Channel.ONLINE, Channel.EMAIL, Channel.REMOTE, Channel.ONSITE, Channel.IN_SHOP)
MOST_FOUND = 8
MOST_OPEN = 5
LEAST = 2
"""Characters from which on it is worth looking for the same."""


@get("/tickets/new", name="tickets.new", opt=needs("ticket.open"))
async def new(
    q: FromQuery[str] = "", customer: FromQuery[UUID | None] = None, call: FromQuery[UUID | None] = None
) -> Response[str]:
    """Find the caller, then fill in the sheet; of a call that came in, who it is stands there already."""
    start: dict[str, Any] = {"channel": Channel.HOTLINE, "kind": Kind.QUESTION}
    if call is not None:
        start |= {"call": str(call)}
    if customer is not None:
        people = await queries.people_of(customer)
        start |= {"contact": str(people[0]["id"])} if people else {}
    if call is not None and (caller := (await calls.call(call))["contact"]) is not None:
        start |= {"contact": str(caller)}
    return await _intake(q[:200].strip(), customer, start, {})


@get("/tickets/similar", name="tickets.similar", opt=needs("ticket.read"))
async def similar(subject: FromQuery[str] = "") -> Response[str]:
    """Tickets in which the same words stand, while the symptom is typed: perhaps it was solved before."""
    words = subject[:200].strip()
    found = await search.find(words, kinds=["ticket"], most=MOST_OPEN) if len(words) >= LEAST else []
    return fragment("tickets/_similar.html", found=found)


@post("/tickets", name="tickets.create", status_code=200, opt=needs("ticket.open", upload=True))
async def create(request: Request[Any, Any, Any]) -> Response[str]:
    """Save the sheet as a ticket."""
    values = await typed(request)
    principal, token = current_principal(), idempotency.token_of(values)
    try:
        form = read_values(values, NewTicketForm)
        if place := await idempotency.once(principal, token):
            return see_other(place)
        ticket = await actions.open_ticket(
            actions.NewTicket(
                customer=form.customer,
                subject=form.subject,
                body=form.body,
                channel=Channel(form.channel),
                kind=Kind(form.kind),
                contact=form.contact,
                product=form.product,
                urgent=form.urgent,
            ),
            by=principal,
            uploads=files(values, "files"),
        )
        if form.call is not None:
            await attach_call(form.call, ticket.id, form.customer, form.contact, by=principal)
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items()}
        return await _intake("", _uuid(kept.get("customer")), kept, refusal.fields, status=422)
    place = "/tickets/new" if form.then == "more" else f"/tickets/{ticket.number}"
    await idempotency.once(principal, token, place=place)
    return see_other(place)


async def _intake(
    q: str, customer_id: UUID | None, values: dict[str, Any], errors: dict[str, str], *, status: int = 200
) -> Response[str]:
    customer = await _customer(customer_id) if customer_id else None
    may_add = current_principal().may("customer.edit")
    open_tickets = []
    if customer_id:
        wanted = queries.Wanted(unsettled=True, customer=customer_id)
        open_tickets = [views.row_view(one) for one in await queries.listed(wanted, most=MOST_OPEN, oldest_first=True)]
    return page(
        "tickets/new.html",
        status=status,
        here="tickets",
        q=q,
        found=await _found(q) if q else [],
        customer=customer,
        open_tickets=open_tickets,
        kinds=[(kind, words("kind")[kind]) for kind in OFFERED_KINDS],
        channels=[(channel, words("channel")[channel]) for channel in OFFERED_CHANNELS],
        values=values,
        errors=errors,
        new_customer_url=f"/customers/new?{urlencode({'name': q})}" if may_add else None,
    )


async def _found(q: str) -> list[Any]:
    hits = await search.find(q, kinds=["customer", "contact"], most=MOST_FOUND)
    found = await queries.callers([one.subject_id for one in hits])
    return [dict(one) | {"phone": phone_seen("customer", "phone", one["phone"])} for one in found]


async def _customer(customer_id: UUID) -> dict[str, Any]:
    found = await queries.caller(customer_id)
    people, products = await queries.people_of(customer_id), await queries.products_of(customer_id)
    return {
        "id": found["id"],
        "name": found["name"],
        "grade": found["grade"],
        "phone": phone_seen("customer", "phone", found["phone"]),
        "address": found["address"],
        "contacts": [
            (
                str(one["id"]),
                " ".join(filter(None, (one["name"], one["title"], phone_seen("contact", "mobile", one["phone"])))),
            )
            for one in people
        ],
        "products": [(str(one["id"]), " ".join(filter(None, (one["name"], one["version"])))) for one in products],
    }


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


HANDLERS = (new, similar, create)
