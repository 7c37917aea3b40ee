"""The list of promises: views, filters and their addresses; what is due today; the table to take out."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.deadlines import actions, queries, views
from desk.deadlines.queries import Spans, Wanted
from desk.deadlines.states import LADDERS
from desk.foundation import promises
from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import Leaf, leaf, rounded, table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now, to_zone
from desk.people import queries as people
from desk.search import kinds as found_kinds
from desk.search import queries as search

HERE = "deadlines"
READ = needs("deadline.read")
SIZE = 50
MOST = 10_000
"""Rows of a table that is taken out."""
VIEWS = {"mine": N_("Mine"), "team": N_("My team"), "all": N_("All"), "paused": N_("Paused")}
DUE = {
    "overdue": N_("Overdue"),
    "hour": N_("Due within the hour"),
    "today": N_("Later today"),
    "tomorrow": N_("Tomorrow"),
}
HEADINGS = (
    *(N_("Promise"), N_("What is promised"), N_("About"), N_("Customer"), N_("Owner"), N_("Status"), N_("Turn")),
    *(N_("Limit"), N_("Started"), N_("Due")),
)


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


async def wanted_of(view: str, member_id: UUID) -> Wanted:
    """What a view shows."""
    if view == "team":
        return Wanted(team=await queries.team_of(member_id))
    return {"mine": Wanted(member=member_id), "all": Wanted(), "paused": Wanted(paused=True)}[view]


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str]) -> None:
        self.view, self.q = query.get("view", "mine"), query.get("q", "")[:200].strip()
        self.promise, self.ladder, self.due = query.get("promise"), query.get("ladder"), query.get("due")
        known = promises.known_to(current_visit().tenant.plugins)
        self.promises = [one for one in known.values() if not one.act]
        if (
            self.view not in VIEWS
            or (self.promise and self.promise not in known)
            or (self.ladder and self.ladder not in LADDERS)
            or (self.due and self.due not in DUE)
        ):
            raise Unacceptable
        self.after, self.before = query.get("after"), query.get("before")
        self.nobodys = query.get("member") == "nobody"
        try:
            self.member = UUID(query["member"]) if query.get("member") and not self.nobodys else None
            self.customer = UUID(query["customer"]) if query.get("customer") else None
        except ValueError:
            raise Unacceptable from None
        self.customer_name = self.member_name = ""
        self.wanted = Wanted()

    def address(self, path: str = "/promises", **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        known: dict[str, str | None] = {"view": self.view, "promise": self.promise, "ladder": self.ladder}
        known |= {"due": self.due, "q": self.q or None}
        known["customer"] = str(self.customer) if self.customer else None
        known["member"] = "nobody" if self.nobodys else str(self.member) if self.member else None
        kept = {name: value for name, value in (known | changes).items() if value}
        return f"{path}?{urlencode(kept)}"

    async def narrow(self) -> None:
        """What the list shall show. Raises ``NotFound`` for a customer or member that isn't there."""
        by = current_principal()
        wanted = await wanted_of(self.view, by.id)
        if self.member or self.nobodys:
            wanted = replace(wanted, member=self.member, nobodys=self.nobodys, team=None)
        if self.member:
            self.member_name = (await people.member(self.member)).name
        if self.customer:
            self.customer_name = (await customers.customer(self.customer)).name
        since, until = between(self.due) if self.due else (None, None)
        self.wanted = replace(
            wanted, promise=self.promise, ladder=self.ladder, since=since, until=until, customer=self.customer
        )
        if self.q:
            readable = [one.name for one in found_kinds.readable(by)]
            found = await search.find(self.q, kinds=readable, most=50)
            self.wanted = replace(self.wanted, subjects=[one.subject_id for one in found])

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        found = []
        if self.promise:
            found.append((N_("Promise"), f"{self.promise} {views.what(self.promise)}", "promise"))
        if self.ladder:
            found.append((N_("Ladder"), self.ladder, "ladder"))
        if self.due:
            found.append((N_("Due"), gettext(DUE[self.due]), "due"))
        if self.member or self.nobodys:
            found.append((N_("Owner"), self.member_name or gettext("Nobody yet"), "member"))
        if self.customer:
            found.append((N_("Customer"), self.customer_name, "customer"))
        if self.q:
            found.append((N_("Text"), self.q, "q"))
        return [
            {"label": gettext(word), "value": value, "remove_url": self.address("/promises", **_without(name))}
            for word, value, name in found
        ]

    def more(self) -> list[dict[str, str]]:
        """Filters that can be added."""
        found = []
        if not self.due and self.view != "paused":
            found += [{"label": gettext(word), "url": self.address(due=name)} for name, word in DUE.items()]
        if not self.promise:
            found += [
                {"label": f"{one.id} {gettext(one.what)}", "url": self.address(promise=one.id)} for one in self.promises
            ]
        if not self.ladder:
            found += [{"label": label("deadline.ladder", one), "url": self.address(ladder=one)} for one in LADDERS]
        return found

    async def tabs(self) -> list[dict[str, Any]]:
        """The views as tabs, with their counts."""
        found, by = [], current_principal()
        for view, word in VIEWS.items():
            wanted = await wanted_of(view, by.id)
            late = await queries.counted(replace(wanted, until=now()), most=1) if view == "mine" else 0
            found.append(
                {
                    "label": gettext(word),
                    "url": f"/promises?view={view}",
                    "current": view == self.view,
                    "count": await queries.counted(wanted),
                    "hot": bool(late),
                }
            )
        return found

    async def leaf(self) -> Leaf:
        """The page that was asked for."""
        listed = partial(queries.listed, self.wanted)
        return await leaf(listed, queries.sort_column(self.wanted), size=SIZE, after=self.after, before=self.before)


def _without(name: str) -> dict[str, str | None]:
    return {name: None}


@get("/promises", name="deadlines.index", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What was promised, the next one first, by view and filters."""
    asked = Asked(dict(request.query_params))
    await asked.narrow()
    found = await asked.leaf()
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "deadlines/index.html",
        here=HERE,
        views=await asked.tabs(),
        view=asked.view,
        filters=asked.chips(),
        add=asked.more(),
        q=asked.q,
        rows=await views.rows_of(found.rows, current_principal()),
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        export_url=asked.address("/promises/export.csv"),
    )


@get("/promises/export.csv", name="deadlines.export", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same list as a table; that it was taken out is noted."""
    by, zone = current_principal(), current_visit().tenant.zone
    asked = Asked(dict(request.query_params))
    await asked.narrow()
    found = await queries.listed(asked.wanted, most=MOST)
    shown = await views.rows_of(found, by)
    lines = [_line(one, view, zone) for one, view in zip(found, shown, strict=True)]
    return await as_table("promises", HEADINGS, lines)


async def as_table(name: str, headings: tuple[str, ...], lines: list[list[str]]) -> Response[bytes]:
    """Lines as a table to take out; that it was taken out is noted."""
    await actions.note_export(len(lines), by=current_principal())
    return await table(name, headings, lines)


def _line(one: Record, view: dict[str, Any], zone: str) -> list[str]:
    subject = view["subject"]
    return [
        one["promise"],
        view["what"],
        subject["name"] if subject else "",
        view["customer"] or "",
        one["member_name"] or "",
        label("deadline.status", one["status"]),
        label("deadline.turn", one["turn"]),
        view["limit"],
        *(full_moment(one[name], zone) if one[name] else "" for name in ("started_at", "due_at")),
    ]


HANDLERS = (index, export)
