"""The list of the logs of all projects: which wait for a signature."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, current_principal, full_moment, label, lists, needs, together
from desk_implementation import views
from desk_implementation.actions import applying
from desk_implementation.queries import logbook, people
from desk_implementation.queries.logbook import Wanted
from desk_implementation.routes.listing import HERE, customer_name, leads, of
from desk_implementation.states import LogStatus

Column, View = lists.Column, lists.View
VIEWS = {
    "unsigned": Wanted(statuses=(LogStatus.CONFIRMED,)),
    "drafts": Wanted(statuses=(LogStatus.DRAFT,)),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return replace(
        VIEWS[asked.view.name],
        consultant=asked.value("consultant"),
        customer=asked.value("customer"),
        at=asked.value("written"),
        q=asked.q or "",
    )


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await logbook.logs(wanted, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [dict(one) | views.look_of("log", one["status"]) for one in found]


LOGS = lists.List(
    name="project_logs",
    word=N_("Logs of projects"),
    path="/implementation/logs",
    here=HERE,
    permission="implementation.read",
    template="implementation/logs.html",
    cells="implementation/_log_cells.html",
    columns=(
        Column("work", N_("Work done"), "pd-fill", of("work"), fixed=True),
        Column("project", N_("Project"), "pd-hide-phone", of("title")),
        Column("customer", N_("Customer"), "pd-hide-phone", of("customer_name"), usual=False),
        Column("stage", N_("Stage"), "pd-nowrap pd-hide-phone", of("stage_name"), usual=False),
        Column("day", N_("Day"), "pd-num pd-nowrap pd-hide-phone", of("day")),
        Column("consultant", N_("Consultant"), "pd-nowrap pd-hide-phone", of("consultant_name")),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("implementation.log", line.record["status"])),
        Column(
            "written",
            N_("Written"),
            "pd-num pd-quiet pd-small pd-hide-phone",
            lambda line: full_moment(line.record["at"], line.zone),
            usual=False,
        ),
    ),
    views=(
        View("unsigned", N_("To be signed"), "newest"),
        View("drafts", N_("Drafts"), "newest"),
        View("all", N_("All"), "newest", counted=False),
    ),
    usual_view="unsigned",
    sorts=(lists.Sort("newest", N_("latest first"), "at"),),
    filters=(
        lists.Person("consultant", N_("Consultant"), people.member_name, leads),
        lists.Days("written", N_("Written")),
        lists.Thing("customer", N_("Customer"), customer_name),
    ),
    export=lists.Export("implementation.read", applying.note_export, "project-logs"),
    signal="projects",
    find=N_("Find logs"),
    find_in=N_("Work, project, customer or consultant"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([logbook.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/implementation/logs", name="implementation.logs_index", opt=needs("implementation.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Logs, the latest written first."""
    return await lists.show(LOGS, request, may_work=current_principal().may("implementation.work"))


@get("/implementation/logs.csv", name="implementation.export_logs", opt=needs("implementation.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(LOGS, request)


HANDLERS = (index, export)
