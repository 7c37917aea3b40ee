"""One request, and what is done with it. Browsers without script get the page again."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import subjects
from desk.foundation.asking import links_beside
from desk.foundation.errors import Refusal
from desk.foundation.hooks import title
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.requests import actions, queries, views
from desk.requests.errors import NoSuchPerson
from desk.requests.forms import AssignmentForm, NoteForm
from desk.requests.routes.listing import HERE

ONE = "/requests/{number:int}"
DO = needs("request.do")


@get(ONE, name="requests.show", opt=needs("request.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One request with what happened to it."""
    return await _show(number)


@post(f"{ONE}/assignment", name="requests.assignment", status_code=200, opt=DO)
async def assign(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take it oneself (``member=me``) or assign it to a colleague, which takes a permission of its own."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, AssignmentForm)
        if form.member == "me":
            await actions.take_request(number, by=by, version=form.version)
        else:
            await actions.assign_request(number, _member(form.member), form.note, by=by, version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="assign", **kept(values, refusal))
    return see_other(f"/requests/{number}")


@post(f"{ONE}/return", name="requests.return", status_code=200, opt=DO)
async def give_back(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Give it back, with the reason."""
    values = await typed(request)
    try:
        form = read_values(values, NoteForm)
        await actions.give_back_request(number, form.note, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="return", **kept(values, refusal))
    return see_other(f"/requests/{number}")


@post(f"{ONE}/result", name="requests.result", status_code=200, opt=DO)
async def finish(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Note that it is done, with words for the team and for the customer."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        form = read_values(values, NoteForm)
        await actions.finish_request(number, form.note, form.told, by=by, version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="finish", **kept(values, refusal))
    await idempotency.once(by, token, f"/requests/{number}")
    return see_other(f"/requests/{number}")


@post(f"{ONE}/cancellation", name="requests.cancellation", status_code=200, opt=needs("request.open"))
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Say that it isn't needed any more."""
    values = await typed(request)
    try:
        form = read_values(values, NoteForm)
        await actions.cancel_request(number, form.note, form.told, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="cancel", **kept(values, refusal))
    return see_other(f"/requests/{number}")


async def _show(
    number: int,
    *,
    status: int = 200,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    by, found = current_principal(), await queries.sheet(number)
    key = (found["subject_kind"], found["subject_id"])
    things = await subjects.things_of([key] if found["subject_id"] else [])
    zone = current_visit().tenant.zone
    return page(
        "requests/show.html",
        status=status,
        here=HERE,
        request=views.sheet_view(found, things, by),
        claims=[
            {"by": title(one["plugin"]), "title": one["title"], "at": one["at"]}
            for one in await queries.claims(found["id"])
        ],
        items=views.timeline(await queries.facts(found["id"]), await queries.notes(found["id"]), zone),
        members=await queries.assignable("request.do"),
        beside=await links_beside("request", found["id"]),
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


def _member(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchPerson from None


HANDLERS = (show, assign, give_back, finish, cancel)
