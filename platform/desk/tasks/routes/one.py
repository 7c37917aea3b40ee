"""One task, and what is done with it. Browsers without script get the page again."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation import subjects
from desk.foundation.asking import links_beside
from desk.foundation.errors import Invalid, Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import NOT_A_CHOICE, kept, read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.tasks import actions, queries, views
from desk.tasks.forms import AssignmentForm, NoteForm, ResultForm, small_values
from desk.tasks.routes.listing import HERE, VIEWS

ONE = "/tasks/{task_id:uuid}"
WORK = needs("task.work")


@get(ONE, name="tasks.show", opt=needs("task.read"))
async def show(task_id: FromPath[UUID], joined: FromQuery[str] = "") -> Response[str]:
    """One task with what happened to it."""
    return await _show(task_id, joined=bool(joined))


@post(f"{ONE}/assignment", name="tasks.assignment", status_code=200, opt=WORK)
async def assign(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> Response[str]:
    """Take it oneself (``member=me``) or hand it over to a colleague."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, AssignmentForm)
        if form.member in ("me", str(by.id)):
            await actions.take_task(task_id, by=by, version=form.version)
        else:
            await actions.hand_over_task(task_id, _member(form.member), form.note, by=by, version=form.version)
    except Refusal as refusal:
        return await _show(task_id, opened="hand-over", **kept(values, refusal))
    return see_other(f"/tasks/{task_id}")


@post(f"{ONE}/result", name="tasks.result", status_code=200, opt=WORK)
async def finish(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> Response[str]:
    """Finish it with one of its results; from a list one comes back to the list."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        form = read_values(values, ResultForm)
        await actions.finish_task(task_id, form.result, form.note, small_values(values), by=by, version=form.version)
    except Refusal as refusal:
        return await _show(task_id, opened="finish", **kept(values, refusal))
    view = str(values.get("view", ""))
    place = f"/tasks?view={view}&ended={task_id}" if view in {one.name for one in VIEWS} else f"/tasks/{task_id}"
    await idempotency.once(by, token, place)
    return see_other(place)


@post(f"{ONE}/refusal", name="tasks.refusal", status_code=200, opt=WORK)
async def decline(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> Response[str]:
    """Say that one won't do it, and why."""
    values = await typed(request)
    try:
        form = read_values(values, NoteForm)
        await actions.decline_task(task_id, form.note, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(task_id, opened="decline", **kept(values, refusal))
    return see_other(f"/tasks/{task_id}")


@post(f"{ONE}/cancellation", name="tasks.cancellation", status_code=200, opt=needs("task.read"))
async def cancel(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> Response[str]:
    """Say that it isn't needed any more."""
    values = await typed(request)
    try:
        form = read_values(values, NoteForm)
        await actions.cancel_task(task_id, form.note, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(task_id, opened="cancel", **kept(values, refusal))
    return see_other(f"/tasks/{task_id}")


async def _show(
    task_id: UUID,
    *,
    status: int = 200,
    joined: bool = False,
    opened: str = "",
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    by = current_principal()
    who = await queries.who(by)
    found = await queries.sheet(task_id, who)
    askers = await queries.askers(task_id)
    things = await subjects.things_of(views.keys_of([found, *askers]))
    asked = any(one["by_id"] == by.id and one["asker"] == "" for one in askers)
    shown = views.task_view(found, things, who, by, now())
    zone = current_visit().tenant.zone
    return page(
        "tasks/show.html",
        status=status,
        here=HERE,
        task=views.sheet_view(found, shown, by, asked=asked, who=who),
        askers=[views.asker_view(one, things, by) for one in askers],
        beside=await links_beside("task", task_id),
        items=views.timeline(await queries.facts(task_id), await queries.notes(task_id), found["kind"], zone),
        members=[one for one in await queries.assignable() if one[0] != str(found["assignee"])],
        joined=joined,
        opened=opened,
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


def _member(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid({"member": gettext(NOT_A_CHOICE)}) from None


HANDLERS = (show, assign, finish, decline, cancel)
