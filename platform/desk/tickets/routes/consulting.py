"""Calling colleagues together, and telling the customer what came of it, as dialogs of the ticket's page."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.request import current_principal
from desk.tickets import actions
from desk.tickets.forms import ConsultationForm, OutcomeForm, VersionForm
from desk.tickets.routes._dialog import in_dialog, moment_of
from desk.tickets.routes._sheet import done
from desk.tickets.routes.listing import member_id


@post("/tickets/{number:int}/consultation", name="tickets.consultation", status_code=200, opt=needs("ticket.assign"))
async def call(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Call colleagues together over it."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, ConsultationForm)
        members = [member_id(one) for one in form.members]
        await actions.call_consultation(number, members, form.question, by=current_principal(), version=form.version)

    return await in_dialog("consult", number, values, doing)


@post(
    "/tickets/{number:int}/consultation/result", name="tickets.conclusion", status_code=200, opt=needs("ticket.assign")
)
async def conclude(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Tell the customer what came of it."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, OutcomeForm)
        outcome = actions.Outcome(form.told, moment_of(form.visit_at, "visit_at"))
        await actions.conclude(number, outcome, by=current_principal(), version=form.version)

    return await in_dialog("conclude", number, values, doing)


@post("/tickets/{number:int}/return", name="tickets.return", status_code=200, opt=needs("ticket.take"))
async def take_back(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Go on with it oneself, before the service that was asked for is over."""
    version = read_values(await typed(request), VersionForm).version
    return await done(number, actions.take_back(number, by=current_principal(), version=version))


HANDLERS = (call, conclude, take_back)
