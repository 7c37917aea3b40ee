"""The list of partners: how each stands, and what it published of itself."""

from collections.abc import Sequence
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.foundation import hooks
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.hosts import address
from desk.foundation.web.lists import Asked, Choice, Column, Export, Sort, View
from desk.foundation.web.request import current_principal
from desk.headquarters import actions, queries, views
from desk.headquarters.queries import Wanted
from desk.headquarters.states import PartnerStatus
from desk.kit.time import full_moment
from desk.settings import settings

HERE = "partners"
INDEX = "/partners"
READ = needs("partner.read")
ALL = "all"


async def _wanted(asked: Asked) -> Wanted:
    status = "" if asked.view.name == ALL else asked.view.name
    return Wanted(status=status, plugin=asked.value("module") or "", q=asked.q)


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    base = settings.base_domain.partition(":")[0]
    alerts = await queries.alerts_of([one["slug"] for one in found])
    return [
        dict(one)
        | {
            "mark": one["name"][:1],
            "address": address(f"{one['slug']}.{base}"),
            "alerts": alerts.get(one["slug"], 0),
            "on_time": views.on_time(one["kept"], one["settled"]),
            "agreement": views.on_time(one["owed_kept"], one["owed_settled"]),
        }
        for one in found
    ]


def _modules() -> dict[str, str]:
    return {slug: hooks.title(slug) for slug in hooks.installed() if not hooks.is_core(slug)}


def _of(name: str) -> Any:
    return lambda line: "" if line.record[name] is None else str(line.record[name])


_COUNT = "text-end pd-num"
_REST = f"{_COUNT} pd-hide-phone"
PARTNERS = lists.List(
    name="partners",
    word=N_("Partners"),
    path=INDEX,
    here=HERE,
    permission="partner.read",
    template="headquarters/partners.html",
    cells="headquarters/_cells.html",
    columns=(
        Column("partner", N_("Partner"), "pd-fill", _of("name"), fixed=True),
        Column("slug", N_("Short name"), "pd-hide-phone", _of("slug"), usual=False),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("partner.status", line.record["status"])),
        Column("alerts", N_("Partner alerts"), _COUNT, lambda line: str(line.row["alerts"])),
        Column("on_time", N_("Promises kept in time"), _REST, lambda line: line.row["on_time"]),
        Column("agreement", N_("Headquarters' agreement kept"), _REST, lambda line: line.row["agreement"], usual=False),
        Column("modules", N_("Plugins"), "pd-hide-tablet pd-quiet", lambda line: " ".join(line.record["plugins"])),
        Column("open", N_("Open tickets"), _COUNT, _of("open_tickets")),
        Column("unassigned", N_("Unassigned"), _COUNT, _of("unassigned_tickets")),
        Column("solved", N_("Solved in 30 days"), _REST, _of("solved_30_days")),
        Column("customers", N_("Customers"), _REST, _of("customers")),
        Column("members", N_("People"), _REST, _of("members")),
        Column(
            "published",
            N_("Published"),
            "pd-num pd-quiet pd-small pd-last pd-hide-tablet",
            lambda line: full_moment(line.record["published_at"], line.zone) if line.record["published_at"] else "",
        ),
    ),
    views=(
        View(ALL, N_("All"), "name"),
        View(PartnerStatus.ACTIVE, N_("Active"), "name"),
        View(PartnerStatus.INVITED, N_("Invited"), "name"),
        View(PartnerStatus.SUSPENDED, N_("Read-only"), "name"),
        View(PartnerStatus.CLOSED, N_("Closed"), "name"),
    ),
    usual_view=ALL,
    sorts=(Sort("name", N_("by name"), "name", kind=str),),
    filters=(Choice("module", N_("Plugin"), _modules),),
    export=Export("partner.read", actions.note_partners, "export"),
    find=N_("Find a partner"),
    find_in=N_("Name or short name"),
    wanted=_wanted,
    listed=_listed,
    counted=queries.counted,
    rows=_rows,
)


@get("/", name="headquarters.home", opt=READ)
async def home(request: Request[Any, Any, Any]) -> Response[str]:
    """The partners, with what they publish."""
    return await _show(request)


@get(INDEX, name="headquarters.partners", opt=READ)
async def partners(request: Request[Any, Any, Any]) -> Response[str]:
    """The same under its own name."""
    return await _show(request)


@get(f"{INDEX}/export.csv", name="headquarters.partners_export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(PARTNERS, request)


async def _show(request: Request[Any, Any, Any]) -> Response[str]:
    may_invite = current_principal().may("partner.manage")
    return await lists.show(PARTNERS, request, frame="layouts/headquarters.html", may_invite=may_invite)


HANDLERS = (home, partners, export)
