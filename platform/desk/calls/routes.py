"""The pages of calls: what came in and what is to be called back, and who is on the line at this moment."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.calls import actions, queries, views
from desk.calls.actions import Word
from desk.calls.forms import BackForm, MessageForm
from desk.calls.states import CallStatus, Told
from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import read_form, read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal
from desk.kit.time import now

HERE = "calls"
CALLS = "/calls"
ONE = f"{CALLS}/{{call_id:uuid}}"
READ, RECORD = needs("call.read"), needs("call.record")
SIZE = 50
LIVE = timedelta(hours=2)
"""A call that nobody said the end of isn't on the line for ever."""
TABS = (CallStatus.TO_CALL_BACK, CallStatus.MISSED, CallStatus.ENDED)


@get(CALLS, name="calls.index", opt=READ)
async def index(status: FromQuery[str] = "to_call_back", cursor: FromQuery[str | None] = None) -> Response[str]:
    """Calls, the latest first; at first who waits to be called back."""
    return await _list(status, cursor=cursor)


@post(f"{CALLS}/messages", name="calls.leave", status_code=200, opt=RECORD)
async def leave(request: Request[Any, Any, Any]) -> Response[str]:
    """Note by hand that somebody wants to be called back."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, MessageForm)
    except Invalid as refusal:
        return await _list("to_call_back", values=values, errors=refusal.fields, status_code=422)
    if not await idempotency.once(by, idempotency.token_of(values), CALLS):
        await actions.note_call(Word(Told.MESSAGE, number=form.number, note=form.note), by=by)
    return see_other(CALLS)


@get(f"{CALLS}/count", name="calls.count", opt=READ)
async def count() -> Response[str]:
    """How many wait to be called back, for the navigation."""
    return fragment("calls/_count.html", count=await queries.waiting_count())


@get(f"{CALLS}/live", name="calls.live", opt=READ)
async def live() -> Response[str]:
    """Who is on the line of whoever looks, or rings with nobody yet."""
    found = await queries.live_for(current_principal().id, now() - LIVE)
    return fragment("calls/_live.html", calls=[views.call_view(one) for one in found])


@get(ONE, name="calls.show", opt=READ)
async def show(call_id: FromPath[UUID]) -> Response[str]:
    """One call."""
    found = views.call_view(await queries.call(call_id))
    return page("calls/show.html", here=HERE, call=found, may_record=current_principal().may("call.record"))


@post(f"{ONE}/answer", name="calls.call_back", status_code=200, opt=RECORD)
async def call_back(call_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Note that they were called back."""
    form = await read_form(request, BackForm)
    await actions.call_back(call_id, reached=form.reached, by=current_principal())
    return see_other(f"{CALLS}/{call_id}")


async def _list(
    status: str,
    *,
    cursor: str | None = None,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    status_code: int = 200,
) -> Response[str]:
    shown = status if status in list(CallStatus) else ""
    after = decode(cursor, type(now()), UUID) if cursor else None
    found = await queries.calls(status=shown, most=SIZE + 1, after=(after[0], after[1]) if after else None)
    listed = page_of(found, SIZE, lambda one: (one["offered_at"], one["id"]))
    here = f"{CALLS}?status={shown or 'all'}"
    return page(
        "calls/index.html",
        status=status_code,
        here=HERE,
        tabs=_tabs(shown),
        calls=[views.call_view(one) for one in listed.items],
        shown=shown or "all",
        values={name: str(value) for name, value in (values or {}).items()},
        errors=errors or {},
        may_record=current_principal().may("call.record"),
        next_url=f"{here}&cursor={listed.next}" if listed.next else "",
        first_url=here if cursor else "",
    )


def _tabs(shown: str) -> list[dict[str, Any]]:
    named = [(str(one), words("call.status")[one]) for one in TABS] + [("all", gettext("All"))]
    plain = {"count": None, "hot": False}
    return [
        {"label": word, "url": f"{CALLS}?status={key}", "current": key == (shown or "all"), **plain}
        for key, word in named
    ]


HANDLERS = (index, leave, count, live, show, call_back)
