"""Satisfaction in figures: by dimension and month, and by who served."""

from typing import Any

from litestar import Request, Response, get

from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone, year_bounds
from desk.surveys import actions, kinds, queries, views
from desk.surveys.queries import Count
from desk.surveys.routes.listing import HERE
from desk.surveys.states import Level

COMPARE = "survey.compare"
HEADINGS = (
    *(N_("Month"), N_("Served by"), N_("Dimension")),
    *(N_("Poor"), N_("Average"), N_("Satisfied"), N_("Share satisfied")),
)


class Asked:
    """Of which year and kind. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str]) -> None:
        self.zone = current_visit().tenant.zone
        self.this_year = to_zone(now(), self.zone).year
        self.year = views.year_of(query.get("year"), self.this_year)
        self.kind = query.get("kind") or None
        if self.kind not in (None, *kinds.registered()):
            raise Unacceptable
        self.bounds = year_bounds(self.year, self.zone)

    async def months(self) -> list[Count]:
        """How each dimension was answered in each month."""
        return await queries.by_month(*self.bounds, self.zone, self.kind)

    async def members(self) -> list[Count]:
        """How each dimension was answered about each member; nobody for who may not compare them."""
        return await queries.by_member(*self.bounds, self.kind) if current_principal().may(COMPARE) else []

    async def years(self) -> list[dict[str, Any]]:
        """The years to choose from."""
        known = sorted({self.this_year, self.year, *await queries.years(self.zone)}, reverse=True)
        return [self._tab(str(one), one, self.kind, one == self.year) for one in known]

    def kinds(self) -> list[dict[str, Any]]:
        """The kinds to choose from, where there are several."""
        offered = kinds.offered()
        if len(offered) < 2:
            return []
        every = self._tab(gettext("All"), self.year, None, self.kind is None)
        return [
            every,
            *(self._tab(gettext(one.label), self.year, name, name == self.kind) for name, one in offered.items()),
        ]

    def _tab(self, word: str, year: int, kind: str | None, current: bool) -> dict[str, Any]:
        url = f"/surveys/figures?year={year}" + (f"&kind={kind}" if kind else "")
        return {"label": word, "url": url, "current": current, "count": None, "hot": False}


@get("/surveys/figures", name="surveys.figures", opt=needs("survey.read"))
async def figures(request: Request[Any, Any, Any]) -> Response[str]:
    """How each dimension was answered in a year, by month and by member."""
    asked = Asked(dict(request.query_params))
    return page(
        "surveys/figures.html",
        here=HERE,
        year=asked.year,
        years=await asked.years(),
        kinds=asked.kinds(),
        board=views.board(await asked.months()),
        members=views.members_board(await asked.members()),
        shares=await queries.shares(*asked.bounds, asked.kind),
        levels=[label("survey.level", one) for one in Level],
        export_url=f"/surveys/figures.csv?year={asked.year}" + (f"&kind={asked.kind}" if asked.kind else ""),
    )


@get("/surveys/figures.csv", name="surveys.figures_export", opt=needs("survey.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same figures as a table: by month, and below them by member."""
    asked = Asked(dict(request.query_params))
    found = [*await asked.months(), *await asked.members()]
    await actions.note_export(len(found), by=current_principal())
    return await table(f"satisfaction-{asked.year}", HEADINGS, [_line(one, asked.year) for one in found])


def _line(one: Count, year: int) -> list[str]:
    return [
        f"{year}-{one.month:02}" if one.month else str(year),
        one.name,
        label("survey.dimension", one.dimension),
        *(str(count) for count in (one.poor, one.average, one.good)),
        f"{one.share:.4f}",
    ]


HANDLERS = (figures, export)
