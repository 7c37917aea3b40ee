"""The partner's list of cases: views, filters, columns."""

from collections.abc import Sequence
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.cases import actions, queries, views
from desk.cases.labels import LABELS
from desk.cases.queries import Wanted
from desk.cases.states import AT_HEADQUARTERS, AT_PARTNER, UNENDED, Status
from desk.foundation.database import rows
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Sort, View
from desk.kit.time import full_moment

HERE = "cases"
VIEWS = (
    View("ours", N_("Our turn"), "newest"),
    View("theirs", N_("With headquarters"), "newest"),
    View("open", N_("All open"), "newest"),
    View("ended", N_("Finished"), "newest", counted=False),
)
SHOWN = {
    "ours": AT_PARTNER,
    "theirs": AT_HEADQUARTERS,
    "open": UNENDED,
    "ended": (Status.CLOSED, Status.DECLINED),
}


async def _wanted(asked: Asked) -> Wanted:
    return Wanted(statuses=SHOWN[asked.view.name], kind=asked.value("kind"), q=asked.q)


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(rows, wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return [views.row_view(one) for one in found]


def _kinds() -> dict[str, str]:
    return {name: gettext(word) for name, word in LABELS["case.kind"].items()}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone)


_QUIET = "pd-num pd-quiet pd-small"
CASES = lists.List(
    name="cases",
    word=N_("Cases with headquarters"),
    path="/cases",
    here=HERE,
    permission="case.read",
    template="cases/index.html",
    cells="cases/_cells.html",
    columns=(
        Column("number", N_("Number"), _QUIET, _of("number"), usual=False),
        Column("case", N_("Case"), "pd-fill", _of("title"), fixed=True),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name"), usual=False),
        Column("kind", N_("Kind"), "pd-hide-phone", lambda line: label("case.kind", line.record["kind"])),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("case.status", line.record["status"])),
        Column("taken", N_("Taken by"), "pd-nowrap pd-hide-phone", _of("taken_by")),
        Column("opened", N_("Opened"), f"{_QUIET} pd-last", _moment("opened_at")),
    ),
    views=VIEWS,
    usual_view="open",
    sorts=(Sort("newest", N_("newest first"), "opened_at"),),
    filters=(Choice("kind", N_("Kind"), _kinds),),
    export=Export("case.read", actions.note_export, "export"),
    said="title",
    signal="cases",
    find=N_("Find cases"),
    find_in=N_("Number, title or customer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/cases", name="cases.index", opt=needs("case.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was handed up, by view and filters."""
    return await lists.show(CASES, request)


@get("/cases/export.csv", name="cases.export", opt=needs("case.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(CASES, request)


HANDLERS = (index, export)
