"""The list of projects."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, NotFound, current_principal, full_moment, label, lists, needs, together
from desk_implementation import views
from desk_implementation.actions import applying
from desk_implementation.queries import people, projects
from desk_implementation.queries.projects import Wanted
from desk_implementation.states import BEFORE, ENDING, GOING, OPEN

HERE = "implementation"
Column, View = lists.Column, lists.View
VIEWS = {
    "open": Wanted(statuses=OPEN),
    "before": Wanted(statuses=BEFORE),
    "running": Wanted(statuses=GOING),
    "ending": Wanted(statuses=ENDING),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return replace(
        VIEWS[asked.view.name],
        lead=asked.value("lead"),
        customer=asked.value("customer"),
        needed=asked.value("needed"),
        q=asked.q or "",
    )


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await projects.projects(wanted, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [views.project_row(one) for one in found]


async def leads() -> list[tuple[str, str]]:
    """Whom to choose: who works here."""
    return [(str(one["id"]), one["name"]) for one in await people.members()]


async def customer_name(customer_id: UUID) -> str:
    """A customer by name. Raises ``NotFound``."""
    found = await people.customer(customer_id)
    if found is None:
        raise NotFound
    return str(found["name"])


def of(name: str) -> Any:
    """A column of the table as it is stored."""
    return lambda line: str(line.record[name] or "")


PROJECTS = lists.List(
    name="projects",
    word=N_("Projects"),
    path="/implementation",
    here=HERE,
    permission="implementation.read",
    template="implementation/index.html",
    cells="implementation/_cells.html",
    columns=(
        Column("title", N_("Project"), "pd-fill", of("title"), fixed=True),
        Column("number", N_("Number"), "", of("number"), drawn=False),
        Column("customer", N_("Customer"), "pd-hide-phone", of("customer_name")),
        Column("lead", N_("Project manager"), "pd-nowrap pd-hide-phone", of("lead_name")),
        Column("begins", N_("Begins"), "pd-num pd-nowrap pd-hide-phone", of("begins_on"), usual=False),
        Column("ends", N_("Ends"), "pd-num pd-nowrap pd-hide-phone", of("ends_on")),
        Column(
            "status", N_("Status"), "pd-nowrap", lambda line: label("implementation.project", line.record["status"])
        ),
        Column(
            "needed",
            N_("Need noted"),
            "pd-num pd-quiet pd-small pd-hide-phone",
            lambda line: full_moment(line.record["needed_at"], line.zone),
        ),
    ),
    views=(
        View("open", N_("Not finished"), "newest"),
        View("before", N_("Not begun"), "newest"),
        View("running", N_("Under way"), "newest"),
        View("ending", N_("To be finished"), "newest"),
        View("all", N_("All"), "newest", counted=False),
    ),
    usual_view="open",
    sorts=(lists.Sort("newest", N_("latest first"), "needed_at"),),
    filters=(
        lists.Person("lead", N_("Project manager"), people.member_name, leads),
        lists.Days("needed", N_("Need noted")),
        lists.Thing("customer", N_("Customer"), customer_name),
    ),
    export=lists.Export("implementation.read", applying.note_export, "projects"),
    signal="projects",
    find=N_("Find projects"),
    find_in=N_("Project, number, customer or project manager"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([projects.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


def _may() -> dict[str, bool]:
    by = current_principal()
    return {"may_ask": by.may("implementation.ask"), "may_work": by.may("implementation.work")}


@get("/implementation", name="implementation.index", opt=needs("implementation.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Projects, the newest need first."""
    return await lists.show(PROJECTS, request, **_may())


@get("/implementation/projects.csv", name="implementation.export", opt=needs("implementation.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(PROJECTS, request)


HANDLERS = (index, export)
