"""The operators' pages: what partners handed up, one case, and what headquarters says to it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.cases import actions, queries, views
from desk.cases.forms import VersionForm, read_said
from desk.cases.labels import LABELS
from desk.cases.queries import Wanted
from desk.cases.states import AT_PARTNER, Status
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Refusal, Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal, current_visit

HERE = "cases"
INDEX = "/cases"
ONE = f"{INDEX}/{{partner:str}}/{{number:int}}"
ANSWER = needs("case.answer")
SIZE = 50
VIEWS = {
    "waiting": (N_("To be taken"), (Status.SUBMITTED,)),
    "work": (N_("In work"), (Status.IN_HQ,)),
    "partner": (N_("With the partner"), AT_PARTNER),
    "ended": (N_("Finished"), (Status.CLOSED, Status.DECLINED)),
}
Act = Callable[..., Awaitable[None]]


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
        rows=await views.with_dues("case_desk", [views.row_view(one) for one in shown.items]),
        next_url=asked.address(after=shown.next) if shown.next else "",
        first_url=asked.address() if asked.after else "",
    )


@get(ONE, name="cases.matter", opt=needs("case.read"))
async def show(partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """One case; the partner sees that somebody looked."""
    case = await queries.sheet(crossing_rows, number, partner=partner)
    await actions.look_at_case(case, by=current_principal())
    return await _show(partner, number)


@post(f"{ONE}/work", name="cases.take", status_code=200, opt=ANSWER)
async def take(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Take it."""
    values = await typed(request)
    try:
        version = read_values(values, VersionForm).version
        await actions.take_case(partner, number, version, by=current_principal())
    except Refusal as refusal:
        return await _show(partner, number, **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


@post(f"{ONE}/return", name="cases.return", status_code=200, opt=ANSWER)
async def give_back(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Send it back for what is missing."""
    return await _say(request, partner, number, actions.return_case, "return")


@post(f"{ONE}/interim", name="cases.interim", status_code=200, opt=ANSWER)
async def interim(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Say how it stands."""
    return await _say(request, partner, number, actions.say_interim, "interim")


@post(f"{ONE}/answer", name="cases.answer", status_code=200, opt=ANSWER)
async def answer(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Answer it."""
    return await _say(request, partner, number, actions.answer_case, "answer")


@post(f"{ONE}/refusal", name="cases.decline", status_code=200, opt=ANSWER)
async def decline(request: Request[Any, Any, Any], partner: FromPath[str], number: FromPath[int]) -> Response[str]:
    """Say that it won't be done."""
    return await _say(request, partner, number, actions.decline_case, "refusal")


async def _say(request: Request[Any, Any, Any], partner: str, number: int, act: Act, opened: str) -> Response[str]:
    values = await typed(request)
    try:
        await act(partner, number, read_said(values), by=current_principal())
    except Refusal as refusal:
        return await _show(partner, number, opened=opened, **kept(values, refusal))
    return see_other(f"{INDEX}/{partner}/{number}")


async def _show(
    partner: str,
    number: int,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    case = await queries.sheet(crossing_rows, number, partner=partner)
    entries = await queries.entries(crossing_rows, case["id"])
    shown = views.sheet_view(case, entries, current_visit().tenant.zone)
    (shown,) = await views.with_dues("case_desk", [shown])
    return page(
        "cases/matter.html",
        status=status,
        here=HERE,
        case=shown,
        may=views.possible_at_headquarters(case, current_principal()),
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


async def _tab(asked: Asked, view: str) -> dict[str, Any]:
    return {
        "label": gettext(VIEWS[view][0]),
        "url": asked.address(view=view),
        "current": view == asked.view,
        "count": None if view == "ended" else await queries.counted(crossing_rows, asked.wanted(view)),
        "hot": False,
    }


HANDLERS = (index, show, take, give_back, interim, answer, decline)
