"""What customers want changed about themselves: the list, and the answers."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, queries, views
from desk.customers.forms import read_answers
from desk.customers.permissions import ANSWER
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

SIZE = 20
HERE = "proposals"
PROPOSALS = "/proposals"


@get(PROPOSALS, name="customers.proposals", opt=needs(ANSWER))
async def index(over: FromQuery[bool] = False, after: FromQuery[str] = "") -> Response[str]:
    """Those that wait, or those that are over, the latest first."""
    return await _list(over=over, after=after)


@post(f"{PROPOSALS}/{{proposal_id:uuid}}/answer", name="customers.answer_proposal", status_code=200, opt=needs(ANSWER))
async def answer(request: Request[Any, Any, Any], proposal_id: FromPath[UUID]) -> Response[str]:
    """Accept or refuse each field; from a customer's file one comes back there."""
    values, by = await typed(request), current_principal()
    try:
        await actions.answer_proposal(proposal_id, read_answers(values), by=by)
    except Invalid as refusal:
        return await _list(status=422, again=(proposal_id, values, refusal.fields))
    from_file = values.get("from") == "customer"
    customer = (await queries.proposal(proposal_id)).customer
    return see_other(f"/customers/{customer}" if from_file else PROPOSALS)


async def _list(
    *,
    over: bool = False,
    after: str = "",
    status: int = 200,
    again: tuple[UUID, dict[str, Any], dict[str, str]] | None = None,
) -> Response[str]:
    found = await queries.proposals(waiting=not over, size=SIZE, cursor=after or None)
    tabs = {False: gettext("Waiting for an answer"), True: gettext("Answered and taken back")}
    kept = {"over": "true"} if over else {}
    return page(
        "customers/proposals.html",
        status=status,
        here=HERE,
        views=[
            {"label": word, "url": PROPOSALS + ("?over=true" if is_over else ""), "current": is_over == over}
            | {"count": None, "hot": False}
            for is_over, word in tabs.items()
        ],
        over=over,
        proposals=await views.proposals_shown(found.items),
        again={"id": again[0], "values": again[1], "errors": again[2]} if again else None,
        next_url=f"{PROPOSALS}?{urlencode(kept | {'after': found.next})}" if found.next else "",
    )


HANDLERS = (index, answer)
