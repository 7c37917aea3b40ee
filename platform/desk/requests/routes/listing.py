"""The list of requests: views, filters and their addresses; the table to take out."""

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.foundation.errors import Unacceptable
from desk.foundation.hooks import is_shown
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import Leaf, leaf, rounded, table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now
from desk.requests import actions, kinds, queries, views
from desk.requests.queries import Wanted
from desk.search import queries as search

HERE = "requests"
SIZE = 50
MOST = 10_000
"""Rows of a table that is taken out."""
VIEWS = {
    "waiting": N_("Nobody has it"),
    "open": N_("Under way"),
    "mine": N_("Mine"),
    "ended": N_("Finished"),
}
HEADINGS = (
    *(N_("Number"), N_("Request"), N_("Kind"), N_("Customer"), N_("Status"), N_("Taken by"), N_("Cover")),
    *(N_("Due"), N_("Opened"), N_("Ended")),
)


def wanted_of(view: str, who: UUID) -> Wanted:
    """What a view shows."""
    return {
        "waiting": Wanted(waiting=True),
        "open": Wanted(),
        "mine": Wanted(assignee=who),
        "ended": Wanted(undone=False),
    }[view]


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str], who: UUID) -> None:
        self.who, self.view, self.q = who, query.get("view", "open"), query.get("q", "")[:200].strip()
        self.kind = query.get("kind") or None
        if self.view not in VIEWS or self.kind not in (None, *kinds.registered()):
            raise Unacceptable
        self.after, self.before = query.get("after"), query.get("before")
        self.urgent, self.late = query.get("urgent") == "1", query.get("late") == "1"
        try:
            self.customer = UUID(query["customer"]) if query.get("customer") else None
        except ValueError:
            raise Unacceptable from None
        self.customer_name = ""
        self.wanted = replace(
            wanted_of(self.view, who),
            kind=self.kind,
            urgent=self.urgent,
            late_at=now() if self.late else None,
            customer=self.customer,
        )

    def address(self, path: str = "/requests", **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        known: dict[str, str | None] = {"view": self.view, "kind": self.kind, "q": self.q or None}
        known |= {"urgent": "1" if self.urgent else None, "late": "1" if self.late else None}
        known["customer"] = str(self.customer) if self.customer else None
        kept = {name: value for name, value in (known | changes).items() if value}
        return f"{path}?{urlencode(kept)}"

    async def narrow(self) -> None:
        """Turn a searched text into requests. Raises ``NotFound`` for a customer that isn't there."""
        if self.customer:
            self.customer_name = (await queries.customer_thing(self.customer)).name
        if self.q:
            found = await search.find(self.q, kinds=["request"], most=50)
            self.wanted = replace(self.wanted, ids=[one.subject_id for one in found])

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        found = []
        if self.kind:
            found.append((N_("Kind"), gettext(kinds.kind_of(self.kind).label), "kind"))
        if self.customer:
            found.append((N_("Customer"), self.customer_name, "customer"))
        if self.urgent:
            found.append((N_("Urgent"), gettext("Yes"), "urgent"))
        if self.late:
            found.append((N_("Late"), gettext("Yes"), "late"))
        if self.q:
            found.append((N_("Text"), self.q, "q"))
        without: dict[str, str | None]
        chips = []
        for word, value, name in found:
            without = {name: None}
            chips.append({"label": gettext(word), "value": value, "remove_url": self.address("/requests", **without)})
        return chips

    def more(self) -> list[dict[str, str]]:
        """Filters that can be added."""
        found = []
        if not self.late and self.view != "ended":
            found.append({"label": gettext("Late"), "url": self.address(late="1")})
        if not self.urgent:
            found.append({"label": gettext("Urgent"), "url": self.address(urgent="1")})
        if not self.kind:
            found += [
                {"label": f"{gettext('Kind')}{gettext(': ')}{gettext(one.label)}", "url": self.address(kind=one.id)}
                for one in kinds.registered().values()
                if is_shown(one.id, current_visit().tenant.plugins)
            ]
        return found

    async def tabs(self) -> list[dict[str, Any]]:
        """The views as tabs, with their counts where work waits."""
        found = []
        for view, word in VIEWS.items():
            count = await queries.counted(wanted_of(view, self.who)) if view != "ended" else None
            found.append(
                {
                    "label": gettext(word),
                    "url": f"/requests?view={view}",
                    "current": view == self.view,
                    "count": count,
                    "hot": view == "waiting" and bool(count),
                }
            )
        return found

    async def leaf(self) -> Leaf:
        """The page that was asked for."""
        listed = partial(queries.listed, self.wanted)
        return await leaf(
            listed, "order_at" if self.wanted.undone else "ended_at", size=SIZE, after=self.after, before=self.before
        )


@get("/requests", name="requests.index", opt=needs("request.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was asked of providers, by view and filters."""
    by = current_principal()
    asked = Asked(dict(request.query_params), by.id)
    await asked.narrow()
    found = await asked.leaf()
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "requests/index.html",
        here=HERE,
        views=await asked.tabs(),
        view=asked.view,
        filters=asked.chips(),
        add=asked.more(),
        q=asked.q,
        requests=[views.row_view(one, by, now()) for one in found.rows],
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        export_url=asked.address("/requests/export.csv"),
    )


@get("/requests/export.csv", name="requests.export", opt=needs("request.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    by, zone = current_principal(), current_visit().tenant.zone
    asked = Asked(dict(request.query_params), by.id)
    await asked.narrow()
    found = await queries.listed(asked.wanted, most=MOST)
    await actions.note_export(len(found), by=by)
    return await table("requests", HEADINGS, [_line(one, zone) for one in found])


def _line(one: Record, zone: str) -> list[str]:
    moments = [full_moment(one[name], zone) if one[name] else "" for name in ("due_at", "opened_at", "ended_at")]
    return [
        str(one["number"]),
        one["title"],
        gettext(kinds.kind_of(one["kind"]).label),
        one["customer_name"],
        label("request.status", one["status"]),
        views.who_has(one),
        label("request.cover", one["cover"]),
        *moments,
    ]


HANDLERS = (index, export)
