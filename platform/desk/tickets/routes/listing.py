"""The list of tickets: views, filters, columns."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.principals import Principal
from desk.foundation.together import together
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.lists import NOBODY, Asked, Choice, Column, Days, Export, Flag, Leaf, Line, Person, Sort, Thing
from desk.foundation.web.lists import View as Tab
from desk.foundation.web.request import current_principal
from desk.kit.time import full_moment
from desk.people import queries as people
from desk.search import queries as search
from desk.tickets import actions, queries, views
from desk.tickets.errors import NoSuchPerson
from desk.tickets.queries import Wanted
from desk.tickets.routes.many import MANY, assignable

_WORK = ("mine", "asked", "team", "unassigned", "waiting")
"""Work is listed by how long it has been waiting; what is settled, newest first."""
VIEWS = (
    Tab("mine", N_("Mine"), "waiting"),
    Tab("asked", N_("Passed to me"), "waiting", hot=lists.all_of_it),
    Tab("team", N_("Our team"), "waiting"),
    Tab("unassigned", N_("Unassigned"), "waiting", hot=lists.all_of_it),
    Tab("waiting", N_("Waiting for customers"), "waiting"),
    Tab("settled", N_("Settled"), "newest", counted=False),
    Tab("all", N_("All"), "newest", counted=False),
)


def wanted_of(view: str, principal: Principal) -> Wanted:
    """What a view shows."""
    return {
        "mine": Wanted(unsettled=True, mine=principal.id),
        "asked": Wanted(unsettled=True, asked=principal.id),
        "team": Wanted(unsettled=True),
        "unassigned": Wanted(unsettled=True, unassigned=True),
        "waiting": Wanted(turn="customer"),
        "settled": Wanted(unsettled=False),
        "all": Wanted(),
    }[view]


async def matters(
    wanted: Wanted, *, size: int, oldest_first: bool, after: str | None = None, before: str | None = None
) -> Leaf:
    """The tickets behind or before a cursor. Raises ``Unacceptable`` for a cursor that we didn't make."""
    listed = partial(queries.listed, wanted, oldest_first=oldest_first)
    return await lists.leaf(listed, queries.sort_column(oldest_first), size=size, after=after, before=before)


async def _wanted(asked: Asked) -> Wanted:
    whose, (since, until) = asked.value("assignee"), asked.value("opened") or (None, None)
    wanted = wanted_of(asked.view.name, current_principal())
    return replace(
        wanted,
        unassigned=wanted.unassigned or whose == NOBODY,
        assignee=whose if isinstance(whose, UUID) else None,
        opened_from=since,
        opened_before=until,
        urgent=bool(asked.value("urgent")),
        **{name: asked.value(name) for name in ("status", "channel", "kind", "customer")},
        ids=await search.ids_of(asked.q, "ticket", "note"),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, oldest_first=sort.name == "waiting", **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return await views.with_dues([views.row_view(one) for one in found])


async def _customer(customer_id: UUID) -> str:
    return str((await customers.customer(customer_id)).name)


async def _name(member_id: UUID) -> str:
    return str((await people.member_by_id(member_id)).name)


def member_id(text: str) -> UUID:
    """A member's id from a form. Raises ``NoSuchPerson``."""
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchPerson from None


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _due(line: Line) -> str:
    return full_moment(line.row["due"]["at"], line.zone) if line.row["due"] else ""


TICKETS = lists.List(
    name="tickets",
    word=N_("Tickets"),
    path="/tickets",
    here="tickets",
    permission="ticket.read",
    template="tickets/index.html",
    cells="tickets/_cells.html",
    columns=(
        Column("number", N_("Number"), "pd-num pd-quiet pd-small", _of("number"), usual=False),
        Column("subject", N_("Ticket"), "pd-fill", _of("subject"), fixed=True),
        Column("due", N_("Due"), "pd-duecell", _due),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("ticket.status", line.record["status"])),
        Column("turn", N_("Turn"), "", lambda line: label("deadline.turn", line.record["turn"])),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name"), usual=False),
        Column("contact", N_("Contact"), "pd-hide-phone", _of("contact_name"), usual=False),
        Column("product", N_("Product"), "pd-hide-phone", lambda line: line.row["product"], usual=False),
        Column("owner", N_("Owner"), "pd-nowrap pd-hide-phone", _of("assignee_name")),
        Column(
            "channel",
            N_("Channel"),
            "pd-hide-phone",
            lambda line: label("channel", line.record["channel"]),
            usual=False,
        ),
        Column(
            "kind",
            N_("Kind"),
            "pd-hide-phone",
            lambda line: label("kind", line.record["kind"]),
            usual=False,
        ),
        Column(
            "opened",
            N_("Opened"),
            "pd-num pd-quiet pd-small pd-hide-phone",
            lambda line: full_moment(line.record["opened_at"], line.zone),
            usual=False,
        ),
        Column(
            "since",
            N_("Since"),
            "pd-num pd-quiet pd-small pd-last",
            lambda line: full_moment(line.record["since_at"], line.zone),
        ),
    ),
    views=VIEWS,
    usual_view="team",
    sorts=(
        Sort("waiting", N_("longest waiting first"), queries.sort_column(True), only=_WORK),
        Sort("newest", N_("newest first"), queries.sort_column(False)),
    ),
    filters=(
        Flag("urgent", N_("Urgent")),
        Choice("status", N_("Status"), lambda: words("ticket.status")),
        Choice("channel", N_("Channel"), lambda: words("channel")),
        Choice("kind", N_("Kind"), lambda: words("kind")),
        Person("assignee", N_("Owner"), _name, assignable),
        Days("opened", N_("Opened")),
        Thing("customer", N_("Customer"), _customer),
    ),
    bulk=MANY,
    export=Export("ticket.export", actions.note_export, "export"),
    said="subject",
    signal="tickets",
    find=N_("Find tickets"),
    find_in=N_("Number, words or customer"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/tickets", name="tickets.index", opt=needs("ticket.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """The list, by view and filters."""
    return await lists.show(TICKETS, request)


@get("/tickets/export.csv", name="tickets.export", opt=needs("ticket.export"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(TICKETS, request)


HANDLERS = (index, export)
