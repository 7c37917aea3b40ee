"""The list of alerts, and seeing to one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.forms import typed
from desk.foundation.web.lists import Asked, Choice, Column, Export, Sort, View
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal
from desk.headquarters import actions, queries, views
from desk.headquarters.kinds import KINDS
from desk.headquarters.queries import Alerts
from desk.headquarters.routes.board import BOARD, HERE
from desk.kit.time import full_moment

INDEX = "/alerts"
READ = needs("partner.read")


async def _wanted(asked: Asked) -> Alerts:
    return Alerts(asked.view.name, kind=asked.value("kind"), q=asked.q)


async def _listed(wanted: Alerts, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.alerts_listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return [views.alert_view(one, current_principal()) for one in found]


def _kinds() -> dict[str, str]:
    return {one.name: label("partner_alert.kind", one.name) for one in KINDS}


def _of(name: str) -> Any:
    return lambda line: str(line.row[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone) if line.record[name] else ""


_QUIET = "pd-num pd-quiet pd-small"
ALERTS = lists.List(
    name="alerts",
    word=N_("Partner alerts"),
    path=INDEX,
    here=HERE,
    permission="partner.read",
    template="headquarters/alerts.html",
    cells="headquarters/_alert_cells.html",
    columns=(
        Column("alert", N_("Alert"), "pd-fill", _of("what"), fixed=True),
        Column("partner", N_("Partner"), "pd-nowrap", _of("name")),
        Column("value", N_("Now"), "text-end pd-num", _of("value")),
        Column("worst", N_("Worst"), "text-end pd-num pd-hide-phone", _of("worst"), usual=False),
        Column("threshold", N_("Threshold"), "text-end pd-num pd-hide-phone", _of("threshold")),
        Column("seen", N_("Seen to by"), "pd-nowrap", _of("acknowledged_by")),
        Column("opened", N_("When"), f"{_QUIET} pd-nowrap", _moment("opened_at")),
        Column("closed", N_("Ended"), f"{_QUIET} pd-last pd-hide-phone", _moment("closed_at")),
    ),
    views=(
        View("unseen", N_("Nobody sees to it"), "newest", hot=lists.all_of_it),
        View("open", N_("All open"), "newest"),
        View("closed", N_("Over"), "newest", counted=False),
        View("all", N_("All"), "newest", counted=False),
    ),
    usual_view="open",
    sorts=(Sort("newest", N_("newest first"), "opened_at"),),
    filters=(Choice("kind", N_("Kind"), _kinds),),
    export=Export("partner.read", actions.note_alerts, "export"),
    said="name",
    signal="alerts",
    find=N_("Find a partner"),
    find_in=N_("Name or short name"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting_alerts(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get(INDEX, name="headquarters.alerts", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Alerts, by view and filters."""
    return await lists.show(ALERTS, request, frame="layouts/headquarters.html")


@get(f"{INDEX}/export.csv", name="headquarters.alerts_export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(ALERTS, request)


@post(
    f"{INDEX}/{{alert_id:uuid}}/acknowledgement",
    name="headquarters.acknowledge",
    status_code=200,
    opt=needs("alert.acknowledge"),
)
async def acknowledge(request: Request[Any, Any, Any], alert_id: FromPath[UUID]) -> Response[str]:
    """See to it; one comes back to where one was."""
    back = (await typed(request)).get("back")
    await actions.acknowledge_alert(alert_id, by=current_principal())
    return see_other(BOARD if back == HERE else INDEX)


HANDLERS = (index, export, acknowledge)
