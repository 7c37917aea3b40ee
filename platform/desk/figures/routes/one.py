"""One figure: how it is counted, its months, and what it is divided by."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from desk.figures import kinds, queries, views
from desk.figures.forms import Asked, read_period
from desk.figures.queries import Reckoned
from desk.figures.routes.board import HERE, INDEX, READ, months_in, row_of, tabs
from desk.foundation.figures import MONTH, FigureKind
from desk.foundation.labels import label, words
from desk.foundation.translation import gettext
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit

MOST = 50
"""Lines of what a figure is divided by."""


@get(f"{INDEX}/{{name:str}}", name="figures.show", opt=READ)
async def show(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[str]:
    """One figure over a period."""
    kind = kinds.readable_kind(name, current_principal())
    asked = read_period(dict(request.query_params), current_visit().tenant.zone)
    (found,) = await queries.board([kind], asked.period, asked.before)
    return page(
        "figures/show.html",
        here=HERE,
        kind=kind,
        label=gettext(kind.label),
        explained=gettext(kind.explained),
        unit=label("figure.unit", kind.unit),
        good=label("figure.good", kind.good) if kind.good else "",
        periods=tabs(asked, f"{INDEX}/{name}"),
        asked=asked,
        rows=[row_of(one, asked) for one in views.paired(kind, found.now, found.before)],
        rows_url=kind.rows(asked.period) if kind.rows else "",
        months=await _months(kind, asked),
        divisions=[await _division(kind, asked, by) for by in kind.by if by != MONTH],
    )


async def _months(kind: FigureKind, asked: Asked) -> list[dict[str, Any]]:
    """A chart and its table for each currency."""
    running = queries.running_month(asked.period.zone)
    months, frozen = await queries.month_by_month(kind, asked.period.zone)
    found = Reckoned(kind, [], [], months, frozen)
    spoken = sorted({part.currency for parts in months.values() for part in parts if part.currency}) or [""]
    charts = []
    for currency in spoken:
        own = months_in(found, currency)
        table = [
            {
                "month": f"{month:%Y-%m}",
                "value": views.words(kind.unit, part),
                "frozen_at": frozen[month].at if month in frozen else None,
                "running": month == running,
            }
            for month, part in sorted(own.items(), reverse=True)
        ]
        charts.append({"currency": currency, "chart": views.bars(kind.unit, own, running), "table": table})
    return charts


async def _division(kind: FigureKind, asked: Asked, by: str) -> dict[str, Any]:
    """The parts of a figure, the largest first, in the period and as they are now."""
    found = sorted(
        await queries.divided(kind, asked.period, by) or [], key=lambda one: (-one.whole, -one.part, one.key)
    )
    parts: Sequence[dict[str, Any]] = [
        {"word": views.key_words(by, one), "value": views.words(kind.unit, one), "whole": one.whole}
        for one in found[:MOST]
    ]
    return {"label": words("figure.by")[by], "rows": parts, "left_out": max(len(found) - MOST, 0)}


HANDLERS = (show,)
