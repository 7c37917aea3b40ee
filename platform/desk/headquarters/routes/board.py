"""The board: what is wrong with partners now, and how they go on, week by week or month by month."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.params import FromQuery

from desk.figures.views import PLACES
from desk.foundation.errors import Unacceptable
from desk.foundation.figures import months_before
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal
from desk.headquarters import queries, views
from desk.headquarters.queries import Alerts
from desk.kit.time import now, to_zone

HERE = "board"
BOARD = "/board"
SPANS = {"weeks": N_("Week by week"), "months": N_("Month by month")}
SHOWN = 8
"""Alerts on the board; all of them stand in their list."""
DAYS = 84
"""Of handed-up matters that ended, as many days as the weeks shown."""


@get(BOARD, name="headquarters.board", opt=needs("partner.read"))
async def board(partner: FromQuery[str] = "", span: FromQuery[str] = "weeks") -> Response[str]:
    """Alerts that aren't over, trends, and whose time handed-up matters took: of all partners, or of one."""
    if span not in SPANS or "\0" in partner:
        raise Unacceptable
    one = await queries.partner_named(partner) if partner else None
    used = await queries.time_of_matters(now() - timedelta(days=DAYS), partner)
    wanted = Alerts("open", q=partner)
    alerts = await queries.alerts_listed(wanted, most=SHOWN)
    (found,) = await together([queries.counting_alerts(wanted, most=1_000)])
    return page(
        "headquarters/board.html",
        here=HERE,
        partner=one,
        spans=[_tab(name, word, partner, name == span) for name, word in SPANS.items()],
        alerts=[views.alert_view(alert, current_principal()) for alert in alerts],
        found=found,
        lines=await _lines(span, partner),
        whose=views.whose_time(used),
        matters=used["matters"],
    )


async def _lines(span: str, partner: str) -> list[dict[str, Any]]:
    today = to_zone(now(), current_scope().tenant.zone or "UTC").date()
    if span == "weeks":
        return views.week_lines(await queries.weeks(today - timedelta(weeks=queries.WEEKS), partner))
    return views.sheet(await queries.months_together(months_before(today, PLACES), partner))


def _tab(name: str, word: str, partner: str, is_current: bool) -> dict[str, Any]:
    asked = {"partner": partner, "span": name}
    url = f"{BOARD}?{urlencode({key: value for key, value in asked.items() if value})}"
    return {"label": gettext(word), "url": url, "current": is_current, "count": None, "hot": False}


HANDLERS = (board,)
