"""What of one's own is due today: the box of a member's home, and the count of the navigation."""

from dataclasses import replace
from typing import Any

from litestar import Response, get

from desk.deadlines import queries, views
from desk.deadlines.queries import Wanted
from desk.deadlines.routes.listing import READ, between, spans
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal
from desk.kit.time import now

TODAY = 6


@get("/promises/count", name="deadlines.count", opt=READ)
async def count() -> Response[str]:
    """How much of one's own is due today, for the navigation."""
    own = Wanted(member=current_principal().id)
    due = await queries.counted(replace(own, until=spans().today))
    late = await queries.counted(replace(own, until=now()), most=1)
    return fragment("deadlines/_count.html", count=due, hot=bool(late))


@get("/promises/today", name="deadlines.today", opt=READ)
async def today() -> Response[str]:
    """The box of today's promises on a member's home."""
    return fragment("deadlines/_today.html", **await todays())


async def todays() -> dict[str, Any]:
    """One's own promises of today, what is overdue first; and what one was told of others'."""
    by, borders = current_principal(), spans()
    own = Wanted(member=by.id)
    found = await queries.listed(replace(own, until=borders.today), most=TODAY)
    names = {"overdue": N_("overdue"), "hour": N_("within the hour"), "today": N_("later today")}
    figures = []
    for name, word in names.items():
        since, until = between(name)
        number = await queries.counted(replace(own, since=since, until=until))
        figures.append({"word": gettext(word), "count": number, "url": f"/promises?view=mine&due={name}", "name": name})
    alerts = [one for one in await queries.alerts_of(by.id, now(), most=20) if one["acknowledged_at"] is None]
    shown = {one["id"] for one in found}
    told = [one["deadline"] for one in alerts if one["deadline"] not in shown]
    return {
        "mine": await views.rows_of(found, by),
        "figures": figures,
        "told": await views.rows_of(await queries.some(list(dict.fromkeys(told))[:TODAY]), by),
    }


HANDLERS = (count, today)
