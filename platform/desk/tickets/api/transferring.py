"""Passing a ticket on for programs: asking a colleague, and what they answer."""

from typing import Any

from litestar import Request, post, put
from litestar.params import FromPath

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import read_json, version_seen
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, looked_at, one_ticket
from desk.tickets.forms import ApiTransfer, ReasonForm, VersionForm


@put(
    f"{ONE}/transfer",
    name="api.tickets.transfer",
    opt=needs("ticket.assign", says=N_("Ask a colleague to take it over."), versioned=True, body=ApiTransfer),
)
async def transfer(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Ask a colleague to take it over; it stays where it is until they accept."""
    form, number = await read_json(request, ApiTransfer), await queries.number_of(reference)
    version = version_seen(form.version)
    await actions.transfer_ticket(number, form.member, form.note, by=current_principal(), version=version)
    return await one_ticket(number)


@put(
    f"{ONE}/acceptance",
    name="api.tickets.acceptance",
    opt=needs(
        "ticket.take", says=N_("Accept a ticket that one was asked to take over."), versioned=True, body=VersionForm
    ),
)
async def accept(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Accept a ticket that one was asked to take over."""
    number, version = await looked_at(request, reference)
    await actions.accept_ticket(number, by=current_principal(), version=version)
    return await one_ticket(number)


@post(
    f"{ONE}/rejection",
    name="api.tickets.rejection",
    status_code=200,
    opt=needs("ticket.take", says=N_("Give a transferred ticket back with a reason."), versioned=True, body=ReasonForm),
)
async def reject(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Give a transferred ticket back with a reason."""
    form, number = await read_json(request, ReasonForm), await queries.number_of(reference)
    await actions.reject_ticket(number, form.reason, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


HANDLERS = (transfer, accept, reject)
