"""Tickets for programs: ``/api/v1/tickets``, by id or number."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.web.api import read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.tickets import actions, queries
from desk.tickets.forms import ApiAssignment, ApiEntry, ApiSolution, ApiTicket
from desk.tickets.states import Audience, Channel, Kind, Status


@get("/tickets", name="api.tickets.index", opt=needs("ticket.read"))
async def index(
    limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None, status: FromQuery[str | None] = None
) -> dict[str, Any]:
    """The newest first; ``status`` narrows."""
    if status is not None and status not in list(Status):
        raise Unacceptable
    wanted = queries.Wanted(status=status)
    size, key = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(wanted, most=size + 1, oldest_first=False, after=key)
    found = page_of(rows, size, lambda one: (one["opened_at"], one["id"]))
    return {"items": [_row(one) for one in found.items], "next": found.next}


@post("/tickets", name="api.tickets.create", opt=needs("ticket.open"))
async def create(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Open a ticket; answers with its id and number."""
    form = await read_json(request, ApiTicket)
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
        by=current_principal(),
    )
    return {"id": ticket.id, "number": ticket.number, "status": ticket.status, "version": ticket.version}


@get("/tickets/{reference:str}", name="api.tickets.show", opt=needs("ticket.read"))
async def show(reference: FromPath[str]) -> dict[str, Any]:
    """One ticket with all its fields."""
    return _sheet(await queries.sheet(await queries.number_of(reference)))


@get("/tickets/{reference:str}/entries", name="api.tickets.entries", opt=needs("ticket.read"))
async def entries(reference: FromPath[str]) -> dict[str, Any]:
    """What was written in a ticket, oldest first."""
    found = await queries.sheet(await queries.number_of(reference))
    return {"items": [_entry(one) for one in await queries.entries(found["id"])], "next": None}


@post("/tickets/{reference:str}/entries", name="api.tickets.write", opt=needs("ticket.note"))
async def write(request: Request[Any, Any, Any], reference: FromPath[str]) -> dict[str, Any]:
    """Write a note for the team or a reply to the customer."""
    form = await read_json(request, ApiEntry)
    entry = await actions.write_entry(
        await queries.number_of(reference),
        actions.NewEntry(form.body, Audience(form.audience), wait=form.wait),
        by=current_principal(),
    )
    return {"id": entry.id, "audience": entry.audience, "side": entry.side, "body": entry.body, "at": entry.at}


@put("/tickets/{reference:str}/assignment", name="api.tickets.assignment", opt=needs("ticket.assign"))
async def assign(request: Request[Any, Any, Any], reference: FromPath[str]) -> dict[str, Any]:
    """Give a ticket to a member."""
    form = await read_json(request, ApiAssignment)
    number = await queries.number_of(reference)
    await actions.assign_ticket(number, form.member, by=current_principal(), version=form.version)
    return _sheet(await queries.sheet(number))


@put("/tickets/{reference:str}/solution", name="api.tickets.solution", opt=needs("ticket.solve"))
async def solve(request: Request[Any, Any, Any], reference: FromPath[str]) -> dict[str, Any]:
    """Settle a ticket with its solution."""
    form = await read_json(request, ApiSolution)
    number = await queries.number_of(reference)
    found = actions.Solution(form.symptom, form.cause, form.solution, form.steps, form.prevention, form.solution_2)
    await actions.solve_ticket(number, found, by=current_principal(), version=form.version)
    return _sheet(await queries.sheet(number))


@put("/tickets/{reference:str}/closure", name="api.tickets.closure", opt=needs("ticket.close"))
async def close(reference: FromPath[str]) -> dict[str, Any]:
    """Close a solved ticket for the customer."""
    number = await queries.number_of(reference)
    await actions.close_ticket(number, by=current_principal())
    return _sheet(await queries.sheet(number))


def _row(one: Any) -> dict[str, Any]:
    return {
        "id": one["id"],
        "number": one["number"],
        "subject": one["subject"],
        "status": one["status"],
        "turn": one["turn"],
        "channel": one["channel"],
        "kind": one["kind"],
        "urgent": one["urgent"],
        "customer": {"id": one["customer_id"], "name": one["customer_name"]},
        "assignee": {"id": one["assignee_id"], "name": one["assignee_name"]} if one["assignee_id"] else None,
        "opened_at": one["opened_at"],
        "changed_at": one["changed_at"],
    }


_PLAIN = (
    *("id", "number", "subject", "status", "turn", "channel", "kind", "urgent", "symptom", "cause", "solution"),
    *("solution_2", "steps", "prevention", "unsolved_reason", "opened_at", "changed_at", "solved_at", "closed_at"),
    *("reopenings", "version"),
)


def _sheet(one: Any) -> dict[str, Any]:
    found = {name: one[name] for name in _PLAIN}
    found["customer"] = {"id": one["customer"], "name": one["customer_name"]}
    for role in ("contact", "assignee", "first_responder"):
        found[role] = {"id": one[role], "name": one[f"{role}_name"]} if one[role] else None
    return found


def _entry(one: Any) -> dict[str, Any]:
    plain = {name: one[name] for name in ("id", "audience", "side", "body", "channel", "at")}
    return plain | {"author": {"kind": one["author_kind"], "id": one["author_id"], "name": one["author_name"]}}


HANDLERS = (index, create, show, entries, write, assign, solve, close)
