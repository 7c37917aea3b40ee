"""The list of complaints."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get

from desk.extend import N_, current_principal, full_moment, label, lists, needs, together, words
from desk_complaints import views
from desk_complaints.actions import receiving
from desk_complaints.queries import complaints, people
from desk_complaints.queries.complaints import Wanted
from desk_complaints.states import AT_WORK, OPEN

HERE = "complaints"
Column, Sort, View = lists.Column, lists.Sort, lists.View
VIEWS = {
    "open": Wanted(statuses=OPEN),
    "review": Wanted(statuses=("received",)),
    "handling": Wanted(statuses=("accepted", *AT_WORK, "escalated")),
    "verify": Wanted(statuses=("verifying",)),
    "learn": Wanted(statuses=("verified", "capa_done", "explained")),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return replace(
        VIEWS[asked.view.name],
        level=asked.value("level"),
        category=asked.value("category"),
        valid=True if asked.value("valid") else None,
        assignee=asked.value("assignee"),
        customer=asked.value("customer"),
        complained=asked.value("complained"),
        department=(asked.value("department") or ""),
        q=asked.q or "",
    )


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await complaints.complaints(wanted, oldest=sort.name == "oldest", **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return await views.with_dues([views.complaint_row(one) for one in found])


async def _members() -> list[tuple[str, str]]:
    return [(str(one["id"]), one["name"]) for one in await people.members()]


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] if line.record[name] is not None else "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone) if line.record[name] else ""


def _word(name: str) -> Any:
    return lambda line: label(f"complaints.{name}", line.record[name]) if line.record[name] else ""


COMPLAINTS = lists.List(
    name="complaints",
    word=N_("Complaints"),
    path="/complaints",
    here=HERE,
    permission="complaints.read",
    template="complaints/index.html",
    cells="complaints/_cells.html",
    columns=(
        Column("who", N_("Complaint of"), "pd-fill", lambda line: str(line.row["who"]), fixed=True),
        Column("number", N_("Number"), "", _of("number"), drawn=False),
        Column("kind", N_("Category"), "pd-hide-phone", lambda line: str(line.row["kind"])),
        Column("department", N_("Department"), "pd-hide-phone", _of("department")),
        Column("assignee", N_("Answers for it"), "pd-nowrap pd-hide-phone", _of("assignee_name")),
        Column("complained", N_("Complained"), "pd-num pd-nowrap pd-hide-phone", _moment("complained_at")),
        Column("responded", N_("First answer"), "pd-num pd-nowrap", _moment("responded_at"), usual=False),
        Column("level", N_("Level"), "pd-nowrap", _word("level"), usual=False),
        Column("medium", N_("Came by"), "pd-nowrap", _word("medium"), usual=False),
        Column(
            "valid",
            N_("Valid"),
            "",
            lambda line: {True: "1", False: "0", None: ""}[line.record["valid"]],
            drawn=False,
        ),
        Column("due", N_("Next due"), "pd-nowrap", lambda line: "", usual=True),
        Column("status", N_("Status"), "pd-nowrap", _word("status")),
    ),
    views=(
        View("open", N_("Still open"), "oldest"),
        View("review", N_("To review"), "oldest"),
        View("handling", N_("With departments"), "oldest"),
        View("verify", N_("To be verified"), "oldest"),
        View("learn", N_("To learn from"), "oldest"),
        View("all", N_("All"), "latest", counted=False),
    ),
    usual_view="open",
    sorts=(
        Sort("latest", N_("latest first"), "complained_at"),
        Sort("oldest", N_("longest first"), "complained_at"),
    ),
    filters=(
        lists.Choice("level", N_("Level"), lambda: words("complaints.level")),
        lists.Choice("category", N_("Category"), lambda: words("complaints.category")),
        lists.Flag("valid", N_("Valid")),
        lists.Person("assignee", N_("Answers for it"), people.member_name, _members),
        lists.Days("complained", N_("Complained")),
        lists.Thing("customer", N_("Customer"), people.customer_name),
    ),
    export=lists.Export("complaints.read", receiving.note_export, "complaints"),
    signal="complaints",
    find=N_("Find complaints"),
    find_in=N_("Number, name, department or words"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([complaints.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/complaints", name="complaints.index", opt=needs("complaints.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Complaints, those that wait longest first."""
    by = current_principal()
    return await lists.show(
        COMPLAINTS,
        request,
        may_register=by.may("complaints.register"),
        may_summarise=by.may("complaints.summarise"),
        departments=await complaints.departments(),
    )


@get("/complaints/complaints.csv", name="complaints.export", opt=needs("complaints.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(COMPLAINTS, request)


HANDLERS = (index, export)
