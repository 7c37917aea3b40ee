"""The scorecards of all partners: a month at a glance, one partner's months, the table to take out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from desk.foundation.figures import FigureKind, months_before
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, List, Sort, View
from desk.foundation.web.pages import page
from desk.headquarters import actions, queries, views
from desk.kit.time import now, to_zone

HERE = "scorecards"
READ = needs("partner.read")
INDEX = "/scorecards"
ALL = "all"
USUAL = ("deadlines.kept", "tickets.open", "tickets.opened", "tickets.closed", "tickets.first_contact")
"""Figures that stand there where nobody chose; the first two on a phone, too. All of them are in the file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners are looked for, and of which month."""

    q: str
    month: date | None


async def _latest() -> date | None:
    months = await queries.months_known()
    return months[0] if months else None


async def _wanted(asked: Asked) -> Wanted:
    said = asked.value("month")
    return Wanted(asked.q, date.fromisoformat(f"{said}-01") if said else asked.around)


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Any]:
    return await queries.scores_listed(wanted.q, wanted.month, **place)


async def _counted(several: Sequence[tuple[Wanted, int]]) -> list[int]:
    return [await queries.partners_counted(wanted.q, most=most) for wanted, most in several]


async def _rows(found: Sequence[Any], _asked: Asked) -> list[dict[str, Any]]:
    scores = await queries.scores([one["id"] for one in found], found[0]["month"]) if found else {}
    return [_row(one, scores) for one in found]


def _row(one: Any, scores: queries.Scores) -> dict[str, Any]:
    found = {kind.name: scores.get((one["id"], kind.name), ()) for kind in views.published()}
    return {
        "id": one["id"],
        "slug": one["slug"],
        "name": one["name"],
        "month": f"{one['month']:%Y-%m}" if one["month"] else "",
        "custom": {kind.name: views.cell(kind, found[kind.name]) for kind in views.published()},
        "plain": {kind.name: views.plain(kind, found[kind.name]) for kind in views.published()},
    }


def _months() -> dict[str, str]:
    today = to_zone(now(), current_scope().tenant.zone or "UTC").date()
    months = (f"{months_before(today, back):%Y-%m}" for back in range(1, queries.SHOWN + 1))
    return {one: one for one in months}


def _figure(kind: FigureKind) -> Column:
    look = "text-end pd-num pd-nowrap" if kind.name in USUAL[:2] else "text-end pd-num pd-nowrap pd-hide-phone"
    return Column(kind.name, kind.label, look, lambda line: line.row["plain"][kind.name], usual=kind.name in USUAL)


def _with_figures(what: List) -> List:
    """What is published stands there when all slices and plugins are."""
    return replace(what, columns=(*what.columns, *map(_figure, views.published())))


SCORECARDS = lists.List(
    name="scorecards",
    word=N_("Scorecards"),
    path=INDEX,
    here=HERE,
    permission="partner.read",
    template="headquarters/scorecards.html",
    cells="headquarters/_score_cells.html",
    columns=(
        Column("partner", N_("Partner"), "pd-fill", lambda line: line.row["name"], fixed=True),
        Column("slug", N_("Short name"), "pd-hide-phone", lambda line: line.row["slug"], usual=False),
        Column("month", N_("Month"), "pd-num pd-nowrap pd-hide-phone", lambda line: line.row["month"]),
    ),
    views=(View(ALL, N_("All"), "name"),),
    usual_view=ALL,
    sorts=(Sort("name", N_("by name"), "name", kind=str),),
    filters=(Choice("month", N_("Month"), _months),),
    export=Export("partner.read", actions.note_export, "export"),
    find=N_("Find a partner"),
    find_in=N_("Name or short name"),
    wanted=_wanted,
    listed=_listed,
    counted=_counted,
    rows=_rows,
    around=_latest,
    own=_with_figures,
)


@get(INDEX, name="headquarters.scorecards", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """The partners with the figures of a month, by name; the last that any published where none is said."""
    return await lists.show(SCORECARDS, request, frame="layouts/headquarters.html")


@get(f"{INDEX}/export.csv", name="headquarters.scorecards_export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same as a table; that it was taken out is noted."""
    return await lists.take_out(SCORECARDS, request)


@get(f"{INDEX}/{{slug:str}}", name="headquarters.scorecard", opt=READ)
async def show(slug: FromPath[str]) -> Response[str]:
    """One partner, month by month."""
    partner = await queries.partner_named(slug)
    lines = views.sheet(await queries.scores_of(partner.id))
    return page("headquarters/scorecard_of.html", here=HERE, partner=partner, lines=lines)


HANDLERS = (index, export, show)
