"""The list of requests: views, filters, columns."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.foundation.hooks import is_shown
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Flag, Sort, Thing, View
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now
from desk.requests import actions, kinds, queries, views
from desk.requests.queries import Wanted
from desk.search import queries as search

HERE = "requests"
VIEWS = (
    View("waiting", N_("Nobody has it"), "due", hot=lists.all_of_it),
    View("open", N_("Under way"), "due"),
    View("mine", N_("Mine"), "due"),
    View("ended", N_("Finished"), "ended", counted=False),
)


def wanted_of(view: str, who: UUID) -> Wanted:
    """What a view shows."""
    return {
        "waiting": Wanted(waiting=True),
        "open": Wanted(),
        "mine": Wanted(assignee=who),
        "ended": Wanted(undone=False),
    }[view]


async def _wanted(asked: Asked) -> Wanted:
    return replace(
        wanted_of(asked.view.name, current_principal().id),
        kind=asked.value("kind"),
        urgent=bool(asked.value("urgent")),
        late_at=now() if asked.value("late") else None,
        customer=asked.value("customer"),
        ids=await search.ids_of(asked.q, "request"),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    by, at = current_principal(), now()
    return [views.row_view(one, by, at) for one in found]


async def _customer(customer_id: UUID) -> str:
    return str((await queries.customer_thing(customer_id)).name)


def _kinds() -> dict[str, str]:
    on = current_visit().tenant.plugins
    return {one.id: gettext(one.label) for one in kinds.registered().values() if is_shown(one.id, on)}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone) if line.record[name] else ""


_QUIET = "pd-num pd-quiet pd-small"
REQUESTS = lists.List(
    name="requests",
    word=N_("Requests"),
    path="/requests",
    here=HERE,
    permission="request.read",
    template="requests/index.html",
    cells="requests/_cells.html",
    columns=(
        Column("number", N_("Number"), _QUIET, _of("number"), usual=False),
        Column("request", N_("Request"), "pd-fill", _of("title"), fixed=True),
        Column("kind", N_("Kind"), "pd-hide-phone", lambda line: line.row["kind"], usual=False),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name"), usual=False),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("request.status", line.record["status"])),
        Column("taken", N_("Taken by"), "pd-nowrap pd-hide-phone", lambda line: views.who_has(line.record)),
        Column("cover", N_("Cover"), "pd-hide-tablet", lambda line: label("request.cover", line.record["cover"])),
        Column("due", N_("Due"), "pd-duecell", _moment("due_at")),
        Column("opened", N_("Opened"), f"{_QUIET} pd-last", _moment("opened_at")),
        Column("ended", N_("Ended"), f"{_QUIET} pd-hide-phone", _moment("ended_at"), usual=False),
    ),
    views=VIEWS,
    usual_view="open",
    sorts=(
        Sort("due", N_("next due first"), "order_at", only=("waiting", "open", "mine")),
        Sort("ended", N_("newest first"), "ended_at", only=("ended",)),
    ),
    filters=(
        Flag("late", N_("Late")),
        Flag("urgent", N_("Urgent")),
        Choice("kind", N_("Kind"), _kinds),
        Thing("customer", N_("Customer"), _customer),
    ),
    export=Export("request.read", actions.note_export, "export"),
    said="title",
    signal="requests",
    find=N_("Find requests"),
    find_in=N_("Number, title or customer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/requests", name="requests.index", opt=needs("request.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was asked of providers, by view and filters."""
    return await lists.show(REQUESTS, request)


@get("/requests/export.csv", name="requests.export", opt=needs("request.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(REQUESTS, request)


HANDLERS = (index, export)
