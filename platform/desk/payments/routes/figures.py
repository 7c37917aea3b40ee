"""What was paid in a year, by kind and month."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.money import plain_money
from desk.kit.time import now, to_zone, year_bounds
from desk.payments import actions, kinds, queries, views
from desk.payments.queries import Sum
from desk.payments.routes.listing import HERE

MONTHS = range(1, 13)
HEADINGS = (
    N_("Paid for"),
    N_("Currency"),
    N_("Month"),
    N_("Received"),
    N_("Paid back"),
    N_("Left after refunds"),
    N_("Payments"),
)


@get("/payments/figures", name="payments.figures", opt=needs("payment.read"))
async def figures(year: FromQuery[int | None] = None) -> Response[str]:
    """The sums of a year; each leads to the payments behind it."""
    zone = current_visit().tenant.zone
    this_year = to_zone(now(), zone).year
    chosen = _checked(year, this_year)
    sums = await queries.by_month(*year_bounds(chosen, zone), zone)
    known = sorted({this_year, chosen, *await queries.years(zone)}, reverse=True)
    return page(
        "payments/figures.html",
        here=HERE,
        year=chosen,
        years=[
            {"label": str(one), "url": f"/payments/figures?year={one}", "current": one == chosen}
            | {"count": None, "hot": False}
            for one in known
        ],
        boards=[_board(currency, sums, chosen) for currency in sorted({one.currency for one in sums})],
        export_url=f"/payments/figures.csv?year={chosen}",
    )


@get("/payments/figures.csv", name="payments.figures_export", opt=needs("payment.read"))
async def export(year: FromQuery[int | None] = None) -> Response[bytes]:
    """The same sums as a table."""
    zone = current_visit().tenant.zone
    chosen = _checked(year, to_zone(now(), zone).year)
    sums = await queries.by_month(*year_bounds(chosen, zone), zone)
    lines = [
        [
            kinds.word_of(one.kind),
            one.currency,
            f"{chosen}-{one.month:02}",
            *(plain_money(cents, one.currency) for cents in (one.received_cents, one.refunded_cents, one.net_cents)),
            str(one.payments),
        ]
        for one in sums
    ]
    await actions.note_export(len(sums), by=current_principal())
    return await table(f"payments-{chosen}", HEADINGS, lines)


def _board(currency: str, sums: Sequence[Sum], year: int) -> dict[str, Any]:
    """One currency: a line for each kind with its months and its sum, and the sum of all."""
    own = [one for one in sums if one.currency == currency]
    found = []
    for kind in sorted({one.kind for one in own}, key=kinds.word_of):
        months = {one.month: one for one in own if one.kind == kind}
        found.append({"label": kinds.word_of(kind), **_cells(months, kind, year, currency)})
    all_months = {
        month: Sum(
            "",
            currency,
            month,
            sum(one.received_cents for one in own if one.month == month),
            sum(one.refunded_cents for one in own if one.month == month),
            sum(one.payments for one in own if one.month == month),
        )
        for month in {one.month for one in own}
    }
    return {
        "currency": currency,
        "rows": found,
        "all": _cells(all_months, "", year, currency),
        "received": views.money(sum(one.received_cents for one in own), currency),
        "refunded": views.money(sum(one.refunded_cents for one in own), currency),
        "payments": sum(one.payments for one in own),
    }


def _cells(months: dict[int, Sum], kind: str, year: int, currency: str) -> dict[str, Any]:
    narrowed = f"&kind={kind}" if kind else ""
    return {
        "cells": [
            {
                "text": views.money(months[month].net_cents, currency) if month in months else "",
                "url": f"/payments?view=paid&month={year}-{month:02}{narrowed}",
            }
            for month in MONTHS
        ],
        "sum": views.money(sum(one.net_cents for one in months.values()), currency),
    }


def _checked(year: int | None, usual: int) -> int:
    if year is None:
        return usual
    if not 1900 < year < 3000:
        raise Unacceptable
    return year


HANDLERS = (figures, export)
