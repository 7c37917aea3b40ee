"""The list of promises: views, filters, columns; what is due today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.deadlines import actions, queries, views
from desk.deadlines.queries import Spans, Wanted
from desk.deadlines.states import LADDERS
from desk.foundation import promises
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import NOBODY, Asked, Choice, Column, Export, Line, Person, Sort, Thing, View, table
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now, to_zone
from desk.people import queries as people
from desk.search import kinds as found_kinds
from desk.search import queries as search

HERE = "deadlines"
READ = needs("deadline.read")
DUE = {
    "overdue": N_("Overdue"),
    "hour": N_("Due within the hour"),
    "today": N_("Later today"),
    "tomorrow": N_("Tomorrow"),
}


def spans() -> Spans:
    """The borders between overdue, within the hour, today and tomorrow, on the clocks of the tenant."""
    at, zone = now(), ZoneInfo(current_visit().tenant.zone)
    midnight = datetime.combine(to_zone(at, zone).date() + timedelta(days=1), time.min, zone)
    next_midnight = datetime.combine(to_zone(at, zone).date() + timedelta(days=2), time.min, zone)
    return Spans(at, at + timedelta(hours=1), midnight, next_midnight)


def between(name: str) -> tuple[datetime | None, datetime]:
    """From when to when something is due that stands in this column."""
    borders = spans()
    return {
        "overdue": (None, borders.now),
        "hour": (borders.now, borders.hour),
        "today": (borders.hour, borders.today),
        "tomorrow": (max(borders.today, borders.hour), borders.tomorrow),
    }[name]


def _late(wanted: Wanted) -> Wanted:
    return replace(wanted, until=now())


async def _team() -> list[UUID]:
    return await queries.team_of(current_principal().id)


def wanted_of(view: str, member_id: UUID, team: Sequence[UUID]) -> Wanted:
    """What a view shows."""
    return {
        "mine": Wanted(member=member_id),
        "team": Wanted(team=team),
        "all": Wanted(),
        "paused": Wanted(paused=True),
    }[view]


async def _wanted(asked: Asked) -> Wanted:
    by, whose = current_principal(), asked.value("member")
    wanted = wanted_of(asked.view.name, by.id, asked.around)
    if whose is not None:
        member = whose if isinstance(whose, UUID) else None
        wanted = replace(wanted, member=member, nobodys=whose == NOBODY, team=None)
    due = asked.value("due")
    since, until = between(due) if due else (None, None)
    readable = [one.name for one in found_kinds.readable(by)]
    return replace(
        wanted,
        promise=asked.value("promise"),
        ladder=asked.value("ladder"),
        since=since,
        until=until,
        customer=asked.value("customer"),
        subjects=await search.ids_of(asked.q, *readable),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return [one | {"back": "list"} for one in await views.rows_of(found, current_principal())]


async def _customer(customer_id: UUID) -> str:
    return str((await customers.customer(customer_id)).name)


async def _member(member_id: UUID) -> str:
    return str((await people.member_by_id(member_id)).name)


async def _members() -> list[tuple[str, str]]:
    return [(str(one["id"]), f"{one['name']} {one['staff_no']}") for one in await people.assignable()]


def _promises() -> dict[str, str]:
    known = promises.known_to(current_visit().tenant.plugins)
    return {one.id: f"{one.id} {gettext(one.what)}" for one in known.values() if not one.act}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone) if line.record[name] else ""


def _about(line: Line) -> str:
    return str(line.row["subject"]["name"]) if line.row["subject"] else ""


_RUN = ("mine", "team", "all")
PROMISES = lists.List(
    name="promises",
    word=N_("Promises"),
    path="/promises",
    here=HERE,
    permission="deadline.read",
    template="deadlines/index.html",
    cells="deadlines/_cells.html",
    columns=(
        Column("promise", N_("Promise"), "pd-nowrap", _of("promise")),
        Column("what", N_("What is promised"), "pd-hide-phone", lambda line: line.row["what"], usual=False),
        Column("about", N_("About"), "pd-fill", _about, fixed=True),
        Column("customer", N_("Customer"), "pd-hide-phone", lambda line: line.row["customer"] or "", usual=False),
        Column("owner", N_("Owner"), "pd-nowrap pd-hide-phone", _of("member_name")),
        Column("status", N_("Status"), "", lambda line: label("deadline.status", line.record["status"]), drawn=False),
        Column("turn", N_("Turn"), "", lambda line: label("deadline.turn", line.record["turn"]), drawn=False),
        Column("limit", N_("Limit"), "", lambda line: line.row["limit"], drawn=False),
        Column("started", N_("Started"), "", _moment("started_at"), drawn=False),
        Column("due", N_("Due"), "pd-duecell", _moment("due_at")),
        Column("see", N_("See to it"), "pd-last"),
    ),
    views=(
        View("mine", N_("Mine"), "due", hot=_late),
        View("team", N_("My team"), "due"),
        View("all", N_("All"), "due"),
        View("paused", N_("Paused"), "started"),
    ),
    usual_view="mine",
    sorts=(
        Sort("due", N_("next due first"), "due_at", only=_RUN),
        Sort("started", N_("longest first"), "started_at", only=("paused",)),
    ),
    filters=(
        Choice("due", N_("Due"), lambda: {name: gettext(word) for name, word in DUE.items()}),
        Choice("promise", N_("Promise"), _promises),
        Choice("ladder", N_("Ladder"), lambda: {one: label("deadline.ladder", one) for one in LADDERS}),
        Person("member", N_("Owner"), _member, _members),
        Thing("customer", N_("Customer"), _customer),
    ),
    export=Export("deadline.read", actions.note_export, "export"),
    said="what",
    signal="deadlines",
    find=N_("Find promises"),
    find_in=N_("Number, subject or customer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
    around=_team,
)


@get("/promises", name="deadlines.index", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was promised, the next one first, by view and filters."""
    return await lists.show(PROMISES, request)


@get("/promises/export.csv", name="deadlines.export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(PROMISES, request)


async def as_table(name: str, headings: tuple[str, ...], lines: list[list[str]]) -> Response[bytes]:
    """Lines as a table to take out; that it was taken out is noted."""
    await actions.note_export(len(lines), by=current_principal())
    return await table(name, headings, lines)


HANDLERS = (index, export)
