"""The register: who is, was or wanted to be in which session."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, NotFound, find_things, full_moment, label, lists, needs, together
from desk_training import views
from desk_training.actions import planning
from desk_training.queries import courses, enrolments, people
from desk_training.queries.enrolments import Wanted
from desk_training.routes.courses import HERE
from desk_training.states import COMING

Column, View = lists.Column, lists.View
VIEWS = {
    "coming": Wanted(statuses=COMING),
    "waiting": Wanted(statuses=("waiting",)),
    "cancelled": Wanted(statuses=("cancelled",)),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    ids = None
    if asked.q:
        ids = tuple(one.subject_id for one in await find_things(asked.q, kinds=["customer", "contact"], most=50))
    return replace(
        VIEWS[asked.view.name],
        course=asked.value("course"),
        customer=asked.value("customer"),
        ids=ids,
    )


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await enrolments.enrolments(wanted, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [views.enrolment_row(one) for one in found]


async def _course(course_id: UUID) -> str:
    return str((await courses.course(course_id, lock=False)).name)


async def _customer(customer_id: UUID) -> str:
    found = await people.customer(customer_id)
    if found is None:
        raise NotFound
    return str(found["name"])


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone)


ENROLMENTS = lists.List(
    name="enrolments",
    word=N_("Registrations"),
    path="/training/enrolments",
    here=HERE,
    permission="training.read",
    template="training/enrolments.html",
    cells="training/_enrolment_cells.html",
    columns=(
        Column("name", N_("Name"), "pd-fill", _of("contact_name"), fixed=True),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name")),
        Column("course", N_("Course"), "pd-hide-phone", _of("course_name")),
        Column("begins", N_("Begins"), "pd-num pd-nowrap", _moment("begins_at")),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("training.enrolment", line.record["status"])),
        Column("title", N_("Position"), "", _of("contact_title"), usual=False),
        Column("reached", N_("Reached at"), "", lambda line: str(line.row["reached"]), usual=False),
        Column("product", N_("Works with"), "", _of("product"), usual=False),
        Column("fee", N_("Fee"), "pd-num text-end", lambda line: str(line.row["fee"]), usual=False),
        Column("at", N_("Registered at"), "pd-num pd-quiet pd-small pd-hide-phone", _moment("at"), usual=False),
        Column("needs", N_("Hopes to learn"), "", _of("needs"), drawn=False),
    ),
    views=(
        View("coming", N_("Coming"), "latest"),
        View("waiting", N_("Waiting"), "latest"),
        View("cancelled", N_("Cancelled"), "latest", counted=False),
        View("all", N_("All"), "latest", counted=False),
    ),
    usual_view="coming",
    sorts=(lists.Sort("latest", N_("latest first"), "at"),),
    filters=(
        lists.Thing("course", N_("Course"), _course),
        lists.Thing("customer", N_("Customer"), _customer),
    ),
    export=lists.Export("training.read", planning.note_export, "registrations"),
    signal="training",
    find=N_("Find people and customers"),
    find_in=N_("Name, pinyin initials, phone…"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([enrolments.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/training/enrolments", name="training.enrolments", opt=needs("training.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Who registered, the latest first."""
    return await lists.show(ENROLMENTS, request)


@get("/training/enrolments.csv", name="training.export_enrolments", opt=needs("training.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The register as a table; that it was taken out is noted."""
    return await lists.take_out(ENROLMENTS, request)


HANDLERS = (index, export)
