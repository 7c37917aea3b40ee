"""The list of tasks: views, filters and their addresses; the count of the navigation; the table to take out."""

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.customers import queries as customers
from desk.foundation import subjects
from desk.foundation.errors import Unacceptable
from desk.foundation.hooks import is_shown
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import Leaf, leaf, rounded, table
from desk.foundation.web.pages import fragment, page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment, now
from desk.search import queries as search
from desk.tasks import actions, kinds, queries, views
from desk.tasks.queries import Wanted, Who

HERE = "tasks"
SIZE = 50
MOST = 10_000
"""Rows of a table that is taken out."""
VIEWS = {
    "mine": N_("Mine"),
    "team": N_("For my team"),
    "asked": N_("Asked by me"),
    "all": N_("All"),
    "ended": N_("Finished"),
}
HEADINGS = (
    *(N_("Task"), N_("Kind"), N_("About"), N_("Customer"), N_("Status"), N_("For whom"), N_("Due")),
    *(N_("Asked at"), N_("Ended at"), N_("Result")),
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


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str], who: Who) -> None:
        self.who, self.view, self.q = who, query.get("view", "mine"), query.get("q", "")[:200].strip()
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

    def address(self, path: str = "/tasks", **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        known: dict[str, str | None] = {"view": self.view, "kind": self.kind, "q": self.q or None}
        known |= {"urgent": "1" if self.urgent else None, "late": "1" if self.late else None}
        known["customer"] = str(self.customer) if self.customer else None
        kept = {name: value for name, value in (known | changes).items() if value}
        return f"{path}?{urlencode(kept)}"

    async def narrow(self) -> None:
        """Turn a searched text into tasks. Raises ``NotFound`` for a customer that isn't there."""
        if self.customer:
            self.customer_name = (await customers.customer(self.customer)).name
        if self.q:
            found = await search.find(self.q, kinds=["task"], most=50)
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
        return [
            {
                "label": gettext(word),
                "value": value,
                "remove_url": self.address("/tasks", **dict[str, str | None]({name: None})),
            }
            for word, value, name in found
        ]

    def more(self) -> list[dict[str, str]]:
        """Filters that can be added."""
        found = []
        if not self.late and self.view != "ended":
            found.append({"label": gettext("Late"), "url": self.address(late="1")})
        if not self.urgent:
            found.append({"label": gettext("Urgent"), "url": self.address(urgent="1")})
        if not self.kind:
            found += [
                {
                    "label": f"{gettext('Kind')}{gettext(': ')}{gettext(one.label)}",
                    "url": self.address(kind=one.id),
                }
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
                    "url": f"/tasks?view={view}",
                    "current": view == self.view,
                    "count": count,
                    "hot": view == "team" and bool(count),
                }
            )
        return found

    async def leaf(self) -> Leaf:
        """The page that was asked for."""
        listed = partial(queries.listed, self.wanted)
        return await leaf(
            listed, "order_at" if self.wanted.undone else "ended_at", size=SIZE, after=self.after, before=self.before
        )


@get("/tasks", name="tasks.index", opt=needs("task.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What is to be done, by view and filters."""
    by = current_principal()
    who = await queries.who(by)
    asked = Asked(dict(request.query_params), who)
    await asked.narrow()
    found = await asked.leaf()
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "tasks/index.html",
        here=HERE,
        views=await asked.tabs(),
        view=asked.view,
        filters=asked.chips(),
        add=asked.more(),
        q=asked.q,
        tasks=await views.rows_of(found.rows, who, by),
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        export_url=asked.address("/tasks/export.csv"),
        may_ask=by.may("task.ask"),
        toast=_toast(await _just_ended(request.query_params.get("ended", ""), who)),
    )


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
    by, zone = current_principal(), current_visit().tenant.zone
    asked = Asked(dict(request.query_params), await queries.who(by))
    await asked.narrow()
    found = await queries.listed(asked.wanted, most=MOST)
    things = await subjects.things_of(views.keys_of(found))
    await actions.note_export(len(found), by=by)
    return await table("tasks", HEADINGS, [_line(one, things, zone) for one in found])


def _line(one: Record, things: dict[subjects.Key, subjects.Thing], zone: str) -> list[str]:
    thing = things.get((one["subject_kind"], one["subject_id"]))
    moments = [full_moment(one[name], zone) if one[name] else "" for name in ("due_at", "asked_at", "ended_at")]
    return [
        one["title"],
        gettext(kinds.kind_of(one["kind"]).label),
        thing.name if thing else "",
        one["customer_name"] or "",
        label("task.status", one["status"]),
        views.waits_for(one),
        *moments,
        kinds.result_word(one["kind"], one["result"]) if one["result"] else "",
    ]


async def _just_ended(text: str, who: Who) -> Record | None:
    """What was finished with a click in the list, if it was."""
    try:
        found = await queries.listed(Wanted(who, undone=False, ids=[UUID(text)]), most=1) if text else []
    except ValueError:
        return None
    return found[0] if found else None


def _toast(ended: Record | None) -> dict[str, Any] | None:
    if ended is None:
        return None
    word = kinds.result_word(ended["kind"], ended["result"]) or label("task.status", ended["status"])
    return {"text": f"{ended['title']}{gettext(': ')}{word}", "undo_url": "", "undo_fields": {}}


HANDLERS = (index, count, export)
