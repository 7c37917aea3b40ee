"""One campaign: its page with progress and report, and what may be done with it."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Principal, Refusal, current_principal, kept, needs, page, read_values, see_other, typed
from desk_campaigns import views
from desk_campaigns.actions import deciding, writing
from desk_campaigns.forms import MomentForm, moment_of
from desk_campaigns.notices import TRIAL
from desk_campaigns.queries import answered, audience, campaigns
from desk_campaigns.routes.listing import HERE
from desk_campaigns.states import WRITE

ONE = "/campaigns/{number:int}"
SOME = 20
MOST = 500
"""Names of who registered."""


@get(ONE, name="campaigns.show", opt=needs("campaigns.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One campaign."""
    return await _show(number)


@post(f"{ONE}/date", name="campaigns.schedule", status_code=200, opt=needs(WRITE))
async def schedule(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Begin at a moment to come."""
    values = await typed(request)
    try:
        moment = moment_of(read_values(values, MomentForm))
        await deciding.schedule_campaign(number, moment, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept(values, refusal))
    return see_other(f"/campaigns/{number}")


def _door(noun: str, name: str, act: Callable[..., Awaitable[Any]]) -> Any:
    @post(f"{ONE}/{noun}", name=f"campaigns.{name}", status_code=200, opt=needs(WRITE))
    async def go(number: FromPath[int]) -> Response[str]:
        by: Principal = current_principal()
        try:
            await act(number, by=by)
        except Refusal as refusal:
            return await _show(number, **kept({}, refusal))
        return see_other(f"/campaigns/{number}")

    return go


DOORS = (
    _door("readiness", "prepare", writing.prepare_campaign),
    _door("trial", "try", writing.try_campaign),
    _door("approval", "approve", deciding.approve_campaign),
    _door("sending", "send", deciding.send_campaign),
    _door("pause", "pause", deciding.pause_campaign),
    _door("resumption", "resume", deciding.resume_campaign),
    _door("cancellation", "cancel", deciding.cancel_campaign),
)


async def _show(number: int, *, status: int = 200, **came_back: Any) -> Response[str]:
    found, by = await campaigns.sheet(number), current_principal()
    frozen = found["approved_at"] is not None
    if frozen:
        counts = {one["why"]: one["count"] for one in await audience.skipped(found["id"])} | {"": found["recipients"]}
    else:
        counts = await audience.counted(found["content"], found["channels"], msgspec.json.decode(found["filters"]))
    return page(
        "campaigns/show.html",
        status=status,
        here=HERE,
        campaign=views.campaign_sheet(found, by),
        audience=views.counted(counts),
        is_frozen=frozen,
        needs_other=not frozen and views.needs_other(counts.get("", 0), found, by),
        some=await audience.some(found["id"], most=SOME, left_out=False) if frozen else [],
        report=views.report(await audience.outcome(found["id"], TRIAL), await answered.counted(found["id"])),
        registered=await answered.registered(found["id"], most=MOST),
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (show, schedule, *DOORS)
