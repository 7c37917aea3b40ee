"""A partner's own scorecard: what headquarters sees of it, and the average that nobody is named in."""

from litestar import Response, get

from desk.foundation.permissions import needs
from desk.foundation.web.pages import page
from desk.headquarters import queries, views
from desk.settings import settings


@get("/scorecard", name="headquarters.own_scorecard", opt=needs("figure.read"))
async def own() -> Response[str]:
    """The months that were published, the last beside the average."""
    found = await queries.own_months()
    known = [month for months in found.values() for month in months]
    last = max(known, default=None)
    averages = await queries.averages(last, settings.average_of) if last else {}
    return page(
        "headquarters/scorecard.html",
        here="figures",
        month=f"{last:%Y-%m}" if last else "",
        lines=views.sheet(found, averages),
        weeks=views.week_lines(await queries.own_weeks()),
        least=max(settings.average_of, 3),
    )


HANDLERS = (own,)
