"""The operators' list of cases: what partners handed up, and what was transferred to them."""

from collections.abc import Sequence
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.cases import actions, queries, views
from desk.cases.labels import LABELS
from desk.cases.queries import Wanted
from desk.cases.states import AT_PARTNER, WENT_DOWN, Status
from desk.foundation.crossing import crossing_rows
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Sort, View, Words
from desk.foundation.web.request import current_principal
from desk.kit.time import full_moment

HERE = "cases"
INDEX = "/cases"
READ = needs("case.read")
SHOWN = {
    "waiting": (Status.SUBMITTED,),
    "work": (Status.IN_HQ,),
    "partner": tuple(one for one in AT_PARTNER if one not in WENT_DOWN),
    "down": WENT_DOWN,
    "ended": (Status.CLOSED, Status.DECLINED),
}


async def _wanted(asked: Asked) -> Wanted:
    partner = asked.value("partner")
    return Wanted(statuses=SHOWN[asked.view.name], kind=asked.value("kind"), partner=partner or None, q=asked.q)


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(crossing_rows, wanted, **place)


async def _counted(several: Sequence[tuple[Wanted, int]]) -> list[int]:
    return [await queries.counted(crossing_rows, wanted, most=most) for wanted, most in several]


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return await views.with_dues("case_desk", [views.row_view(one) for one in found])


def _kinds() -> dict[str, str]:
    return {name: gettext(word) for name, word in LABELS["case.kind"].items()}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone)


_QUIET = "pd-num pd-quiet pd-small"
MATTERS = lists.List(
    name="matters",
    word=N_("Cases of partners"),
    path=INDEX,
    here=HERE,
    permission="case.read",
    template="cases/board.html",
    cells="cases/_board_cells.html",
    columns=(
        Column("case", N_("Case"), "pd-fill", _of("title"), fixed=True),
        Column("number", N_("Number"), _QUIET, _of("number"), usual=False),
        Column("partner", N_("Partner"), "pd-nowrap", _of("partner_name")),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name"), usual=False),
        Column("product", N_("Product"), "pd-hide-phone", _of("product"), usual=False),
        Column("kind", N_("Kind"), "pd-nowrap pd-hide-phone", lambda line: label("case.kind", line.record["kind"])),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("case.status", line.record["status"])),
        Column("due", N_("Due"), "pd-nowrap"),
        Column("taken", N_("Taken by"), "pd-nowrap pd-hide-phone", _of("taken_by")),
        Column("opened", N_("Opened"), f"{_QUIET} pd-last", _moment("opened_at")),
    ),
    views=(
        View("waiting", N_("To be taken"), "newest"),
        View("work", N_("In work"), "newest"),
        View("partner", N_("With the partner"), "newest"),
        View("down", N_("Transferred"), "newest"),
        View("ended", N_("Finished"), "newest", counted=False),
    ),
    usual_view="waiting",
    sorts=(Sort("newest", N_("newest first"), "opened_at"),),
    filters=(Choice("kind", N_("Kind"), _kinds), Words("partner", N_("Short name of the partner"))),
    export=Export("case.read", actions.note_export, "export"),
    said="title",
    signal="cases",
    find=N_("Find cases"),
    find_in=N_("Number, title, customer or partner"),
    wanted=_wanted,
    listed=_listed,
    counted=_counted,
    rows=_rows,
)


@get(INDEX, name="cases.board", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What partners handed up, by view and filters, the newest first."""
    return await lists.show(
        MATTERS,
        request,
        frame="layouts/headquarters.html",
        may_transfer=current_principal().may("case.transfer"),
        letters=await queries.waiting_letters(),
    )


@get(f"{INDEX}/export.csv", name="cases.board_export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(MATTERS, request)


HANDLERS = (index, export)
