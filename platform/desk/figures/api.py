"""Figures for programs: ``/api/v1/figures``."""

from datetime import date

from litestar import get
from litestar.params import FromQuery

from desk.figures import views
from desk.figures.answers import FigureRow
from desk.figures.forms import read_period
from desk.figures.routes.board import reckon
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed
from desk.foundation.web.request import current_visit


@get("/figures", name="api.figures.index", opt=needs("figure.read", says=N_("Figures over a period, and before it.")))
async def index(
    period: FromQuery[str] = "month", first: FromQuery[date | None] = None, last: FromQuery[date | None] = None
) -> Listed[FigureRow]:
    """Of ``month``, ``last_month``, ``quarter``, ``year``, or ``own`` with the days ``first`` to ``last``."""
    days = {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day}
    asked = read_period({"period": period, **days}, current_visit().tenant.zone)
    return Listed(
        [
            FigureRow(
                name=one.kind.name,
                label=gettext(one.kind.label),
                unit=one.kind.unit,
                number=views.number(one.kind.unit, one.now),
                before=views.number(one.kind.unit, one.before),
                part=one.now.part,
                whole=one.now.whole,
                currency=one.now.currency,
                since=asked.period.since,
                until=asked.period.until,
                good=one.kind.good,
                source=one.kind.source,
            )
            for found in await reckon(asked)
            for one in views.paired(found.kind, found.now, found.before)
        ]
    )


HANDLERS = (index,)
