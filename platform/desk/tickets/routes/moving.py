"""Every action on a ticket as a noun that is posted or deleted. Browsers without script post ``_method=DELETE``."""

from typing import Any

from litestar import Request, Response, delete, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid, Refusal, Stale
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal, current_visit
from desk.tickets import actions
from desk.tickets.forms import AssignmentForm, ReasonForm, SolutionForm, VersionForm
from desk.tickets.routes._sheet import changed, done, parts, refused, whole_page
from desk.tickets.routes.listing import member_id


@post("/tickets/{number:int}/assignment", name="tickets.assignment", status_code=200, opt=needs("ticket.take"))
async def assign(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take it oneself (``member=me``) or give it to a colleague."""
    values, principal = await typed(request), current_principal()

    async def doing() -> None:
        form = read_values(values, AssignmentForm)
        if form.member in ("me", str(principal.id)):
            await actions.take_ticket(number, by=principal, version=form.version)
        else:
            await actions.assign_ticket(number, member_id(form.member), by=principal, version=form.version)

    return await done(number, doing())


@post("/tickets/{number:int}/hold", name="tickets.hold", status_code=200, opt=needs("ticket.hold"))
async def hold(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Put it on hold; deleted it goes on."""
    values = await typed(request)
    act = actions.resume_ticket if _means_delete(values) else actions.hold_ticket
    return await done(number, act(number, by=current_principal(), version=read_values(values, VersionForm).version))


@delete("/tickets/{number:int}/hold", name="tickets.resume", status_code=200, opt=needs("ticket.hold"))
async def resume(number: FromPath[int], version: FromQuery[int | None] = None) -> Response[str]:
    """Go on with it."""
    return await done(number, actions.resume_ticket(number, by=current_principal(), version=version))


@post("/tickets/{number:int}/solution", name="tickets.solution", status_code=200, opt=needs("ticket.solve"))
async def solve(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Settle it with its solution; deleted, with a reason, it isn't solved after all."""
    values = await typed(request)
    if _means_delete(values):
        return await done(number, _not_solved(number, values))
    kept = {name: str(value) for name, value in values.items()}
    try:
        found = read_values(values, SolutionForm)
        solution = actions.Solution(
            found.symptom, found.cause, found.solution, found.steps, found.prevention, found.solution_2
        )
        await actions.solve_ticket(number, solution, by=current_principal(), version=found.version)
    except Invalid as refusal:
        if current_visit().is_fragment:
            context = await parts(number) | {"values": kept, "errors": refusal.fields}
            return fragment("tickets/_solve.html", status=422, **context)
        return await whole_page(number, status=422, values=kept, errors=refusal.fields, opened="solve")
    except Refusal as refusal:
        if current_visit().is_fragment and refusal.status == 409:
            return await refused(number, refusal)
        if not isinstance(refusal, Stale):
            raise
        return await whole_page(number, status=409, values=kept, conflict=str(refusal), opened="solve")
    return await changed(number)


@delete("/tickets/{number:int}/solution", name="tickets.not_solved", status_code=200, opt=needs("ticket.reopen"))
async def not_solved(
    number: FromPath[int], reason: FromQuery[str] = "", version: FromQuery[int | None] = None
) -> Response[str]:
    """The customer says that it isn't solved."""
    return await done(number, _not_solved(number, {"reason": reason, "version": version}))


async def _not_solved(number: int, values: dict[str, Any]) -> None:
    form = read_values(values, ReasonForm)
    await actions.mark_not_solved(number, form.reason, by=current_principal(), version=form.version)


@post("/tickets/{number:int}/closure", name="tickets.closure", status_code=200, opt=needs("ticket.reopen"))
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Close it for the customer, which takes a permission of its own; deleted it opens again."""
    values = await typed(request)
    act = actions.reopen_ticket if _means_delete(values) else actions.close_ticket
    return await done(number, act(number, by=current_principal(), version=read_values(values, VersionForm).version))


@delete("/tickets/{number:int}/closure", name="tickets.reopen", status_code=200, opt=needs("ticket.reopen"))
async def reopen(number: FromPath[int], version: FromQuery[int | None] = None) -> Response[str]:
    """Open it again."""
    return await done(number, actions.reopen_ticket(number, by=current_principal(), version=version))


def _means_delete(values: dict[str, Any]) -> bool:
    return values.get("_method") == "DELETE"


HANDLERS = (assign, hold, resume, solve, not_solved, close, reopen)
