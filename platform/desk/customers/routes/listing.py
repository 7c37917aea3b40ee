"""The list of customers by name: by grade, narrowed by status and a text."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import actions, queries
from desk.customers.labels import GRADES
from desk.customers.queries import Wanted
from desk.customers.routes.many import MANY
from desk.customers.views import row_view
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.fields.settings import live
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Filter, Line, Sort, View
from desk.foundation.web.request import current_principal
from desk.kit.time import full_moment
from desk.search.queries import number_part

HERE = "customers"


async def _wanted(asked: Asked) -> Wanted:
    grade = asked.view.name if asked.view.name in GRADES else None
    return Wanted(asked.q, asked.value("status"), grade, asked.value("tag"), own_views.ranges(asked, "customer"))


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.customers(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    by = current_principal()
    held = await own_fields.values_of("customer", [one["id"] for one in found]) if live("customer") else {}
    return [row_view(one, by) | {"custom": own_views.cells("customer", held.get(one["id"], {}), by)} for one in found]


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _moment(name: str) -> Any:
    return lambda line: full_moment(line.record[name], line.zone)


def _phone(line: Line) -> str:
    return str(line.row["phone"])


class Tagged(Filter):
    """A word that customers are sorted under; chosen where one stands at a customer."""

    def value(self, text: str) -> str:
        return text[:40]

    async def said(self, text: str) -> str:
        return text


CUSTOMERS = lists.List(
    name="customers",
    word=N_("Customers"),
    path="/customers",
    here=HERE,
    permission="customer.read",
    template="customers/index.html",
    cells="customers/_cells.html",
    columns=(
        Column("number", N_("Number"), "pd-num pd-quiet pd-small", _of("number"), usual=False),
        Column("name", N_("Customer"), "pd-fill", _of("name"), fixed=True),
        Column("grade", N_("Grade"), "", lambda line: label("grade", line.record["grade"])),
        Column(
            "status",
            N_("Status"),
            "",
            lambda line: label("customer_status", line.record["status"]),
            usual=False,
        ),
        Column("contact", N_("Main contact"), "pd-hide-phone", _of("contact"), usual=False),
        Column("phone", N_("Phone"), "pd-num", _phone),
        Column("industry", N_("Industry"), "pd-hide-tablet pd-soft", _of("industry")),
        Column("changed", N_("Changed"), "pd-num pd-quiet pd-small pd-hide-tablet pd-last", _moment("changed_at")),
    ),
    views=(
        View("all", N_("All"), "name", counted=False),
        *(View(grade, word, "name") for grade, word in GRADES.items()),
    ),
    usual_view="all",
    view_in="grade",
    sorts=(Sort("name", N_("by name"), "name_key", str),),
    filters=(Choice("status", N_("Status"), lambda: words("customer_status")), Tagged("tag", N_("Tag"))),
    bulk=MANY,
    export=Export("customer.export", actions.note_export, "list"),
    find=N_("Find a customer"),
    find_in=N_("Name, pinyin initials, phone…"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
    own=lambda what: own_views.with_own(what, "customer"),
)


@get("/customers", name="customers.index", opt=needs("customer.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """The customers by name, narrowed by a text, a grade and a status."""
    by, q = current_principal(), request.query_params.get("q", "")[:200]
    start = urlencode({"phone" if number_part(q) else "name": q})
    may = {name: by.may(f"customer.{name}") for name in ("import", "export", "merge")}
    may["create"] = by.may("customer.edit")
    return await lists.show(CUSTOMERS, request, may=may, new_url=f"/customers/new?{start}")


@get("/customers/list.csv", name="customers.export_list", opt=needs("customer.export"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as it is narrowed, as a table; that it was taken out is noted."""
    return await lists.take_out(CUSTOMERS, request)


HANDLERS = (index, export)
