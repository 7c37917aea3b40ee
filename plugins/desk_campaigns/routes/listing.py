"""The list of campaigns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, current_principal, full_moment, label, lists, needs, together, words
from desk_campaigns import views
from desk_campaigns.actions import writing
from desk_campaigns.queries import campaigns
from desk_campaigns.queries.campaigns import Wanted
from desk_campaigns.states import OPEN, WRITE

HERE = "campaigns"
Column, View = lists.Column, lists.View
VIEWS = {
    "open": Wanted(statuses=OPEN),
    "ready": Wanted(statuses=("ready",)),
    "done": Wanted(statuses=("done",)),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return replace(VIEWS[asked.view.name], content=asked.value("content"), q=asked.q or "")


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await campaigns.campaigns(wanted, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [views.campaign_row(one) for one in found]


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


CAMPAIGNS = lists.List(
    name="campaigns",
    word=N_("Campaigns"),
    path="/campaigns",
    here=HERE,
    permission="campaigns.read",
    template="campaigns/index.html",
    cells="campaigns/_cells.html",
    columns=(
        Column("name", N_("Campaign"), "pd-fill", _of("name"), fixed=True),
        Column("number", N_("Number"), "", _of("number"), drawn=False),
        Column("content", N_("Kind"), "pd-hide-phone", lambda line: label("campaigns.content", line.record["content"])),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("campaigns.status", line.record["status"])),
        Column("recipients", N_("Recipients"), "pd-num text-end pd-hide-phone", _of("recipients")),
        Column("handed", N_("Handed over"), "pd-num text-end pd-hide-phone", _of("handed"), usual=False),
        Column("writer", N_("Written by"), "pd-nowrap pd-hide-phone", _of("writer_name"), usual=False),
        Column(
            "written",
            N_("Written at"),
            "pd-num pd-quiet pd-small pd-hide-phone",
            lambda line: full_moment(line.record["written_at"], line.zone),
        ),
    ),
    views=(
        View("open", N_("Not finished"), "newest"),
        View("ready", N_("To be approved"), "newest"),
        View("done", N_("Done"), "newest", counted=False),
        View("all", N_("All"), "newest", counted=False),
    ),
    usual_view="open",
    sorts=(lists.Sort("newest", N_("latest first"), "written_at"),),
    filters=(lists.Choice("content", N_("Kind"), lambda: words("campaigns.content")),),
    export=lists.Export("campaigns.read", writing.note_export, "campaigns"),
    signal="campaigns",
    find=N_("Find campaigns"),
    find_in=N_("Campaign, number or writer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([campaigns.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/campaigns", name="campaigns.index", opt=needs("campaigns.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Campaigns, the latest first."""
    by = current_principal()
    may = {"may_write": by.may(WRITE), "may_digest": by.may(WRITE) and by.may("ticket.read")}
    return await lists.show(CAMPAIGNS, request, **may)


@get("/campaigns/export.csv", name="campaigns.export", opt=needs("campaigns.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(CAMPAIGNS, request)


HANDLERS = (index, export)
