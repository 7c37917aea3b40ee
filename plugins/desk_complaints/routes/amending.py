"""Making amends: what puts a complaint right, and what is given after it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, kept, needs, once, read_values, see_other, token_of, typed
from desk_complaints.actions import amending
from desk_complaints.forms import AmendsForm, DecisionForm, RemedyForm, amends_of
from desk_complaints.routes.one import ONE, show_complaint

HANDLE, JUDGE = needs("complaints.handle"), needs("complaints.judge")


@post(f"{ONE}/remedies", name="complaints.order_remedy", status_code=200, opt=HANDLE)
async def order_remedy(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Ask for a visit or help that puts it right."""

    async def order(values: dict[str, Any]) -> None:
        form = read_values(values, RemedyForm)
        await amending.order_remedy(number, form.kind, form.text, by=current_principal(), version=form.version)

    return await _done(request, number, "remedy", order)


@post(f"{ONE}/compensations", name="complaints.compensate", status_code=200, opt=HANDLE)
async def compensate(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Propose what to give."""

    async def propose(values: dict[str, Any]) -> None:
        await amending.propose(number, amends_of(read_values(values, AmendsForm)), by=current_principal())

    return await _done(request, number, "amends", propose)


@post(
    f"{ONE}/compensations/{{amends_id:uuid}}/decision",
    name="complaints.decide_amends",
    status_code=200,
    opt=JUDGE,
)
async def decide(request: Request[Any, Any, Any], number: FromPath[int], amends_id: FromPath[UUID]) -> Response[str]:
    """Agree, or say why not."""

    async def settle(values: dict[str, Any]) -> None:
        form = read_values(values, DecisionForm)
        await amending.decide(number, amends_id, form.approved, form.reason, by=current_principal())

    return await _done(request, number, f"decide-{amends_id}", settle)


async def _done(
    request: Request[Any, Any, Any], number: int, opened: str, act: Callable[[dict[str, Any]], Awaitable[None]]
) -> Response[str]:
    """Do it once, and show the complaint; or show the form again with what is wrong."""
    values, by = await typed(request), current_principal()
    place = f"/complaints/{number}"
    try:
        if done := await once(by, token_of(values)):
            return see_other(done)
        await act(values)
    except Refusal as refusal:
        return await show_complaint(number, opened=opened, **kept(values, refusal))
    await once(by, token_of(values), place)
    return see_other(place)


HANDLERS = (order_remedy, compensate, decide)
