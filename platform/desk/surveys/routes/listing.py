"""The list of ratings: views, filters and their addresses; the table to take out."""

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
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
from desk.kit.time import full_moment
from desk.people import queries as people
from desk.search import queries as search
from desk.surveys import actions, kinds, queries, views
from desk.surveys.queries import Wanted

HERE = "surveys"
SIZE = 50
MOST = 10_000
"""Rows of a table that is taken out."""
VIEWS = {
    "answered": N_("Answered"),
    "low": N_("Not satisfied"),
    "asked": N_("Was asked"),
    "waiting": N_("Will be asked"),
    "skipped": N_("Not asked"),
}
HEADINGS = (
    *(N_("About"), N_("Kind"), N_("Customer"), N_("Contact"), N_("Served by"), N_("Status"), N_("How")),
    *(N_("Answered at"), N_("Comment")),
)


def wanted_of(view: str) -> Wanted:
    """What a view shows."""
    return Wanted(low=True) if view == "low" else Wanted(statuses=(view,))


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str]) -> None:
        self.view, self.q = query.get("view", "answered"), query.get("q", "")[:200].strip()
        self.kind = query.get("kind") or None
        if self.view not in VIEWS or self.kind not in (None, *kinds.registered()):
            raise Unacceptable
        self.after, self.before = query.get("after"), query.get("before")
        try:
            self.customer = UUID(query["customer"]) if query.get("customer") else None
            self.member = UUID(query["member"]) if query.get("member") else None
        except ValueError:
            raise Unacceptable from None
        self.customer_name = self.member_name = ""
        self.wanted = replace(wanted_of(self.view), kind=self.kind, customer=self.customer, member=self.member)

    def address(self, path: str = "/surveys", **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        known: dict[str, str | None] = {"view": self.view, "kind": self.kind, "q": self.q or None}
        known["customer"] = str(self.customer) if self.customer else None
        known["member"] = str(self.member) if self.member else None
        return f"{path}?{urlencode({name: value for name, value in (known | changes).items() if value})}"

    async def narrow(self) -> None:
        """Turn a searched text into surveys. Raises ``NotFound`` for a customer or member that isn't there."""
        if self.customer:
            self.customer_name = (await customers.customer(self.customer)).name
        if self.member:
            self.member_name = (await people.member(self.member))["name"]
        if self.q:
            found = await search.find(self.q, kinds=["survey"], most=50)
            self.wanted = replace(self.wanted, ids=[one.subject_id for one in found])

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        found = [
            (N_("Kind"), gettext(kinds.kind_of(self.kind).label) if self.kind else "", "kind"),
            (N_("Customer"), self.customer_name, "customer"),
            (N_("Served by"), self.member_name, "member"),
            (N_("Text"), self.q, "q"),
        ]
        return [
            {
                "label": gettext(word),
                "value": value,
                "remove_url": self.address("/surveys", **dict[str, str | None]({name: None})),
            }
            for word, value, name in found
            if value
        ]

    def more(self) -> list[dict[str, str]]:
        """Filters that can be added."""
        if self.kind:
            return []
        return [
            {"label": f"{gettext('Kind')}{gettext(': ')}{gettext(one.label)}", "url": self.address(kind=name)}
            for name, one in kinds.offered().items()
        ]

    def tabs(self) -> list[dict[str, Any]]:
        """The views as tabs."""
        return [
            {"label": gettext(word), "url": f"/surveys?view={view}", "current": view == self.view}
            | {"count": None, "hot": False}
            for view, word in VIEWS.items()
        ]

    async def leaf(self) -> Leaf:
        """The page that was asked for."""
        listed = partial(queries.listed, self.wanted)
        return await leaf(listed, "planned_at", size=SIZE, after=self.after, before=self.before)


@get("/surveys", name="surveys.index", opt=needs("survey.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What customers think, by view and filters."""
    asked = Asked(dict(request.query_params))
    await asked.narrow()
    found = await asked.leaf()
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "surveys/index.html",
        here=HERE,
        view=asked.view,
        views=asked.tabs(),
        filters=asked.chips(),
        add=asked.more(),
        q=asked.q,
        surveys=[views.row_view(one) for one in found.rows],
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        export_url=asked.address("/surveys/export.csv"),
        may_manage=current_principal().may("survey.manage"),
    )


@get("/surveys/export.csv", name="surveys.export", opt=needs("survey.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table, each dimension in a column; that it was taken out is noted."""
    asked, zone = Asked(dict(request.query_params)), current_visit().tenant.zone
    await asked.narrow()
    found = await queries.listed(asked.wanted, most=MOST)
    said = [msgspec.json.decode(one["levels"], type=dict[str, str]) for one in found]
    dimensions = [*dict.fromkeys((*words("survey.dimension"), *sorted({name for one in said for name in one})))]
    await actions.note_export(len(found), by=current_principal())
    headings = (*HEADINGS[:-1], *(label("survey.dimension", name) for name in dimensions), HEADINGS[-1])
    return await table(
        "ratings", headings, [_line(one, levels, dimensions, zone) for one, levels in zip(found, said, strict=True)]
    )


def _line(one: Record, said: dict[str, str], dimensions: list[str], zone: str) -> list[str]:
    return [
        one["title"],
        gettext(kinds.kind_of(one["kind"]).label),
        one["customer_name"],
        one["contact_name"] or "",
        one["member_name"] or "",
        label("survey.status", one["status"]),
        label("survey.channel", one["channel"]) if one["channel"] else "",
        full_moment(one["answered_at"], zone) if one["answered_at"] else "",
        *(label("survey.level", said[name]) if name in said else "" for name in dimensions),
        one["comment"],
    ]


HANDLERS = (index, export)
