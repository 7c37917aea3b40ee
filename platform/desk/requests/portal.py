"""What a customer sees of requests: what was arranged for them, in plain words."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.things import Tile
from desk.foundation.translation import gettext, ngettext
from desk.foundation.web.pages import page
from desk.foundation.web.paging import decode, encode
from desk.foundation.web.request import current_principal
from desk.requests import queries, views
from desk.requests.queries import Wanted

SIZE = 30


@get("/requests", name="portal.requests", opt=needs("matter.read"))
async def index(after: FromQuery[str | None] = None) -> Response[str]:
    """All that was arranged, the newest first."""
    key = decode(after, datetime, UUID) if after else None
    wanted = Wanted(undone=None, customer=current_principal().customer_id)
    found = await queries.listed(wanted, most=SIZE + 1, after=key)
    shown = found[:SIZE]
    more = encode(shown[-1]["opened_at"], shown[-1]["id"]) if len(found) > SIZE else ""
    return page(
        "requests/portal.html",
        here="home",
        requests=[views.portal_view(one) for one in shown],
        next_url=f"/requests?after={more}" if more else "",
    )


@get("/requests/{number:int}", name="portal.request", opt=needs("matter.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One of them."""
    found = await queries.sheet(number)
    return page("requests/portal_one.html", here="home", request=views.portal_view(found))


async def tiles(customer_id: UUID) -> list[Tile]:
    """How much is arranged, on the customer's home; nothing where nothing ever was."""
    if not await queries.counted(Wanted(undone=None, customer=customer_id), most=1):
        return []
    count = await queries.counted(Wanted(customer=customer_id))
    text = ngettext("%(num)d under way", "%(num)d under way", count) % {"num": count} if count else gettext("All done")
    return [Tile(gettext("Visits and other services"), text, "/requests", "truck")]


HANDLERS = (index, show)
