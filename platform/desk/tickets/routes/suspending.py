"""Suspending, calling back and promising a reply, each as a dialog of the ticket's page."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.request import current_principal
from desk.tickets import actions
from desk.tickets.forms import CallbackForm, PromiseForm, SuspensionForm
from desk.tickets.routes._dialog import in_dialog, moment_of


@post("/tickets/{number:int}/suspension", name="tickets.suspension", status_code=200, opt=needs("ticket.hold"))
async def suspend(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Hang up to look into it; the customer is called back."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, SuspensionForm)
        whom = actions.Callback(form.name, form.phone, form.extension)
        until = moment_of(form.until)
        await actions.suspend_ticket(number, whom, by=current_principal(), until=until, version=form.version)

    return await in_dialog("suspend", number, values, doing)


@post("/tickets/{number:int}/callbacks", name="tickets.callbacks", status_code=200, opt=needs("ticket.hold"))
async def call_back(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The customer was called; a new time may be promised."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, CallbackForm)
        until = moment_of(form.until)
        await actions.call_back(number, form.note, by=current_principal(), until=until, version=form.version)

    return await in_dialog("call-back", number, values, doing)


@post("/tickets/{number:int}/promise", name="tickets.promise", status_code=200, opt=needs("ticket.reply"))
async def promise(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Promise the customer a reply until a moment."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, PromiseForm)
        until = moment_of(form.until)
        assert until is not None
        await actions.promise_reply(number, until, by=current_principal(), version=form.version)

    return await in_dialog("promise", number, values, doing)


HANDLERS = (suspend, call_back, promise)
