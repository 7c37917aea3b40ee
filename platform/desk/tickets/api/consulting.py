"""Consultations and services for programs."""

from typing import Any

from litestar import Request, post, put
from litestar.params import FromPath

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import read_json, version_seen
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, looked_at, one_ticket, zoned
from desk.tickets.forms import ApiConsultation, ApiOutcome, VersionForm


@put(
    f"{ONE}/consultation",
    name="api.tickets.consultation",
    opt=needs("ticket.assign", says=N_("Call colleagues together over it."), versioned=True, body=ApiConsultation),
)
async def call(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Call colleagues together over it."""
    form, number = await read_json(request, ApiConsultation), await queries.number_of(reference)
    version = version_seen(form.version)
    await actions.call_consultation(number, form.members, form.question, by=current_principal(), version=version)
    return await one_ticket(number)


@post(
    f"{ONE}/consultation/result",
    name="api.tickets.conclusion",
    status_code=200,
    opt=needs(
        "ticket.assign", says=N_("Tell the customer what came of the consultation."), versioned=True, body=ApiOutcome
    ),
)
async def conclude(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Tell the customer what came of the consultation; with a time, a visit is asked for."""
    form, number = await read_json(request, ApiOutcome), await queries.number_of(reference)
    outcome = actions.Outcome(form.told, zoned(form.visit_at, "visit_at"))
    await actions.conclude(number, outcome, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@post(
    f"{ONE}/return",
    name="api.tickets.return",
    status_code=200,
    opt=needs("ticket.take", says=N_("Go on with it before the service is over."), versioned=True, body=VersionForm),
)
async def take_back(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Go on with it before the service that was asked for is over."""
    number, version = await looked_at(request, reference)
    await actions.take_back(number, by=current_principal(), version=version)
    return await one_ticket(number)


HANDLERS = (call, conclude, take_back)
