"""The list of payments: views, filters and their addresses; the table to take out."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import Leaf, leaf, rounded, table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.money import plain_money
from desk.kit.time import full_moment, now, to_zone
from desk.payments import actions, kinds, queries, views
from desk.payments.queries import Wanted
from desk.payments.states import PAID, Method
from desk.search import queries as search

HERE = "payments"
SIZE = 50
MOST = 10_000
"""Rows of a table that is taken out."""
VIEWS = {
    "all": N_("All"),
    "claimed": N_("To be verified"),
    "paid": N_("Paid"),
    "refunded": N_("Paid back"),
    "refused": N_("Not received"),
}
WANTED = {
    "all": Wanted(),
    "claimed": Wanted(statuses=("claimed",)),
    "paid": Wanted(statuses=PAID),
    "refunded": Wanted(refunded=True),
    "refused": Wanted(statuses=("refused",)),
}
HEADINGS = (
    *(N_("Number"), N_("Paid for"), N_("Customer"), N_("Status"), N_("Amount"), N_("Currency"), N_("Paid back")),
    *(N_("How"), N_("Paid at"), N_("Receipt"), N_("Invoice"), N_("Reference")),
)


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str], zone: str) -> None:
        self.view, self.q = query.get("view", "all"), query.get("q", "")[:200].strip()
        self.kind, self.method = query.get("kind") or None, query.get("method") or None
        self.month = query.get("month") or None
        if self.view not in VIEWS or self.method not in (None, *Method):
            raise Unacceptable
        self.after, self.before = query.get("after"), query.get("before")
        try:
            self.customer = UUID(query["customer"]) if query.get("customer") else None
            begin, end = month_bounds(self.month, zone) if self.month else (None, None)
        except ValueError:
            raise Unacceptable from None
        self.customer_name = ""
        self.wanted = replace(
            WANTED[self.view],
            kind=self.kind,
            method=self.method,
            customer=self.customer,
            paid_from=begin,
            paid_before=end,
        )

    def address(self, path: str = "/payments", **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        known: dict[str, str | None] = {"view": self.view, "kind": self.kind, "method": self.method}
        known |= {"month": self.month, "q": self.q or None}
        known["customer"] = str(self.customer) if self.customer else None
        kept = {name: value for name, value in (known | changes).items() if value}
        return f"{path}?{urlencode(kept)}"

    async def narrow(self) -> None:
        """Turn a searched text into payments. Raises ``NotFound`` for a customer that isn't there."""
        if self.customer:
            self.customer_name = (await customers.customer(self.customer)).name
        if self.q:
            found = await search.find(self.q, kinds=["payment"], most=50)
            self.wanted = replace(self.wanted, ids=[one.subject_id for one in found])

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        found = [
            (N_("Paid for"), kinds.word_of(self.kind) if self.kind else "", "kind"),
            (N_("How"), label("payment.method", self.method) if self.method else "", "method"),
            (N_("Month"), self.month or "", "month"),
            (N_("Customer"), self.customer_name, "customer"),
            (N_("Text"), self.q, "q"),
        ]
        return [
            {
                "label": gettext(word),
                "value": value,
                "remove_url": self.address("/payments", **dict[str, str | None]({name: None})),
            }
            for word, value, name in found
            if value
        ]

    def more(self, zone: str) -> list[dict[str, str]]:
        """Filters that can be added."""
        found: list[tuple[str, str, str]] = []
        if not self.month:
            found.append((gettext("This month"), "month", f"{to_zone(now(), zone):%Y-%m}"))
        if not self.kind:
            found += [(_named(N_("Paid for"), gettext(one.label)), "kind", one.id) for one in kinds.offered()]
        if not self.method:
            found += [(_named(N_("How"), said), "method", word) for word, said in words("payment.method").items()]
        return [
            {"label": said, "url": self.address("/payments", **dict[str, str | None]({name: value}))}
            for said, name, value in found
        ]

    async def tabs(self) -> list[dict[str, Any]]:
        """The views as tabs; what waits for somebody is counted."""
        waiting = await queries.counted(WANTED["claimed"])
        return [
            {
                "label": gettext(word),
                "url": f"/payments?view={view}",
                "current": view == self.view,
                "count": waiting if view == "claimed" else None,
                "hot": view == "claimed" and bool(waiting),
            }
            for view, word in VIEWS.items()
        ]

    async def leaf(self) -> Leaf:
        """The page that was asked for."""
        listed = partial(queries.listed, self.wanted)
        return await leaf(listed, "paid_at", size=SIZE, after=self.after, before=self.before)


def month_bounds(month: str, zone: str) -> tuple[datetime, datetime]:
    """The first moment of a month (``2026-11``), and of the next. Raises ``ValueError``."""
    year, _, number = month.partition("-")
    there, first = ZoneInfo(zone), int(number)
    if len(month) != 7 or not 1900 < int(year) < 3000:
        raise ValueError
    begin = datetime(int(year), first, 1, tzinfo=there)
    return begin, datetime(int(year) + first // 12, first % 12 + 1, 1, tzinfo=there)


@get("/payments", name="payments.index", opt=needs("payment.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was paid, by view and filters."""
    by, zone = current_principal(), current_visit().tenant.zone
    asked = Asked(dict(request.query_params), zone)
    await asked.narrow()
    found = await asked.leaf()
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "payments/index.html",
        here=HERE,
        views=await asked.tabs(),
        view=asked.view,
        filters=asked.chips(),
        add=asked.more(zone),
        q=asked.q,
        payments=[views.row_view(one) for one in found.rows],
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        export_url=asked.address("/payments/export.csv"),
        new_url=asked.address("/payments/new", view=None) if asked.customer else "/payments/new",
        may_note=by.may("payment.record") or by.may("payment.claim"),
    )


@get("/payments/export.csv", name="payments.export", opt=needs("payment.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    by, zone = current_principal(), current_visit().tenant.zone
    asked = Asked(dict(request.query_params), zone)
    await asked.narrow()
    found = await queries.listed(asked.wanted, most=MOST)
    await actions.note_export(len(found), by=by)
    return await table("payments", HEADINGS, [_line(one, zone) for one in found])


def _line(one: Record, zone: str) -> list[str]:
    return [
        str(one["number"]),
        kinds.word_of(one["kind"]),
        one["customer_name"],
        views.mark_of(one)[0],
        plain_money(one["amount_cents"], one["currency"]),
        one["currency"],
        plain_money(one["refunded_cents"], one["currency"]),
        label("payment.method", one["method"]),
        full_moment(one["paid_at"], zone),
        one["receipt"],
        one["invoice"],
        one["reference"],
    ]


def _named(word: str, value: str) -> str:
    return f"{gettext(word)}{gettext(': ')}{value}"


HANDLERS = (index, export)
