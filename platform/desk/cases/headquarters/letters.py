"""Customers' letters at headquarters: each is answered, or made a complaint for the partner."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.cases import actions, queries, views
from desk.cases.forms import ReasonForm
from desk.cases.headquarters.board import HERE
from desk.deadlines import queries as deadlines
from desk.deadlines import views as due_views
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Refusal, Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal

READ = needs("case.read")
SIZE = 50
SHOWN = ("waiting", "settled")


@get("/letters", name="cases.letters", opt=READ)
async def index(
    view: FromQuery[str] = "waiting", q: FromQuery[str] = "", after: FromQuery[str | None] = None
) -> Response[str]:
    """What customers wrote, the newest first."""
    q = q[:100].strip()
    if view not in SHOWN or "\0" in q:
        raise Unacceptable
    key = decode(after, datetime, UUID) if after else None
    found = await queries.letters(
        settled=view == "settled", q=q, most=SIZE + 1, after=(key[0], key[1]) if key else None
    )
    shown = page_of(found, SIZE, lambda one: (one["at"], one["id"]))
    dues = await deadlines.next_of("hq_letter", [one["id"] for one in shown.items])
    words = {"waiting": gettext("To be dealt with"), "settled": gettext("Dealt with")}
    return page(
        "cases/letters.html",
        here=HERE,
        view=view,
        q=q,
        views=[
            {"label": words[name], "url": _address(name, q), "current": name == view, "count": None, "hot": False}
            for name in SHOWN
        ],
        rows=[
            views.letter_view(one)
            | {"customer": one["customer_name"], "partner": one["partner_name"]}
            | {"due": due_views.due_view(dues[one["id"]]) if one["id"] in dues else None}
            for one in shown.items
        ],
        next_url=_address(view, q, shown.next) if shown.next else "",
    )


def _address(view: str, q: str, after: str = "") -> str:
    said = {"view": view, "q": q, "after": after}
    return f"/letters?{urlencode({name: value for name, value in said.items() if value})}"


@get("/letters/{letter_id:uuid}", name="cases.letter", opt=READ)
async def show(letter_id: FromPath[UUID]) -> Response[str]:
    """One letter, with what came of it."""
    return await _show(letter_id)


@post("/letters/{letter_id:uuid}/answer", name="cases.answer_letter", status_code=200, opt=needs("case.transfer"))
async def answer(request: Request[Any, Any, Any], letter_id: FromPath[UUID]) -> Response[str]:
    """Answer the customer directly."""
    values = await typed(request)
    try:
        await actions.answer_letter(letter_id, read_values(values, ReasonForm).body, by=current_principal())
    except Refusal as refusal:
        return await _show(letter_id, **kept(values, refusal))
    return see_other(f"/letters/{letter_id}")


async def _show(
    letter_id: UUID,
    *,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    found = await queries.letter(crossing_rows, letter_id)
    more = ("customer_name", "contact_name", "reach", "partner", "partner_name", "wanted", "reply_by", "case_number")
    return page(
        "cases/letter.html",
        status=status,
        here=HERE,
        letter=views.letter_view(found) | {name: found[name] for name in more},
        may_settle=found["act"] is None and current_principal().may("case.transfer"),
        opened=bool(errors),
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (index, show, answer)
