"""The list of tasks: views, filters, columns; the count of the navigation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation.hooks import is_shown
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Flag, Line, Sort, Thing, View
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now
from desk.search import queries as search
from desk.tasks import actions, kinds, queries, views
from desk.tasks.queries import Wanted, Who

HERE = "tasks"
VIEWS = (
    View("mine", N_("Mine"), "due"),
    View("team", N_("For my team"), "due", hot=lists.all_of_it),
    View("asked", N_("Asked by me"), "due"),
    View("all", N_("All"), "due"),
    View("ended", N_("Finished"), "ended", counted=False),
)


def wanted_of(view: str, who: Who) -> Wanted:
    """What a view shows."""
    return {
        "mine": Wanted(who, mine=True),
        "team": Wanted(who, offered=True),
        "asked": Wanted(who, asked=True),
        "all": Wanted(who),
        "ended": Wanted(who, undone=False),
    }[view]


async def _around() -> Who:
    return await queries.who(current_principal())


async def _wanted(asked: Asked) -> Wanted:
    return replace(
        wanted_of(asked.view.name, asked.around),
        kind=asked.value("kind"),
        urgent=bool(asked.value("urgent")),
        late_at=now() if asked.value("late") else None,
        customer=asked.value("customer"),
        ids=await search.ids_of(asked.q, "task"),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], asked: Asked) -> list[dict[str, Any]]:
    shown = await views.rows_of(found, asked.around, current_principal())
    return [one | {"view": asked.view.name} for one in shown]


async def _customer(customer_id: UUID) -> str:
    return str((await customers.customer(customer_id)).name)


def _kinds() -> dict[str, str]:
    on = current_visit().tenant.plugins
    return {one.id: gettext(one.label) for one in kinds.registered().values() if is_shown(one.id, on)}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone) if line.record[name] else ""


def _about(line: Line) -> str:
    return str(line.row["subject"]["name"]) if line.row["subject"] else ""


def _result(line: Line) -> str:
    return kinds.result_word(line.record["kind"], line.record["result"]) if line.record["result"] else ""


_QUIET = "pd-num pd-quiet pd-small pd-hide-phone"
TASKS = lists.List(
    name="tasks",
    word=N_("Tasks"),
    path="/tasks",
    here=HERE,
    permission="task.read",
    template="tasks/index.html",
    cells="tasks/_cells.html",
    columns=(
        Column("task", N_("Task"), "pd-fill", _of("title"), fixed=True),
        Column("kind", N_("Kind"), "pd-hide-phone", lambda line: line.row["kind"], usual=False),
        Column("about", N_("About"), "pd-hide-phone", _about, usual=False),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name"), usual=False),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("task.status", line.record["status"])),
        Column("whom", N_("For whom"), "pd-nowrap pd-hide-phone", lambda line: views.waits_for(line.record)),
        Column("due", N_("Due"), "pd-duecell", _moment("due_at")),
        Column("asked", N_("Asked at"), _QUIET, _moment("asked_at")),
        Column("ended", N_("Ended at"), _QUIET, _moment("ended_at"), usual=False),
        Column("result", N_("Result"), "pd-last", _result),
    ),
    views=VIEWS,
    usual_view="mine",
    sorts=(
        Sort("due", N_("next due first"), "order_at", only=("mine", "team", "asked", "all")),
        Sort("ended", N_("newest first"), "ended_at", only=("ended",)),
    ),
    filters=(
        Flag("late", N_("Late")),
        Flag("urgent", N_("Urgent")),
        Choice("kind", N_("Kind"), _kinds),
        Thing("customer", N_("Customer"), _customer),
    ),
    export=Export("task.read", actions.note_export, "export"),
    said="title",
    signal="tasks",
    find=N_("Find tasks"),
    find_in=N_("Title, note or customer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
    around=_around,
)


@get("/tasks", name="tasks.index", opt=needs("task.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What is to be done, by view and filters."""
    ended = request.query_params.get("ended", "")
    toast = _toast(await _just_ended(ended, await _around())) if ended else None
    return await lists.show(TASKS, request, may_ask=current_principal().may("task.ask"), toast=toast)


@get("/tasks/count", name="tasks.count", opt=needs("task.read"))
async def count() -> Response[str]:
    """How much waits for somebody, for the navigation."""
    who, at = await queries.who(current_principal()), now()
    counts = [await queries.counted(wanted_of(view, who)) for view in ("mine", "team")]
    late = await queries.counted(replace(wanted_of("mine", who), late_at=at), most=1)
    return fragment("tasks/_count.html", count=sum(counts), hot=bool(late))


@get("/tasks/export.csv", name="tasks.export", opt=needs("task.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(TASKS, request)


async def _just_ended(text: str, who: Who) -> Record | None:
    """What was finished with a click in the list, if it was."""
    try:
        found = await queries.listed(Wanted(who, undone=False, ids=[UUID(text)]), most=1)
    except ValueError:
        return None
    return found[0] if found else None


def _toast(ended: Record | None) -> dict[str, Any] | None:
    if ended is None:
        return None
    word = kinds.result_word(ended["kind"], ended["result"]) or label("task.status", ended["status"])
    return {"text": f"{ended['title']}{gettext(': ')}{word}", "undo_url": "", "undo_fields": {}}


HANDLERS = (index, count, export)
