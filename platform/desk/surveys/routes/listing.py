"""The list of ratings: views, filters, columns; each dimension is a column of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Line, Sort, Thing, View
from desk.foundation.web.request import current_principal
from desk.kit.time import full_moment
from desk.people import queries as people
from desk.search import queries as search
from desk.surveys import actions, kinds, queries, views
from desk.surveys.queries import Wanted

HERE = "surveys"
VIEWS = (
    View("answered", N_("Answered"), "latest", counted=False),
    View("low", N_("Not satisfied"), "latest", counted=False),
    View("asked", N_("Was asked"), "latest", counted=False),
    View("waiting", N_("Will be asked"), "latest", counted=False),
    View("skipped", N_("Not asked"), "latest", counted=False),
)


def wanted_of(view: str) -> Wanted:
    """What a view shows."""
    return Wanted(low=True) if view == "low" else Wanted(statuses=(view,))


async def _wanted(asked: Asked) -> Wanted:
    return replace(
        wanted_of(asked.view.name),
        kind=asked.value("kind"),
        customer=asked.value("customer"),
        member=asked.value("member"),
        ids=await search.ids_of(asked.q, "survey"),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[Mapping[str, Any]]:
    return [views.row_view(one) for one in found]


async def _customer(customer_id: UUID) -> str:
    return str((await customers.customer(customer_id)).name)


async def _member(member_id: UUID) -> str:
    return str((await people.member(member_id))["name"])


def _kinds() -> dict[str, str]:
    return {name: gettext(one.label) for name, one in kinds.offered().items()}


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _shown(name: str) -> Any:
    return lambda line: str(line.row[name] or "")


def _answered(line: Line) -> str:
    return full_moment(line.record["answered_at"], line.zone) if line.record["answered_at"] else ""


def _level_of(dimension: str) -> Any:
    def level(line: Line) -> str:
        said = msgspec.json.decode(line.record["levels"], type=dict[str, str])
        return label("survey.level", said[dimension]) if dimension in said else ""

    return level


def _with_dimensions(ratings: lists.List) -> lists.List:
    named = words("survey.dimension")
    more = (Column(f"level-{one}", named[one], text=_level_of(one), usual=False, drawn=False) for one in named)
    return replace(ratings, columns=(*ratings.columns, *more))


_ASIDE = "pd-hide-phone"
RATINGS = lists.List(
    name="surveys",
    word=N_("Satisfaction"),
    path="/surveys",
    here=HERE,
    permission="survey.read",
    template="surveys/index.html",
    cells="surveys/_cells.html",
    columns=(
        Column("about", N_("About"), "pd-fill", _of("title"), fixed=True),
        Column("kind", N_("Kind"), _ASIDE, _shown("kind"), usual=False),
        Column("customer", N_("Customer"), _ASIDE, _of("customer_name"), usual=False),
        Column("contact", N_("Contact"), _ASIDE, _of("contact_name"), usual=False),
        Column("member", N_("Served by"), _ASIDE, _of("member_name"), usual=False),
        Column("rating", N_("Rating")),
        Column("status", N_("Status"), _ASIDE, _shown("word"), usual=False),
        Column("channel", N_("How"), f"pd-nowrap {_ASIDE}", _shown("channel")),
        Column("when", N_("When"), f"pd-num pd-quiet pd-small {_ASIDE}"),
        Column("answered", N_("Answered at"), text=_answered, usual=False, drawn=False),
        Column("comment", N_("Comment"), text=_of("comment"), usual=False, drawn=False),
    ),
    views=VIEWS,
    usual_view="answered",
    sorts=(Sort("latest", N_("newest first"), "planned_at"),),
    filters=(
        Choice("kind", N_("Kind"), _kinds),
        Thing("customer", N_("Customer"), _customer),
        Thing("member", N_("Served by"), _member),
    ),
    export=Export("survey.read", actions.note_export, "export"),
    said="title",
    find=N_("Find ratings"),
    find_in=N_("Customer, or what it is about"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
    own=_with_dimensions,
)


@get("/surveys", name="surveys.index", opt=needs("survey.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What customers think, by view and filters."""
    return await lists.show(RATINGS, request, may_manage=current_principal().may("survey.manage"))


@get("/surveys/export.csv", name="surveys.export", opt=needs("survey.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table, each dimension in a column; that it was taken out is noted."""
    return await lists.take_out(RATINGS, request)


HANDLERS = (index, export)
