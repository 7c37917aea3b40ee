"""The list of payments: views, filters, columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import Asked, Choice, Column, Export, Filter, Sort, Thing, View
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.money import plain_money
from desk.kit.time import full_moment, now, to_zone
from desk.payments import actions, kinds, queries, views
from desk.payments.queries import Wanted
from desk.payments.states import PAID
from desk.search import queries as search

HERE = "payments"
WANTED = {
    "all": Wanted(),
    "claimed": Wanted(statuses=("claimed",)),
    "paid": Wanted(statuses=PAID),
    "refunded": Wanted(refunded=True),
    "refused": Wanted(statuses=("refused",)),
}


def month_bounds(month: str, zone: str) -> tuple[datetime, datetime]:
    """The first moment of a month (``2026-11``), and of the next. Raises ``ValueError``."""
    year, _, number = month.partition("-")
    there, first = ZoneInfo(zone), int(number)
    if len(month) != 7 or not 1900 < int(year) < 3000:
        raise ValueError
    begin = datetime(int(year), first, 1, tzinfo=there)
    return begin, datetime(int(year) + first // 12, first % 12 + 1, 1, tzinfo=there)


@dataclass(frozen=True, slots=True)
class Month(Filter):
    """A month as the books have it: ``2026-11``."""

    shape = "choice"

    def value(self, text: str) -> tuple[datetime, datetime]:
        try:
            return month_bounds(text, current_visit().tenant.zone)
        except ValueError:
            raise Unacceptable from None

    async def said(self, text: str) -> str:
        return text

    def choices(self) -> Mapping[str, str]:
        return {f"{to_zone(now(), current_visit().tenant.zone):%Y-%m}": gettext("This month")}


async def _wanted(asked: Asked) -> Wanted:
    begin, end = asked.value("month") or (None, None)
    return replace(
        WANTED[asked.view.name],
        kind=asked.value("kind"),
        method=asked.value("method"),
        customer=asked.value("customer"),
        paid_from=begin,
        paid_before=end,
        ids=await search.ids_of(asked.q, "payment"),
    )


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    return [views.row_view(one) for one in found]


async def _customer(customer_id: UUID) -> str:
    return str((await customers.customer(customer_id)).name)


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _money(name: str) -> Any:
    return lambda line: plain_money(line.record[name], line.record["currency"])


PAYMENTS = lists.List(
    name="payments",
    word=N_("Payments"),
    path="/payments",
    here=HERE,
    permission="payment.read",
    template="payments/index.html",
    cells="payments/_cells.html",
    columns=(
        Column("number", N_("Number"), "pd-num pd-quiet pd-small", _of("number"), usual=False),
        Column("kind", N_("Paid for"), "pd-hide-phone", lambda line: line.row["kind"], usual=False),
        Column("customer", N_("Customer"), "pd-fill", _of("customer_name"), fixed=True),
        Column("status", N_("Status"), "pd-nowrap", lambda line: line.row["word"]),
        Column("amount", N_("Amount"), "pd-num text-end pd-nowrap", _money("amount_cents")),
        Column("currency", N_("Currency"), "", _of("currency"), drawn=False),
        Column("refunded", N_("Paid back"), "", _money("refunded_cents"), drawn=False),
        Column(
            "method",
            N_("How"),
            "pd-nowrap pd-hide-phone",
            lambda line: label("payment.method", line.record["method"]),
        ),
        Column(
            "paid",
            N_("Paid at"),
            "pd-num pd-quiet pd-small pd-hide-phone",
            lambda line: full_moment(line.record["paid_at"], line.zone),
        ),
        Column("receipt", N_("Receipt"), "pd-nowrap pd-num pd-small pd-hide-phone", _of("receipt")),
        Column("invoice", N_("Invoice"), "pd-nowrap pd-num pd-small pd-hide-phone", _of("invoice"), usual=False),
        Column("reference", N_("Reference"), "", _of("reference"), drawn=False),
    ),
    views=(
        View("all", N_("All"), "paid", counted=False),
        View("claimed", N_("To be verified"), "paid", hot=lists.all_of_it),
        View("paid", N_("Paid"), "paid", counted=False),
        View("refunded", N_("Paid back"), "paid", counted=False),
        View("refused", N_("Not received"), "paid", counted=False),
    ),
    usual_view="all",
    sorts=(Sort("paid", N_("newest first"), "paid_at"),),
    filters=(
        Month("month", N_("Month")),
        Choice("kind", N_("Paid for"), lambda: {one.id: gettext(one.label) for one in kinds.offered()}),
        Choice("method", N_("How"), lambda: words("payment.method")),
        Thing("customer", N_("Customer"), _customer),
    ),
    export=Export("payment.read", actions.note_export, "export"),
    said="number",
    signal="payments",
    find=N_("Find payments"),
    find_in=N_("Customer, receipt, invoice or reference"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get("/payments", name="payments.index", opt=needs("payment.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was paid, by view and filters."""
    by, customer = current_principal(), request.query_params.get("customer", "")
    new_url = f"/payments/new?customer={customer}" if customer else "/payments/new"
    may_note = by.may("payment.record") or by.may("payment.claim")
    return await lists.show(PAYMENTS, request, new_url=new_url, may_note=may_note)


@get("/payments/export.csv", name="payments.export", opt=needs("payment.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    return await lists.take_out(PAYMENTS, request)


HANDLERS = (index, export)
