"""The scorecards of all partners: a month at a glance, one partner's months, the table to take out."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal
from desk.headquarters import actions, queries, views
from desk.headquarters.queries import Partner

HERE = "scorecards"
READ = needs("partner.read")
INDEX = "/scorecards"
SIZE = 50
MOST = 5_000
"""Partners of a table that is taken out."""


class Asked:
    """What an operator asked for in the address. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str], months: list[date]) -> None:
        self.q, self.order = query.get("q", "")[:100].strip(), query.get("order", "name")
        try:
            self.month = date.fromisoformat(f"{query['month']}-01") if query.get("month") else None
        except ValueError:
            raise Unacceptable from None
        if self.order not in ("name", "-name") or "\0" in self.q:
            raise Unacceptable
        self.month = self.month or (months[0] if months else None)
        self.after = decode(query["after"], str, UUID) if query.get("after") else None

    def address(self, path: str = INDEX, **changes: str) -> str:
        """The address with some things changed."""
        month = f"{self.month:%Y-%m}" if self.month else ""
        said = {"month": month, "q": self.q, "order": self.order if self.order != "name" else ""} | changes
        return f"{path}?{urlencode({name: value for name, value in said.items() if value})}"

    async def partners(self, most: int) -> list[Partner]:
        """The partners that were asked for, one more than the page has."""
        after = (self.after[0], self.after[1]) if self.after else None
        return await queries.partners_listed(most=most, q=self.q, backwards=self.order == "-name", after=after)


@get(INDEX, name="headquarters.scorecards", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """The partners with the figures of a month, by name."""
    months = await queries.months_known()
    asked = Asked(dict(request.query_params), months)
    found = page_of(await asked.partners(SIZE + 1), SIZE, lambda one: (one.name, one.id))
    shown = await _rows(list(found.items), asked.month)
    return page(
        "headquarters/scorecards.html",
        here=HERE,
        months=[
            {"label": f"{one:%Y-%m}", "url": asked.address(month=f"{one:%Y-%m}"), "current": one == asked.month}
            | {"count": None, "hot": False}
            for one in months
        ],
        asked=asked,
        figures=[gettext(one.label) for one in views.published()],
        rows=shown,
        order_url=asked.address(order="-name" if asked.order == "name" else "name"),
        next_url=asked.address(after=found.next) if found.next else "",
        first_url=asked.address() if asked.after else "",
        export_url=asked.address(f"{INDEX}/export.csv"),
    )


@get(f"{INDEX}/export.csv", name="headquarters.scorecards_export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same as a table; that it was taken out is noted."""
    asked = Asked(dict(request.query_params), await queries.months_known())
    found = await asked.partners(MOST)
    scores = await queries.scores([one.id for one in found], asked.month) if asked.month else {}
    kinds, month = views.published(), f"{asked.month:%Y-%m}" if asked.month else ""
    lines = [
        [one.name, one.slug, month, *(views.plain(kind, scores.get((one.id, kind.name), ())) for kind in kinds)]
        for one in found
    ]
    await actions.note_export(len(lines), by=current_principal())
    headings = [N_("Partner"), N_("Short name"), N_("Month"), *(one.label for one in kinds)]
    return await table("scorecards", headings, lines)


@get(f"{INDEX}/{{slug:str}}", name="headquarters.scorecard", opt=READ)
async def show(slug: FromPath[str]) -> Response[str]:
    """One partner, month by month."""
    partner = await queries.partner_named(slug)
    lines = views.sheet(await queries.scores_of(partner.id))
    return page("headquarters/scorecard_of.html", here=HERE, partner=partner, lines=lines)


async def _rows(partners: list[Partner], month: date | None) -> list[dict[str, Any]]:
    scores = await queries.scores([one.id for one in partners], month) if month else {}
    return [
        {
            "name": one.name,
            "url": f"{INDEX}/{one.slug}",
            "cells": [
                {"word": gettext(kind.label), "value": views.cell(kind, scores.get((one.id, kind.name), ()))}
                for kind in views.published()
            ],
        }
        for one in partners
    ]


HANDLERS = (index, export, show)
