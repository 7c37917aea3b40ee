"""The home of a member, and live updates."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.params import FromPath

from desk.deadlines.routes.today import todays
from desk.foundation.asking import hooks
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import panels
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone
from desk.tickets import queries as tickets
from desk.tickets.routes.listing import wanted_of
from desk.tickets.views import row_view, with_dues
from desk.workspace import actions, queries

SHOWN = 8
SIX = 6
BOXES = {"mine": "mine", "unassigned": "unassigned", "team": "team", "waiting": "waiting"}


@get("/", name="workspace.home", opt=needs("workspace.enter"))
async def home() -> Response[str]:
    """My turn, unassigned, team, waiting; and the figures of today."""
    principal, zone = current_principal(), ZoneInfo(current_visit().tenant.zone)
    here = to_zone(now(), zone)
    since = datetime.combine(here.date(), time.min, zone)
    boxes = {name: await _box(view) for name, view in BOXES.items()} if principal.may("ticket.read") else _nothing()
    return page(
        "workspace/home.html",
        here="home",
        figures=await _figures(since),
        today=here,
        panels=panels.expected("home_panels", ""),
        promises=await todays() if principal.may("deadline.read") else None,
        **boxes,
    )


@get("/panels/{plugin:str}", name="workspace.panel", opt=needs("workspace.enter"))
async def panel(plugin: FromPath[str]) -> Response[str]:
    """A plugin's panel on the home."""
    return await panels.answer("home_panels", plugin, "", by=current_principal())


async def _box(view: str) -> dict[str, Any]:
    wanted = wanted_of(view, current_principal())
    if view == "mine":
        wanted = replace(wanted, turn="us")
    found = await tickets.listed(wanted, most=SHOWN, oldest_first=True)
    return {
        "tickets": await with_dues([row_view(one) for one in found]),
        "count": await tickets.counted(wanted),
        "url": f"/tickets?view={view}",
    }


def _nothing() -> dict[str, Any]:
    return {name: {"tickets": [], "count": 0, "url": "/tickets"} for name in BOXES}


async def _figures(since: datetime) -> list[dict[str, str]]:
    found = await queries.figures(current_principal().id, since)
    words = {
        "opened": gettext("Opened today"),
        "solved": gettext("Solved today"),
        "mine_solved": gettext("Solved by me today"),
        "urgent": gettext("Urgent and open"),
    }
    links = {"urgent": "/tickets?view=team&urgent=1", "solved": "/tickets?view=settled"}
    own = [
        {"value": str(found[name]), "label": word, "note": "", "url": links.get(name, "")}
        for name, word in words.items()
    ]
    added = await hooks().slot("home_figures", by=current_principal())
    more = [{"value": one.value, "label": one.label, "note": one.note, "url": one.url} for _, one in added]
    return (own + more)[:SIX]


@get("/work", name="workspace.failed_work", opt=needs("reaction.manage"))
async def failed_work() -> Response[str]:
    """What the platform couldn't finish by itself."""
    return page("workspace/failed_work.html", here="work", failed=await queries.failed_work())


@post("/work/{reaction_id:uuid}/retry", name="workspace.retry", status_code=200, opt=needs("reaction.manage"))
async def retry(reaction_id: FromPath[UUID]) -> Response[str]:
    """Try one of them again."""
    await actions.retry_work(reaction_id, by=current_principal())
    return see_other("/work")


HANDLERS = (home, panel, failed_work, retry)
