"""The page of a ticket, and every action on it as a noun that is posted or deleted."""

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.asking import hooks
from desk.foundation.errors import Invalid
from desk.foundation.hooks import title
from desk.foundation.permissions import needs
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency, panels
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.tickets import actions, moves, queries, views
from desk.tickets.actions._moving import thing
from desk.tickets.forms import AssignmentForm, EntryForm, ReasonForm, SolutionForm, VersionForm
from desk.tickets.routes.listing import assignable, member_id
from desk.tickets.states import Audience


@get("/tickets/{number:int}", name="tickets.show", opt=needs("ticket.read"))
async def show(number: FromPath[int], shown: FromQuery[str] = "all", whole: FromQuery[str] = "") -> Response[str]:
    """One ticket with everything that happened."""
    return await _show(number, shown=shown, whole=bool(whole))


@get("/tickets/{number:int}/timeline", name="tickets.timeline", opt=needs("ticket.read"))
async def timeline(number: FromPath[int], shown: FromQuery[str] = "all", whole: FromQuery[str] = "") -> Response[str]:
    """What happened, as a region of the page."""
    return fragment("tickets/_timeline.html", **await _page(number, shown=shown, whole=bool(whole)))


@get("/tickets/{number:int}/status", name="tickets.status", opt=needs("ticket.read"))
async def status(number: FromPath[int]) -> Response[str]:
    """Whose turn it is, as a region of the page."""
    return fragment("tickets/_status.html", **await _page(number))


@get("/tickets/{number:int}/panels/{plugin:str}", name="tickets.panel", opt=needs("ticket.read"))
async def panel(number: FromPath[int], plugin: FromPath[str]) -> Response[str]:
    """A plugin's panel beside the ticket."""
    ticket = thing(await queries.ticket(number))
    return await panels.answer("ticket_panels", plugin, f"/tickets/{number}", ticket=ticket)


@post("/tickets/{number:int}/entries", name="tickets.entries", status_code=200, opt=needs("ticket.note", upload=True))
async def write(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """A note or a reply, with files."""
    values = await typed(request)
    principal = current_principal()
    token = str(values.get("once", ""))
    try:
        form = read_values(values, EntryForm)
        if not form.body and not files(values, "files"):
            raise Invalid({"body": gettext("Please write something first.")})
        if token and await idempotency.once(principal, token):
            return await _changed(number)
        entry = actions.NewEntry(form.body, Audience(form.audience), wait=form.then == "wait")
        await actions.write_entry(number, entry, by=principal, uploads=files(values, "files"))
    except Invalid as refusal:
        return await _refused_entry(number, values, refusal)
    if token:
        await idempotency.once(principal, token, place=f"/tickets/{number}")
    return await _changed(number)


async def _refused_entry(number: int, values: dict[str, Any], refusal: Invalid) -> Response[str]:
    kept = {"body": str(values.get("body", ""))}
    audience = str(values.get("audience", "team"))
    if current_visit().is_fragment:
        context = await _page(number) | {"values": kept, "errors": refusal.fields, "audience": audience}
        return fragment("tickets/_composer.html", status=422, **context)
    return await _show(number, status=422, kept=kept, errors=refusal.fields, audience=audience)


@post("/tickets/{number:int}/assignment", name="tickets.assignment", status_code=200, opt=needs("ticket.take"))
async def assign(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take it oneself (``member=me``) or give it to a colleague."""
    form = read_values(await typed(request), AssignmentForm)
    principal = current_principal()
    if form.member in ("me", str(principal.id)):
        await actions.take_ticket(number, by=principal, version=form.version)
    else:
        await actions.assign_ticket(number, member_id(form.member), by=principal, version=form.version)
    return await _changed(number)


@post("/tickets/{number:int}/hold", name="tickets.hold", status_code=200, opt=needs("ticket.hold"))
async def hold(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Put it on hold; posted with ``_method=DELETE`` it goes on."""
    values = await typed(request)
    act = actions.resume_ticket if _means_delete(values) else actions.hold_ticket
    await act(number, by=current_principal(), version=read_values(values, VersionForm).version)
    return await _changed(number)


@delete("/tickets/{number:int}/hold", name="tickets.resume", status_code=200, opt=needs("ticket.hold"))
async def resume(number: FromPath[int], version: FromQuery[int | None] = None) -> Response[str]:
    """Go on with it."""
    await actions.resume_ticket(number, by=current_principal(), version=version)
    return await _changed(number)


@post("/tickets/{number:int}/solution", name="tickets.solution", status_code=200, opt=needs("ticket.solve"))
async def solve(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Settle it with its solution; posted with ``_method=DELETE`` and a reason it isn't solved after all."""
    values = await typed(request)
    if _means_delete(values):
        form = read_values(values, ReasonForm)
        await actions.mark_not_solved(number, form.reason, by=current_principal(), version=form.version)
        return await _changed(number)
    try:
        found = read_values(values, SolutionForm)
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items()}
        if current_visit().is_fragment:
            context = await _page(number) | {"values": kept, "errors": refusal.fields}
            return fragment("tickets/_solve.html", status=422, **context)
        return await _show(number, status=422, kept=kept, errors=refusal.fields)
    solution = actions.Solution(
        found.symptom, found.cause, found.solution, found.steps, found.prevention, found.solution_2
    )
    await actions.solve_ticket(number, solution, by=current_principal(), version=found.version)
    return await _changed(number)


@delete("/tickets/{number:int}/solution", name="tickets.not_solved", status_code=200, opt=needs("ticket.reopen"))
async def not_solved(
    number: FromPath[int], reason: FromQuery[str] = "", version: FromQuery[int | None] = None
) -> Response[str]:
    """The customer says that it isn't solved."""
    form = read_values({"reason": reason}, ReasonForm)
    await actions.mark_not_solved(number, form.reason, by=current_principal(), version=version)
    return await _changed(number)


@post("/tickets/{number:int}/closure", name="tickets.closure", status_code=200, opt=needs("ticket.close"))
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Close it for the customer; posted with ``_method=DELETE`` it opens again."""
    values = await typed(request)
    act = actions.reopen_ticket if _means_delete(values) else actions.close_ticket
    await act(number, by=current_principal(), version=read_values(values, VersionForm).version)
    return await _changed(number)


@delete("/tickets/{number:int}/closure", name="tickets.reopen", status_code=200, opt=needs("ticket.reopen"))
async def reopen(number: FromPath[int], version: FromQuery[int | None] = None) -> Response[str]:
    """Open it again."""
    await actions.reopen_ticket(number, by=current_principal(), version=version)
    return await _changed(number)


def _means_delete(values: dict[str, Any]) -> bool:
    return values.get("_method") == "DELETE"


async def _changed(number: int) -> Response[str]:
    if current_visit().is_fragment:
        return fragment("tickets/_changed.html", **await _page(number))
    return see_other(f"/tickets/{number}")


async def _show(
    number: int,
    *,
    status: int = 200,
    shown: str = "all",
    whole: bool = False,
    kept: dict[str, str] | None = None,
    **more: Any,
) -> Response[str]:
    context = await _page(number, shown=shown, whole=whole)
    context["values"] |= kept or {}
    ticket = thing(await queries.ticket(number))
    context |= {
        "members": await assignable(),
        "panels": panels.expected("ticket_panels", f"/tickets/{number}"),
        "menu_links": [
            {"label": link.label, "url": link.url, "icon": link.icon, "plugin": title(slug)}
            for slug, link in await hooks().slot("ticket_links", ticket=ticket)
        ],
    } | more
    return page("tickets/show.html", status=status, here="tickets", **context)


async def _page(number: int, *, shown: str = "all", whole: bool = False) -> dict[str, Any]:
    principal: Principal = current_principal()
    found = await queries.sheet(number)
    may, reasons = views.possible(found, principal, moves.OFFERED)
    items = await views.timeline(
        await queries.entries(found["id"]),
        await queries.facts(found["id"]),
        reader=principal.name,
        zone=current_visit().tenant.zone,
        whose=found["contact_name"] or found["customer_name"],
        shown=shown,
    )
    items, older = views.folded(items, whole=whole)
    start = {name: found[name] for name in ("symptom", "cause", "solution", "solution_2", "steps", "prevention")}
    start["symptom"] = start["symptom"] or found["subject"]
    start["solution"] = start["solution"] or await queries.last_reply(found["id"])
    return {
        "ticket": views.sheet_view(found),
        "may": may,
        "reasons": reasons,
        "items": items,
        "older": older,
        "shown": shown if shown in ("all", "customer", "facts") else "all",
        "whole": whole,
        "values": start,
        "errors": {},
        "others_open": await queries.others_open(found["customer"], number),
    }


HANDLERS = (*(show, panel, timeline, status, write, assign, hold, resume, solve, not_solved, close, reopen),)
