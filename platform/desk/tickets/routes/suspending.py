"""Suspending, calling back and promising a reply, each as a dialog of the ticket's page."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid, Refusal, Stale
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal, current_visit
from desk.tickets import actions
from desk.tickets.forms import CallbackForm, PromiseForm, SuspensionForm
from desk.tickets.routes._sheet import changed, parts, refused, whole_page

NO_MOMENT = N_("Please enter a day and a time.")


@post("/tickets/{number:int}/suspension", name="tickets.suspension", status_code=200, opt=needs("ticket.hold"))
async def suspend(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Hang up to look into it; the customer is called back."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, SuspensionForm)
        whom = actions.Callback(form.name, form.phone, form.extension)
        until = moment_of(form.until)
        await actions.suspend_ticket(number, whom, by=current_principal(), until=until, version=form.version)

    return await _in_dialog("suspend", number, values, doing)


@post("/tickets/{number:int}/callbacks", name="tickets.callbacks", status_code=200, opt=needs("ticket.hold"))
async def call_back(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The customer was called; a new time may be promised."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, CallbackForm)
        until = moment_of(form.until)
        await actions.call_back(number, form.note, by=current_principal(), until=until, version=form.version)

    return await _in_dialog("call-back", number, values, doing)


@post("/tickets/{number:int}/promise", name="tickets.promise", status_code=200, opt=needs("ticket.reply"))
async def promise(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Promise the customer a reply until a moment."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, PromiseForm)
        until = moment_of(form.until)
        assert until is not None
        await actions.promise_reply(number, until, by=current_principal(), version=form.version)

    return await _in_dialog("promise", number, values, doing)


def moment_of(text: str) -> datetime | None:
    """A moment from a browser's field, on the tenant's clock. Raises ``Invalid``."""
    if not text:
        return None
    try:
        said = datetime.fromisoformat(text)
        return said if said.tzinfo else said.replace(tzinfo=ZoneInfo(current_visit().tenant.zone))
    except ValueError:
        raise Invalid({"until": gettext(NO_MOMENT)}) from None


async def _in_dialog(
    name: str, number: int, values: dict[str, Any], doing: Callable[[], Awaitable[None]]
) -> Response[str]:
    """Do it and answer what changed; a form with faults comes again with what was typed."""
    kept = {key: str(value) for key, value in values.items()}
    try:
        await doing()
    except Invalid as refusal:
        if current_visit().is_fragment:
            context = await parts(number) | {"values": kept, "errors": refusal.fields}
            return fragment(f"tickets/_{name.replace('-', '_')}.html", status=422, **context)
        return await whole_page(number, status=422, values=kept, errors=refusal.fields, opened=name)
    except Refusal as refusal:
        if current_visit().is_fragment and refusal.status == 409:
            return await refused(number, refusal)
        if not isinstance(refusal, Stale):
            raise
        return await whole_page(number, status=409, values=kept, conflict=str(refusal), opened=name)
    return await changed(number)


HANDLERS = (suspend, call_back, promise)
