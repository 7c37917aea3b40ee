"""The list of sessions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, current_principal, full_moment, label, lists, needs, together, words
from desk_training import views
from desk_training.actions import planning
from desk_training.queries import courses, sessions
from desk_training.queries.sessions import Wanted
from desk_training.routes.courses import HERE
from desk_training.states import OPEN

Column, Sort, View = lists.Column, lists.Sort, lists.View
VIEWS = {
    "coming": Wanted(statuses=OPEN),
    "planned": Wanted(statuses=("planned",)),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return replace(
        VIEWS[asked.view.name],
        kind=asked.value("kind"),
        course=asked.value("course"),
        trainer=asked.value("trainer"),
        begins=asked.value("begins"),
        free=bool(asked.value("free")),
        q=asked.q or "",
    )


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await sessions.sessions(wanted, latest=sort.name == "latest", **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [views.session_row(one) for one in found]


async def _course(course_id: UUID) -> str:
    return str((await courses.course(course_id, lock=False)).name)


async def _trainers() -> list[tuple[str, str]]:
    return [(str(one["id"]), one["name"]) for one in await sessions.trainers()]


def _of(name: str) -> Any:
    return lambda line: str(line.record[name])


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone)


_NUM = "pd-num text-end pd-hide-phone"
SESSIONS = lists.List(
    name="training",
    word=N_("Training"),
    path="/training",
    here=HERE,
    permission="training.read",
    template="training/index.html",
    cells="training/_session_cells.html",
    columns=(
        Column("course", N_("Course"), "pd-fill", _of("course_name"), fixed=True),
        Column("number", N_("Number"), "", _of("number"), drawn=False),
        Column("begins", N_("Begins"), "pd-num pd-nowrap", _moment("begins_at")),
        Column("ends", N_("Ends"), "", _moment("ends_at"), drawn=False),
        Column("place", N_("Where"), "pd-hide-phone", _of("place")),
        Column("trainer", N_("Trainer"), "pd-nowrap pd-hide-phone", _of("trainer_name")),
        Column("taken", N_("Seats"), _NUM, lambda line: f"{line.record['taken']}/{line.record['seats']}"),
        Column("waiting", N_("Waiting"), _NUM, _of("waiting"), usual=False),
        Column("fee", N_("Fee"), _NUM, lambda line: str(line.row["fee"]), usual=False),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("training.session", line.record["status"])),
    ),
    views=(
        View("coming", N_("Coming"), "next"),
        View("planned", N_("To announce"), "next"),
        View("all", N_("All"), "latest", counted=False),
    ),
    usual_view="coming",
    sorts=(
        Sort("next", N_("next first"), "begins_at"),
        Sort("latest", N_("latest first"), "begins_at"),
    ),
    filters=(
        lists.Flag("free", N_("With free seats")),
        lists.Choice("kind", N_("Kind"), lambda: words("training.kind")),
        lists.Person("trainer", N_("Trainer"), sessions.trainer_name, _trainers),
        lists.Days("begins", N_("Begins")),
        lists.Thing("course", N_("Course"), _course),
    ),
    export=lists.Export("training.read", planning.note_export, "sessions"),
    signal="training",
    find=N_("Find sessions"),
    find_in=N_("Course, number, place or trainer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([sessions.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/training", name="training.index", opt=needs("training.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Sessions by when they begin."""
    return await lists.show(SESSIONS, request, may_plan=current_principal().may("training.plan"))


@get("/training/sessions.csv", name="training.export_sessions", opt=needs("training.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(SESSIONS, request)


HANDLERS = (index, export)
