"""The list of tickets: views, filters and their addresses."""

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get

from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import Leaf, leaf, rounded
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal
from desk.people import queries as people
from desk.search import queries as search
from desk.tickets import queries, views
from desk.tickets.errors import NoSuchPerson
from desk.tickets.queries import Wanted

SIZE = 50
VIEWS = {
    "mine": N_("Mine"),
    "team": N_("Our team"),
    "unassigned": N_("Unassigned"),
    "waiting": N_("Waiting for customers"),
    "settled": N_("Settled"),
    "all": N_("All"),
}
FILTERS = {"status": N_("Status"), "channel": N_("Channel"), "kind": N_("Kind")}
_KINDS = {"status": "ticket.status", "channel": "channel", "kind": "kind"}


def wanted_of(view: str, principal: Principal) -> Wanted:
    """What a view shows."""
    return {
        "mine": Wanted(unsettled=True, assignee=principal.id),
        "team": Wanted(unsettled=True),
        "unassigned": Wanted(unsettled=True, unassigned=True),
        "waiting": Wanted(turn="customer"),
        "settled": Wanted(unsettled=False),
        "all": Wanted(),
    }[view]


def sorted_oldest_first(view: str) -> bool:
    """Work is listed by how long it has been waiting; what is settled, newest first."""
    return view in ("mine", "team", "unassigned", "waiting")


async def matters(
    wanted: Wanted, *, size: int, oldest_first: bool, after: str | None = None, before: str | None = None
) -> Leaf:
    """The tickets behind or before a cursor. Raises ``Unacceptable`` for a cursor that we didn't make."""
    listed = partial(queries.listed, wanted, oldest_first=oldest_first)
    return await leaf(listed, queries.sort_column(oldest_first), size=size, after=after, before=before)


class Asked:
    """What somebody asked for in the address of the list."""

    def __init__(self, query: dict[str, str], principal: Principal) -> None:
        view = query.get("view", "team")
        if view not in VIEWS:
            raise Unacceptable
        self.view, self.q = view, query.get("q", "")[:200].strip()
        self.after, self.before = query.get("after"), query.get("before")
        self.chosen = {name: query[name] for name in FILTERS if query.get(name)}
        if any(value not in words(_KINDS[name]) for name, value in self.chosen.items()):
            raise Unacceptable
        self.customer, self.customer_name = _uuid(query.get("customer")), ""
        self.wanted = replace(wanted_of(view, principal), customer=self.customer, urgent=query.get("urgent") == "1")
        if status := self.chosen.get("status"):
            self.wanted = replace(self.wanted, status=status)
        if channel := self.chosen.get("channel"):
            self.wanted = replace(self.wanted, channel=channel)
        if kind := self.chosen.get("kind"):
            self.wanted = replace(self.wanted, kind=kind)

    def address(self, **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        now: dict[str, str | None] = {"view": self.view, **self.chosen, "q": self.q or None}
        now["customer"] = str(self.customer) if self.customer else None
        now["urgent"] = "1" if self.wanted.urgent else None
        kept = {name: value for name, value in (now | changes).items() if value}
        return f"/tickets?{urlencode(kept)}"

    async def narrow(self) -> None:
        """Turn a searched text into the tickets that it finds. Raises ``NotFound`` for a customer that isn't there."""
        if self.customer:
            self.customer_name = (await queries.caller(self.customer))["name"]
        if self.q:
            found = await search.find(self.q, kinds=["ticket"], most=50)
            self.wanted = replace(self.wanted, ids=[one.subject_id for one in found])

    def chips(self) -> list[dict[str, str]]:
        """What narrows the list now, each with the address without it."""
        found = [
            {
                "label": gettext(FILTERS[name]),
                "value": label(_KINDS[name], value),
                "remove_url": self.address(**{name: None}),
            }
            for name, value in self.chosen.items()
        ]
        if self.customer:
            found.append(
                {"label": gettext("Customer"), "value": self.customer_name, "remove_url": self.address(customer=None)}
            )
        if self.wanted.urgent:
            found.append({"label": gettext("Urgent"), "value": gettext("Yes"), "remove_url": self.address(urgent=None)})
        if self.q:
            found.append({"label": gettext("Text"), "value": self.q, "remove_url": self.address(q=None)})
        return found

    def more(self) -> list[dict[str, str]]:
        """Filters that can be added."""
        found = [
            {"label": f"{gettext(word)}{gettext(': ')}{text}", "url": self.address(**{name: value})}
            for name, word in FILTERS.items()
            if name not in self.chosen
            for value, text in words(_KINDS[name]).items()
        ]
        if not self.wanted.urgent:
            found.insert(0, {"label": gettext("Urgent"), "url": self.address(urgent="1")})
        return found

    async def tabs(self, principal: Principal) -> list[dict[str, Any]]:
        """The views as tabs, with their counts where work waits."""
        found = []
        for view, word in VIEWS.items():
            count = await queries.counted(wanted_of(view, principal)) if sorted_oldest_first(view) else None
            found.append(
                {
                    "label": gettext(word),
                    "url": f"/tickets?view={view}",
                    "current": view == self.view,
                    "count": count,
                    "hot": view == "unassigned" and bool(count),
                }
            )
        return found


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Unacceptable from None


async def assignable() -> list[tuple[str, str]]:
    """To whom a ticket can be given: id and name."""
    return [(str(one["id"]), f"{one['name']} {one['staff_no']}") for one in await people.assignable()]


def member_id(text: str) -> UUID:
    """A member's id from a form. Raises ``NoSuchPerson``."""
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchPerson from None


@get("/tickets", name="tickets.index", opt=needs("ticket.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """The list, by view and filters."""
    principal = current_principal()
    asked = Asked(dict(request.query_params), principal)
    await asked.narrow()
    oldest_first = sorted_oldest_first(asked.view)
    found = await matters(asked.wanted, size=SIZE, oldest_first=oldest_first, after=asked.after, before=asked.before)
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return page(
        "tickets/index.html",
        here="tickets",
        views=await asked.tabs(principal),
        filters=asked.chips(),
        add=asked.more(),
        q=asked.q,
        tickets=await views.with_dues([views.row_view(one) for one in found.rows]),
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        sorted_by=gettext("longest waiting first") if oldest_first else gettext("newest first"),
        sort_url=asked.address(),
    )
