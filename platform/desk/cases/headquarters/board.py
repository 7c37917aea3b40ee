"""The operators' list of cases: what partners handed up, and what was transferred to them."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get

from desk.cases import queries, views
from desk.cases.labels import LABELS
from desk.cases.queries import Wanted
from desk.cases.states import AT_PARTNER, WENT_DOWN, Status
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import page
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal

HERE = "cases"
INDEX = "/cases"
SIZE = 50
VIEWS = {
    "waiting": (N_("To be taken"), (Status.SUBMITTED,)),
    "work": (N_("In work"), (Status.IN_HQ,)),
    "partner": (N_("With the partner"), tuple(one for one in AT_PARTNER if one not in WENT_DOWN)),
    "down": (N_("Transferred"), WENT_DOWN),
    "ended": (N_("Finished"), (Status.CLOSED, Status.DECLINED)),
}


class Asked:
    """What an operator asked for in the address. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: dict[str, str]) -> None:
        self.view, self.q = query.get("view", "waiting"), query.get("q", "")[:100].strip()
        self.kind = query.get("kind", "")
        if self.view not in VIEWS or "\0" in self.q or (self.kind and self.kind not in LABELS["case.kind"]):
            raise Unacceptable
        self.after = decode(query["after"], datetime, UUID) if query.get("after") else None

    def address(self, **changes: str) -> str:
        """The address with some things changed."""
        said = {"view": self.view, "q": self.q, "kind": self.kind} | changes
        return f"{INDEX}?{urlencode({name: value for name, value in said.items() if value})}"

    def wanted(self, view: str = "") -> Wanted:
        """What the queries look for."""
        return Wanted(statuses=VIEWS[view or self.view][1], kind=self.kind or None, q=self.q)


@get(INDEX, name="cases.board", opt=needs("case.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What partners handed up, the newest first."""
    asked = Asked(dict(request.query_params))
    key = (asked.after[0], asked.after[1]) if asked.after else None
    found = await queries.listed(crossing_rows, asked.wanted(), most=SIZE + 1, after=key)
    shown = page_of(found, SIZE, lambda one: (one["opened_at"], one["id"]))
    return page(
        "cases/board.html",
        here=HERE,
        views=[await _tab(asked, name) for name in VIEWS],
        asked=asked,
        kinds=[("", gettext("All kinds")), *((name, gettext(word)) for name, word in LABELS["case.kind"].items())],
        may_transfer=current_principal().may("case.transfer"),
        letters=await queries.waiting_letters(),
        rows=await views.with_dues("case_desk", [views.row_view(one) for one in shown.items]),
        next_url=asked.address(after=shown.next) if shown.next else "",
        first_url=asked.address() if asked.after else "",
    )


async def _tab(asked: Asked, view: str) -> dict[str, Any]:
    return {
        "label": gettext(VIEWS[view][0]),
        "url": asked.address(view=view),
        "current": view == asked.view,
        "count": None if view == "ended" else await queries.counted(crossing_rows, asked.wanted(view)),
        "hot": False,
    }


HANDLERS = (index,)
