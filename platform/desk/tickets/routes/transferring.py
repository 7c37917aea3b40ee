"""Passing a ticket on to a colleague who accepts it or doesn't, as dialogs of the ticket's page."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.request import current_principal
from desk.tickets import actions
from desk.tickets.forms import ReasonForm, TransferForm, VersionForm
from desk.tickets.routes._dialog import in_dialog
from desk.tickets.routes._sheet import done
from desk.tickets.routes.listing import member_id


@post("/tickets/{number:int}/transfer", name="tickets.transfer", status_code=200, opt=needs("ticket.assign"))
async def transfer(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Ask a colleague to take it over."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, TransferForm)
        whom = member_id(form.member)
        await actions.transfer_ticket(number, whom, form.note, by=current_principal(), version=form.version)

    return await in_dialog("transfer", number, values, doing)


@post("/tickets/{number:int}/acceptance", name="tickets.acceptance", status_code=200, opt=needs("ticket.take"))
async def accept(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take over what one was asked to."""
    version = read_values(await typed(request), VersionForm).version
    return await done(number, actions.accept_ticket(number, by=current_principal(), version=version))


@post("/tickets/{number:int}/rejection", name="tickets.rejection", status_code=200, opt=needs("ticket.take"))
async def reject(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Give it back with a reason."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, ReasonForm)
        await actions.reject_ticket(number, form.reason, by=current_principal(), version=form.version)

    return await in_dialog("reject", number, values, doing)


HANDLERS = (transfer, accept, reject)
