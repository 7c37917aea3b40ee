"""What a ticket has to do with others and with people: mergers, links, followers, time; refusals and the lock."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_A_NUMBER, read_form, read_values, typed
from desk.foundation.web.pages import fragment, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.tickets import actions, queries
from desk.tickets.forms import AuthorisationForm, LinkForm, MergerForm, ReasonForm, TimeForm, VersionForm
from desk.tickets.routes._dialog import in_dialog
from desk.tickets.routes._sheet import done
from desk.tickets.views import ties_view

ONE = "/tickets/{number:int}"
NOTE = needs("ticket.note")


@get(f"{ONE}/ties", name="tickets.ties", opt=needs("ticket.read"))
async def ties(number: FromPath[int]) -> Response[str]:
    """The region beside the ticket."""
    return await _ties(number)


@post(f"{ONE}/merger", name="tickets.merger", status_code=200, opt=needs("ticket.assign"))
async def merge(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Let it go into another; posted with ``_method=DELETE``, take it out again."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        version = read_values(values, VersionForm).version
        return await done(number, actions.part_ticket(number, by=by, version=version))

    async def doing() -> None:
        form = read_values(values, MergerForm)
        await actions.merge_ticket(number, _number(form.into, "into"), by=by, version=form.version)

    return await in_dialog("merge", number, values, doing)


@post(f"{ONE}/refusal", name="tickets.refusal", status_code=200, opt=needs("ticket.close"))
async def refuse(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """End it without service."""
    values = await typed(request)

    async def doing() -> None:
        form = read_values(values, ReasonForm)
        await actions.refuse_service(number, form.reason, by=current_principal(), version=form.version)

    return await in_dialog("refuse-service", number, values, doing)


@post(f"{ONE}/authorisation", name="tickets.authorisation", status_code=200, opt=needs("ticket.solve"))
async def authorise(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Say which file is the customer's authorisation."""
    form = await read_form(request, AuthorisationForm)
    await actions.authorise(number, form.file, by=current_principal())
    return see_other(f"/tickets/{number}")


@post(f"{ONE}/links", name="tickets.link", status_code=200, opt=NOTE)
async def link(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Link it with another; posted with ``_method=DELETE``, no more."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, LinkForm)
        other = _number(form.other, "other")
        if values.get("_method") == "DELETE":
            await actions.unlink_tickets(number, other, by=by)
        else:
            await actions.link_tickets(number, other, form.kind, by=by)
    except Invalid as refusal:
        return await _ties(number, values=values, errors=refusal.fields, status=422)
    return await _ties(number)


@post(f"{ONE}/following", name="tickets.follow", status_code=200, opt=needs("ticket.read"))
async def follow(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Follow it; posted with ``_method=DELETE``, no more."""
    away = (await typed(request)).get("_method") == "DELETE"
    await (actions.unfollow_ticket if away else actions.follow_ticket)(number, by=current_principal())
    return await _ties(number)


@post(f"{ONE}/time", name="tickets.time", status_code=200, opt=NOTE)
async def spend(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Note the time that it took."""
    values = await typed(request)
    try:
        form = read_values(values, TimeForm)
        await actions.note_time(number, form.minutes, form.note, form.day, by=current_principal())
    except Invalid as refusal:
        return await _ties(number, values=values, errors=refusal.fields, status=422)
    return await _ties(number)


async def _ties(
    number: int, *, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None, status: int = 200
) -> Response[str]:
    if not current_visit().is_fragment and status == 200 and current_visit().scope["method"] == "POST":
        return see_other(f"/tickets/{number}")
    ticket = await queries.ticket(number)
    context = await ties_view(ticket, current_principal())
    kept = {name: str(value) for name, value in (values or {}).items()}
    return fragment("tickets/_ties.html", status=status, number=number, values=kept, errors=errors or {}, **context)


def _number(said: str, field: str) -> int:
    """A ticket's number as people write it: 1024 or #1024. Raises ``Invalid``."""
    plain = said.strip().lstrip("#＃")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise Invalid({field: gettext(NOT_A_NUMBER)})
    return int(plain)


HANDLERS = (ties, merge, refuse, authorise, link, follow, spend)
