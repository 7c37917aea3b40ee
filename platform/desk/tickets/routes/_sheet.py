"""What the page of a ticket needs, whole or in parts, and how an action answers."""

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from litestar import Response

from desk.deadlines import queries as deadlines
from desk.deadlines import views as due_views
from desk.documents.views import printable
from desk.foundation.asking import hooks
from desk.foundation.errors import Invalid, Refusal, Stale
from desk.foundation.hooks import title
from desk.foundation.translation import gettext
from desk.foundation.web import panels
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.signatures.views import signable
from desk.tickets import moves, queries, views
from desk.tickets.actions._moving import thing
from desk.tickets.routes.many import assignable

SHOWN = ("all", "customer", "facts")


async def whole_page(
    number: int, *, status: int = 200, shown: str = "all", whole: bool = False, **more: Any
) -> Response[str]:
    """The page of a ticket. ``more`` goes over what the page would say by itself, such as typed values."""
    context = await parts(number, shown=shown, whole=whole)
    ticket = thing(await queries.ticket(number))
    context |= {
        "members": await assignable(),
        "panels": panels.expected("ticket_panels", f"/tickets/{number}"),
        "menu_links": [
            {"label": link.label, "url": link.url, "icon": link.icon, "plugin": title(slug)}
            for slug, link in await hooks().slot("ticket_links", ticket=ticket)
        ],
    }
    more["values"] = context["values"] | more.get("values", {})
    return page("tickets/show.html", status=status, here="tickets", **(context | more))


async def parts(number: int, *, shown: str = "all", whole: bool = False) -> dict[str, Any]:
    """What the regions of the page need, each of which may be asked for alone."""
    principal, found = current_principal(), await queries.sheet(number)
    may, reasons = views.possible(found, principal, moves.OFFERED)
    items = await views.timeline(
        await queries.entries(found["id"]),
        await queries.facts(found["id"]),
        reader=principal,
        caller=(found["contact"], found["contact_name"] or found["customer_name"]),
        zone=current_visit().tenant.zone,
        shown=shown,
    )
    items, older = views.folded(items, whole=whole)
    start = {name: found[name] for name in ("symptom", "cause", "solution", "solution_2", "steps", "prevention")}
    start["symptom"] = start["symptom"] or found["subject"]
    start |= {
        "until": "",
        "note": "",
        "member": "",
        "members": [],
        "reason": "",
        "question": "",
        "told": "",
        "visit_at": "",
        **views.whom_to_call(found),
    }
    consultation = await queries.open_consultation(found["id"])
    last_reply = await queries.last_reply(found["id"])
    start["solution"] = start["solution"] or last_reply
    return {
        "ticket": views.sheet_view(found) | {"dues": await dues(found["id"]), "consultation": consultation},
        "may": may,
        "reasons": reasons,
        "items": items,
        "older": older,
        "shown": shown if shown in SHOWN else "all",
        "whole": whole,
        "values": start,
        "last_reply": last_reply,
        "errors": {},
        "prints": printable("ticket", found["id"], principal) + signable("ticket", found["id"], principal),
        "others_open": await queries.others_open(found["customer"], number),
    }


async def dues(ticket_id: UUID) -> list[dict[str, Any]]:
    """What of the ticket falls due, the next one first; waiting for silence isn't our promise."""
    found = await deadlines.open_of("ticket", ticket_id)
    return [due_views.due_view(one) for one in found if one["turn"] == "us" or one["due_at"] is None]


async def changed(number: int) -> Response[str]:
    """What an action changed: the regions of the page, or without script the page itself."""
    if current_visit().is_fragment:
        return fragment("tickets/_changed.html", **await parts(number))
    return see_other(f"/tickets/{number}")


async def done(number: int, doing: Awaitable[Any]) -> Response[str]:
    """Do it, and answer what changed. A refusal comes with the page as it is now, so that one can go on from there."""
    try:
        await doing
    except Refusal as refusal:
        if not current_visit().is_fragment or refusal.status not in (409, 422):
            raise
        return await refused(number, refusal)
    return await changed(number)


async def refused(number: int, refusal: Refusal) -> Response[str]:
    """A refusal into the slot of the action, and the regions as they are now."""
    sentence = " ".join(refusal.fields.values()) if isinstance(refusal, Invalid) else str(refusal)
    way_out = gettext(refusal.way_out) if refusal.way_out else ""
    return fragment(
        "tickets/_refused.html",
        status=refusal.status,
        sentence=sentence,
        way_out=way_out,
        stale=isinstance(refusal, Stale),
        **await parts(number),
    )
