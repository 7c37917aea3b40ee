"""The search of the workspace: what the palette shows while one types, and the same as a page."""

from litestar import Response, get
from litestar.params import FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.pages import fragment, page
from desk.foundation.web.request import current_principal, current_visit
from desk.search import kinds, queries

IN_PALETTE = 10
ON_PAGE = 50


@get("/search", name="search.find", opt=needs("search.use"))
async def find(q: FromQuery[str] = "") -> Response[str]:
    """What fits the text, in groups, to whoever may read it."""
    palette = current_visit().is_fragment
    readable = {one.name: one for one in kinds.readable(current_principal())}
    found = await queries.find(q, kinds=readable, most=IN_PALETTE if palette else ON_PAGE)
    groups = [
        (gettext(readable[name].label), readable[name].icon, hits)
        for name, hits in queries.grouped(found, list(readable))
    ]
    if palette:
        return fragment("search/_found.html", groups=groups)
    return page("search/show.html", q=q, groups=groups)


WORKSPACE = (find,)
