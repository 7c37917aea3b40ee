"""Figures of promises: on time, late and missed by promise and month, and who used the time."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from asyncpg import Record
from litestar import Response, get
from litestar.params import FromQuery

from desk.deadlines import queries, views
from desk.deadlines.routes.listing import HERE, READ, as_table
from desk.foundation.errors import Unacceptable
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.pages import page
from desk.kit.time import now, span, to_zone

MONTHS = (1, 3, 12)
HEADINGS = (
    *(N_("Month"), N_("Promise"), N_("What is promised"), N_("On time"), N_("Late"), N_("Missed"), N_("Share on time")),
    N_("Median lateness in seconds"),
)


@get("/promises/figures", name="deadlines.figures", opt=READ)
async def figures(months: FromQuery[int] = 3) -> Response[str]:
    """The months up to this one."""
    since, until, zone = period(months)
    found = [row_of(one) for one in await queries.figures(since, until, zone)]
    whose: dict[str, dict[str, float]] = {}
    for one in await queries.whose_time(since, until):
        whose.setdefault(one["promise"], {})[one["turn"]] = float(one["seconds"])
    total = {turn: sum(one.get(turn, 0.0) for one in whose.values()) for turn in ("us", "customer", "headquarters")}
    return page(
        "deadlines/figures.html",
        here=HERE,
        views=[
            {"label": period_words(one), "url": f"/promises/figures?months={one}", "current": one == months}
            | {"count": None, "hot": False}
            for one in MONTHS
        ],
        months=months,
        rows=found,
        total=sum_of(found),
        whose=[
            {"promise": name, "what": views.what(name), "shares": views.shares(one)}
            for name, one in sorted(whose.items())
        ],
        whole=views.shares(total),
    )


@get("/promises/figures.csv", name="deadlines.figures_export", opt=READ)
async def figures_export(months: FromQuery[int] = 3) -> Response[bytes]:
    """The same figures as a table."""
    lines = [
        [
            *(one["month"], one["promise"], one["what"]),
            *(str(one[name]) for name in ("met", "late", "missed")),
            f"{one['share']} %",
            "" if one["lateness"] is None else str(one["lateness"]),
        ]
        for one in map(row_of, await queries.figures(*period(months)))
    ]
    return await as_table("promises-figures", HEADINGS, lines)


def period_words(months: int) -> str:
    """What a period is called."""
    return {1: gettext("This month"), 3: gettext("Three months"), 12: gettext("Twelve months")}[months]


def period(months: int) -> tuple[datetime, datetime, str]:
    """From the first of a month to now, and the tenant's zone."""
    if months not in MONTHS:
        raise Unacceptable
    zone, at = current_scope().tenant.zone or "UTC", now()
    here = to_zone(at, zone)
    index = here.year * 12 + here.month - months
    first = datetime(index // 12, index % 12 + 1, 1, tzinfo=ZoneInfo(zone))
    return first.astimezone(UTC), at, zone


def row_of(one: Record) -> dict[str, Any]:
    """One promise in one month."""
    lateness = None if one["lateness"] is None else round(one["lateness"])
    return {
        **{name: one[name] for name in ("promise", "month", "met", "late", "missed")},
        "what": views.what(one["promise"]),
        "share": share_of(one["met"], one["late"] + one["missed"]),
        "lateness": lateness,
        "lateness_words": "" if lateness is None else span(lateness, language.get()),
    }


def sum_of(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All rows as one."""
    counts = dict.fromkeys(("met", "late", "missed"), 0)
    for one in found:
        for name in counts:
            counts[name] += one[name]
    return counts | {"share": share_of(counts["met"], counts["late"] + counts["missed"])}


def share_of(met: int, others: int) -> int:
    """Whole per cent, rounded down: a hundred is all."""
    return 100 * met // (met + others) if met + others else 0


HANDLERS = (figures, figures_export)
