"""One case at the partner, and what is done with it. Browsers without script get the page again."""

from collections.abc import Awaitable, Callable
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.cases import actions, queries, sheets, views
from desk.cases.forms import EnvelopeForm, ReasonForm, read_envelope, read_step
from desk.cases.routes.listing import HERE
from desk.cases.states import Direction
from desk.documents.views import printable
from desk.foundation import subjects
from desk.foundation.database import rows
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.tasks import views as task_views

ONE = "/cases/{number:int}"
HAND_UP = needs("case.hand_up")
Act = Callable[..., Awaitable[None]]


@get(ONE, name="cases.show", opt=needs("case.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One case: the envelope, what both sides said, and when headquarters looked."""
    return await show_case(number)


@get(f"{ONE}/envelope", name="cases.envelope", opt=HAND_UP)
async def envelope(number: FromPath[int]) -> Response[str]:
    """The envelope to be completed."""
    case = await queries.sheet(rows, number)
    return await _envelope(number, values=views.envelope_values(case) | {"version": str(case["version"])}, errors={})


@post(f"{ONE}/envelope", name="cases.complete", status_code=200, opt=HAND_UP)
async def complete(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Send it again with what was missing."""
    values = await typed(request)
    try:
        form, envelope = read_envelope(values, EnvelopeForm)
        await actions.complete_case(number, envelope, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _envelope(number, **kept(values, refusal))
    return see_other(f"/cases/{number}")


@post(f"{ONE}/objection", name="cases.objection", status_code=200, opt=HAND_UP)
async def not_solved(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The answer didn't solve it."""
    return await act_on(request, number, actions.mark_not_solved, "objection")


@post(f"{ONE}/closure", name="cases.closure", status_code=200, opt=HAND_UP)
async def close(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The customer confirmed."""
    values, case = await typed(request), await queries.sheet(rows, number)
    try:
        form, particulars = read_step(values, ReasonForm, case["kind"], sheets.CLOSE, sheets.particulars_of(case))
        await actions.close_case(number, form.body, particulars, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_case(number, opened="closure", **kept(values, refusal))
    return see_other(f"/cases/{number}")


@post(f"{ONE}/consent", name="cases.withdraw_consent", status_code=200, opt=HAND_UP)
async def withdraw_consent(number: FromPath[int]) -> Response[str]:
    """Posted with ``_method=DELETE``: the customer withdraws the consent, and all copies of the case go."""
    try:
        await actions.withdraw_consent(number, by=current_principal())
    except Refusal as refusal:
        return await show_case(number, **kept({}, refusal))
    return see_other(f"/cases/{number}")


async def act_on(request: Request[Any, Any, Any], number: int, act: Act, opened: str) -> Response[str]:
    """Do something with a case that needs a few words; what is refused comes back in the dialog ``opened``."""
    values = await typed(request)
    try:
        form = read_values(values, ReasonForm)
        await act(number, form.body, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_case(number, opened=opened, **kept(values, refusal))
    return see_other(f"/cases/{number}")


async def show_case(
    number: int,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    """The page of a case: one for what was handed up, another for what was transferred down."""
    case, by = await queries.sheet(rows, number), current_principal()
    entries = await queries.entries(rows, case["id"])
    key = (case["subject_kind"], case["subject_id"])
    thing = (await subjects.things_of([key])).get(key)
    wish = await queries.requirement_of(rows, case["id"])
    shown = views.sheet_view(case, entries, current_visit().tenant.zone)
    (shown,) = await views.with_dues("case", [shown])
    is_down = case["direction"] == Direction.DOWN
    along = await queries.files_of(rows, case["id"])
    return page(
        "cases/transferred.html" if is_down else "cases/show.html",
        status=status,
        here=HERE,
        case=shown,
        thing=thing if thing and by.may(thing.permission) else None,
        may=views.possible(case, by),
        asked=sheets.fields_of(case["kind"], sheets.CLOSE, sheets.particulars_of(case)),
        prints=printable("case", case["id"], by),
        looks=await queries.looks(case["id"]),
        requirement=views.requirement_view(wish) if wish else None,
        files=[views.file_view(one, f"/files/{one['id']}") for one in along],
        may_withdraw=by.may("case.hand_up") and any(one["ended_at"] is None for one in along),
        fetches=await queries.fetches(case["id"]),
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
        **(await _work(case) if is_down else {}),
    )


async def _work(case: Record) -> dict[str, Any]:
    """What is reported of a complaint, and the tasks about it."""
    (tasks,) = await task_views.panel_of_subject("case", case["id"])
    return {
        "feedback": [views.feedback_view(one) for one in await queries.feedback_of(rows, case["id"])],
        "work": tasks.context,
    }


async def _envelope(
    number: int, *, values: dict[str, str], errors: dict[str, str], status: int = 200, refused: str = ""
) -> Response[str]:
    case = await queries.sheet(rows, number)
    return page(
        "cases/new.html",
        status=status,
        here=HERE,
        values=values,
        errors=errors,
        refused=refused,
        thing=None,
        case=views.row_view(case),
        sheets=views.asked_by_kind(),
        copyable=await views.copyable(case["subject_kind"], case["subject_id"]),
    )


HANDLERS = (show, envelope, complete, not_solved, close, withdraw_consent)
