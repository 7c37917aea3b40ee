"""The board of figures, by period; and the same as a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get

from desk.figures import actions, kinds, queries, views
from desk.figures.forms import PERIODS, Asked, read_period
from desk.figures.queries import Reckoned
from desk.foundation.figures import Part
from desk.foundation.hooks import title
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit

HERE = "figures"
READ = needs("figure.read")
INDEX = "/figures"
HEADINGS = (
    *(N_("Figure"), N_("Its name"), N_("From"), N_("Until"), N_("Value"), N_("Before"), N_("Unit"), N_("Currency")),
    *(N_("Reckoned from"), N_("Cases"), N_("Source")),
)


@get(INDEX, name="figures.index", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """All figures that one may see, over a period and before it."""
    asked = read_period(dict(request.query_params), current_visit().tenant.zone)
    found = await reckon(asked)
    return page(
        "figures/index.html",
        here=HERE,
        periods=tabs(asked, INDEX),
        asked=asked,
        groups=_groups(found, asked),
        export_url=f"{INDEX}/export.csv?{urlencode(asked.query)}",
    )


@get(f"{INDEX}/export.csv", name="figures.export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same figures as a table; that it was taken out is noted."""
    asked = read_period(dict(request.query_params), current_visit().tenant.zone)
    lines = [_line(one, asked) for found in await reckon(asked) for one in _pairs(found)]
    await actions.note_export(len(lines), by=current_principal())
    return await table("figures", HEADINGS, lines)


async def reckon(asked: Asked) -> list[Reckoned]:
    """The figures that whoever asks may see, over the period that they ask for."""
    return await queries.board(kinds.readable(current_principal()), asked.period, asked.before)


def tabs(asked: Asked, path: str) -> list[dict[str, Any]]:
    """The periods as tabs; one's own only while it is chosen: it is chosen by a form."""
    shown = [name for name in PERIODS if name != "own" or asked.name == "own"]
    return [
        {
            "label": gettext(PERIODS[name]),
            "url": f"{path}?{urlencode(asked.query if name == 'own' else {'period': name})}",
            "current": name == asked.name,
            "count": None,
            "hot": False,
        }
        for name in shown
    ]


def row_of(one: views.Shown, asked: Asked) -> dict[str, Any]:
    """One figure as pages show it, without its chart."""
    kind = one.kind
    return {
        "name": kind.name,
        "label": gettext(kind.label),
        "currency": one.now.currency,
        "url": f"{INDEX}/{kind.name}?{urlencode(asked.query)}",
        "value": views.words(kind.unit, one.now),
        "before": views.words(kind.unit, one.before),
        "change": views.change_words(one),
        "better": one.better,
    }


def months_in(found: Reckoned, currency: str) -> dict[date, Part]:
    """The months of a figure in one currency."""
    return {
        month: next((part for part in parts if part.currency == currency), Part(0, 0, currency=currency))
        for month, parts in found.months.items()
    }


def _pairs(found: Reckoned) -> list[views.Shown]:
    return views.paired(found.kind, found.now, found.before)


def _groups(found: Sequence[Reckoned], asked: Asked) -> list[dict[str, Any]]:
    running, groups = queries.running_month(asked.period.zone), dict[str, list[dict[str, Any]]]()
    for one in found:
        for pair in _pairs(one):
            chart = views.bars(one.kind.unit, months_in(one, pair.now.currency), running)
            groups.setdefault(kinds.owner_of(one.kind), []).append(row_of(pair, asked) | {"chart": chart})
    return [{"slug": slug, "title": title(slug), "rows": rows} for slug, rows in groups.items()]


def _line(one: views.Shown, asked: Asked) -> list[str]:
    kind = one.kind
    return [
        *(gettext(kind.label), kind.name, asked.first.isoformat(), asked.last.isoformat()),
        *(views.plain(kind.unit, one.now), views.plain(kind.unit, one.before)),
        *(label("figure.unit", kind.unit), one.now.currency),
        *(str(one.now.part), "" if kind.unit in ("count", "money") else str(one.now.whole), kind.source),
    ]


HANDLERS = (index, export)
