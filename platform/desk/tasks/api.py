"""Tasks for programs: ``/api/v1/tasks``."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.tasks import actions, answers, kinds, queries
from desk.tasks.forms import ApiHandOver, ApiRefusal, ApiResult, ApiTask, NoteForm, named_values, read_api_task
from desk.tasks.queries import Wanted
from desk.tasks.states import ENDED

ONE = "/tasks/{task_id:uuid}"
READ = "task.read"
A_TASK = {"kind": "tasks.anything", "title": "核对发票抬头", "role": "finance", "due_at": "2030-11-19T02:31:05Z"}


@get("/tasks", name="api.tasks.index", opt=needs(READ, says=N_("Tasks, those to be done by their due time.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    kind: FromQuery[str | None] = None,
    key: FromQuery[str | None] = None,
    assignee: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
    subject_kind: FromQuery[str | None] = None,
    subject_id: FromQuery[UUID | None] = None,
    ended: FromQuery[bool] = False,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.TaskRow]:
    """Those to be done by their due time; with ``ended``, those that are over, the newest first. Every word narrows."""
    ended = ended or status in ENDED
    wanted = Wanted(
        await queries.who(current_principal()),
        undone=not ended,
        status=status,
        kind=kind,
        key=key,
        assignee=assignee,
        customer=customer,
        subject=(subject_kind or "", subject_id) if subject_id else None,
    )
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    column = "ended_at" if ended else "order_at"
    rows = await queries.listed(wanted, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one[column], one["id"]))
    return Listed([_row(one) for one in found.items], found.next)


@get("/tasks/kinds", name="api.tasks.kinds", opt=needs(READ, says=N_("The kinds of tasks and what may come of them.")))
async def all_kinds() -> Listed[answers.Kind]:
    """What may be asked for."""
    known = kinds.registered().values()
    return Listed([answers.Kind(one.id, gettext(one.label), list(one.results)) for one in known])


@post(
    "/tasks",
    name="api.tasks.ask",
    opt=needs(
        "task.ask",
        says=N_("Ask for a task. With a key, asking again while it is open joins the one that is there."),
        body=ApiTask,
        example=A_TASK,
    ),
)
async def ask(request: Request[Any, Any, Any]) -> answers.TaskSheet:
    """Ask for a task, or join the one with the same key."""
    form = await read_json(request, ApiTask)
    made = await actions.ask(read_api_task(form), by=current_principal())
    return await _sheet(made.task.id)


@get(ONE, name="api.tasks.show", opt=needs(READ, says=N_("One task with its result.")))
async def show(task_id: FromPath[UUID]) -> answers.TaskSheet:
    """One task."""
    return await _sheet(task_id)


@put(f"{ONE}/assignment/me", name="api.tasks.take", opt=needs("task.work", says=N_("Take a task oneself.")))
async def take(task_id: FromPath[UUID]) -> answers.TaskSheet:
    """Take it oneself."""
    await actions.take_task(task_id, by=current_principal())
    return await _sheet(task_id)


@put(
    f"{ONE}/assignment",
    name="api.tasks.assignment",
    opt=needs("task.work", says=N_("Hand a task over to a colleague."), body=ApiHandOver),
)
async def hand_over(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> answers.TaskSheet:
    """Hand it over."""
    form = await read_json(request, ApiHandOver)
    await actions.hand_over_task(task_id, form.member, form.note, by=current_principal(), version=form.version)
    return await _sheet(task_id)


@put(
    f"{ONE}/result",
    name="api.tasks.result",
    opt=needs("task.work", says=N_("Finish a task with one of its results."), body=ApiResult),
)
async def finish(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> answers.TaskSheet:
    """Finish it."""
    form, by = await read_json(request, ApiResult), current_principal()
    await actions.finish_task(task_id, form.result, form.note, named_values(form.values), by=by, version=form.version)
    return await _sheet(task_id)


@put(
    f"{ONE}/refusal",
    name="api.tasks.refusal",
    opt=needs("task.work", says=N_("Decline a task, and say why."), body=ApiRefusal),
)
async def decline(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> answers.TaskSheet:
    """Decline it."""
    form = await read_json(request, ApiRefusal)
    await actions.decline_task(task_id, form.note, by=current_principal(), version=form.version)
    return await _sheet(task_id)


@put(
    f"{ONE}/cancellation",
    name="api.tasks.cancellation",
    opt=needs(READ, says=N_("Say that a task isn't needed any more."), body=NoteForm),
)
async def cancel(request: Request[Any, Any, Any], task_id: FromPath[UUID]) -> answers.TaskSheet:
    """Cancel it; while somebody else waits for the result, only one's own asking ends."""
    form = await read_json(request, NoteForm, optional=True)
    await actions.cancel_task(task_id, form.note, by=current_principal(), version=form.version)
    return await _sheet(task_id)


def _about(one: Record) -> answers.About | None:
    return answers.About(one["subject_kind"], one["subject_id"]) if one["subject_id"] else None


def _row(one: Record) -> answers.TaskRow:
    return answer(answers.TaskRow, one, about=_about(one), team=one["team_name"] or "")


async def _sheet(task_id: UUID) -> answers.TaskSheet:
    found = await queries.sheet(task_id, await queries.who(current_principal()))
    askers = [
        answer(answers.TaskAsker, one, about=_about(one), member=one["by_id"] if one["by_kind"] == "member" else None)
        for one in await queries.askers(task_id)
    ]
    values = msgspec.json.decode(found["result_values"], type=dict[str, str])
    return answer(
        answers.TaskSheet, found, about=_about(found), team=found["team_name"] or "", values=values, askers=askers
    )


HANDLERS = (index, all_kinds, ask, show, take, hand_over, finish, decline, cancel)
