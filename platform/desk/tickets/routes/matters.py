"""The page of a ticket, its regions, and what is written into it."""

from datetime import timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.drafts import queries as drafts
from desk.drafts.actions import watch
from desk.foundation.errors import Invalid, Refusal
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency, panels
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.tickets import actions, queries
from desk.tickets.actions._moving import thing
from desk.tickets.forms import EntryForm
from desk.tickets.routes._sheet import changed, parts, refused, whole_page
from desk.tickets.states import Audience

THERE, WRITES = timedelta(seconds=50), timedelta(minutes=1)
"""How long ago somebody asked who still has it open, or typed who still writes."""


@get("/tickets/{number:int}", name="tickets.show", opt=needs("ticket.read"))
async def show(number: FromPath[int], shown: FromQuery[str] = "all", whole: FromQuery[str] = "") -> Response[str]:
    """One ticket with everything that happened."""
    return await whole_page(number, shown=shown, whole=bool(whole))


@get("/tickets/{number:int}/timeline", name="tickets.timeline", opt=needs("ticket.read"))
async def timeline(number: FromPath[int], shown: FromQuery[str] = "all", whole: FromQuery[str] = "") -> Response[str]:
    """What happened, as a region of the page."""
    return fragment("tickets/_timeline.html", **await parts(number, shown=shown, whole=bool(whole)))


@get("/tickets/{number:int}/status", name="tickets.status", opt=needs("ticket.read"))
async def status(number: FromPath[int]) -> Response[str]:
    """Whose turn it is and what may be done, as regions of the page."""
    return fragment("tickets/_now.html", **await parts(number))


@get("/tickets/{number:int}/watching", name="tickets.watching", opt=needs("ticket.read"))
async def watching(number: FromPath[int]) -> Response[str]:
    """Which colleagues have it open or write in it; and that whoever asks has, too."""
    principal, place, at = current_principal(), f"ticket-{number}", now()
    await queries.ticket(number)
    await watch(place, by=principal)
    forms = [f"{place}-{audience}" for audience in Audience]
    writing = sorted(await drafts.writers_at(forms, principal.id, at - WRITES))
    there = await drafts.others_at(place, principal.id, at - THERE)
    reading = [name for name in there if name not in writing]
    return fragment("tickets/_watching.html", writing=writing, reading=reading)


@get("/tickets/{number:int}/panels/{plugin:str}", name="tickets.panel", opt=needs("ticket.read"))
async def panel(number: FromPath[int], plugin: FromPath[str]) -> Response[str]:
    """A plugin's panel beside the ticket."""
    ticket = thing(await queries.ticket(number))
    return await panels.answer("ticket_panels", plugin, f"/tickets/{number}", ticket=ticket)


@post("/tickets/{number:int}/entries", name="tickets.entries", status_code=200, opt=needs("ticket.note", upload=True))
async def write(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """A note or a reply, with files."""
    values = await typed(request)
    principal, token = current_principal(), idempotency.token_of(values)
    try:
        form = read_values(values, EntryForm)
        if await idempotency.once(principal, token):
            return await changed(number)
        entry = actions.NewEntry(form.body, Audience(form.audience), wait=form.then == "wait")
        await actions.write_entry(number, entry, by=principal, uploads=files(values, "files"))
    except Refusal as refusal:
        return await _refused_entry(number, values, refusal)
    await idempotency.once(principal, token, place=f"/tickets/{number}")
    return await changed(number)


async def _refused_entry(number: int, values: dict[str, Any], refusal: Refusal) -> Response[str]:
    """The same composer with what was typed and what is wrong with it; another refusal stands above it."""
    if refusal.status == 409 and current_visit().is_fragment:
        return await refused(number, refusal)
    if refusal.status != 422:
        raise refusal
    kept = {"body": str(values.get("body", ""))}
    errors = refusal.fields if isinstance(refusal, Invalid) else {"body": str(refusal)}
    more: dict[str, Any] = {"errors": errors, "audience": str(values.get("audience", "team"))}
    if current_visit().is_fragment:
        context = await parts(number) | {"values": kept} | more
        return fragment("tickets/_composer.html", status=422, **context)
    return await whole_page(number, status=422, values=kept, **more)


HANDLERS = (show, timeline, status, watching, panel, write)
