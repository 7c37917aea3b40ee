"""How a task ends: done with a result, declined, or not needed any more. What is over stays over."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED, TOO_LONG
from desk.kit.time import now
from desk.tasks import kinds, queries
from desk.tasks.actions._moving import allow, checked, save, say, subject_of
from desk.tasks.errors import TakeFirst
from desk.tasks.events import TaskCancelled, TaskDeclined, TaskDone, TaskEvent, TaskWithdrawn
from desk.tasks.permissions import manages
from desk.tasks.states import CANCEL, DECLINE, FINISH, Status
from desk.tasks.tables import Task, TaskAsker

LONGEST_VALUE = 200
_OF = {Status.DONE: TaskDone, Status.DECLINED: TaskDeclined, Status.CANCELLED: TaskCancelled}


async def finish_task(
    task_id: UUID,
    result: str,
    note: str = "",
    values: Mapping[str, str] | None = None,
    *,
    by: Principal,
    version: int | None = None,
) -> Task:
    """
    Finish a task with one of its kind's results; all who asked are told by ``task.done``.

    Of two who finish it at once, the second is told who was quicker. Raises ``Invalid``, ``AlreadyEnded``.
    """
    task = await checked(task_id, version, by=by)
    await allow(task, FINISH, by=by)
    kind = kinds.kind_of(task.kind)
    values = {name: value.strip() for name, value in (values or {}).items() if value.strip()}
    faults = {f"value_{name}": gettext(NOT_A_CHOICE) for name in values if name not in kind.values}
    faults |= {
        f"value_{name}": gettext(TOO_LONG).format(limit=LONGEST_VALUE, count=len(value))
        for name, value in values.items()
        if len(value) > LONGEST_VALUE
    }
    if result not in kind.results:
        faults["result"] = gettext(NOT_A_CHOICE if result else REQUIRED)
    if faults:
        raise Invalid(faults)
    keeps = {} if task.assignee else {"assignee": by.id if by.kind == "member" else None}
    await _end(task, Status.DONE, by, result=result, note=note, values=values, **keeps)
    return task


async def decline_task(task_id: UUID, note: str, *, by: Principal, version: int | None = None) -> Task:
    """Say that one won't do it, and why. What waits for several has to be taken first. Raises ``TakeFirst``."""
    task = await checked(task_id, version, by=by)
    await allow(task, DECLINE, by=by)
    if not note.strip():
        raise Invalid({"note": gettext(REQUIRED)})
    if task.assignee is None and not manages(by):
        raise TakeFirst
    await _end(task, Status.DECLINED, by, note=note)
    return task


async def cancel_task(task_id: UUID, note: str = "", *, by: Principal, version: int | None = None) -> Task:
    """
    Say that it isn't needed any more: whoever manages tasks for all, who asked for themselves.

    While somebody else waits for the result, only one's own asking ends.
    """
    task = await checked(task_id, version, by=by)
    CANCEL.check(task, by)
    if not (manages(by) or by.kind == "system" or await queries.is_asker(task_id, by.id)):
        raise Forbidden
    if not manages(by) and by.kind != "system":
        await _withdraw(task, by, (TaskAsker.by_id == by.id) & (TaskAsker.asker == ""), asker="")
        if await queries.askers(task_id):
            return task
    await _end(task, Status.CANCELLED, by, note=note)
    return task


async def withdraw(key: str, asker: str, *, by: Principal, reference: str | None = None) -> bool:
    """
    A slice doesn't need the result any more. The task ends when nobody else does; False when none is open.

    ``reference`` ends one asking of several of the same slice.
    """
    task_id = await queries.open_with(key)
    if task_id is None:
        return False
    task = await queries.task(task_id, lock=True)
    whose = TaskAsker.asker == asker
    await _withdraw(task, by, whose if reference is None else whose & (TaskAsker.reference == reference), asker=asker)
    if not await queries.askers(task_id):
        await _end(task, Status.CANCELLED, by)
    return True


async def _withdraw(task: Task, by: Principal, whose: Any, *, asker: str) -> None:
    await TaskAsker.update({TaskAsker.withdrawn_at: now()}).where((TaskAsker.task == task.id) & whose)
    if await queries.askers(task.id):
        await record(
            TaskWithdrawn(task.id, by=by, customer_id=task.customer, kind=task.kind, key=task.key, asker=asker)
        )


async def _end(
    task: Task,
    status: Status,
    by: Principal,
    *,
    result: str = "",
    note: str = "",
    values: Mapping[str, str] | None = None,
    **more: Any,
) -> None:
    await save(
        task,
        status=status,
        ended_at=now(),
        ended_by=by.id if by.kind == "member" else None,
        result=result,
        result_note=note.strip(),
        result_values=msgspec.json.encode(dict(values or {})).decode(),
        **more,
    )
    await say(task, note, by=by)
    fact: type[TaskEvent] = _OF[status]
    await record(
        fact(
            task.id,
            by=by,
            customer_id=task.customer,
            cause_id=task.cause_id,
            kind=task.kind,
            key=task.key,
            result=result,
            subject=subject_of(task),
            askers=[
                [one["asker"], one["reference"], one["subject_kind"], str(one["subject_id"] or "")]
                for one in await queries.askers(task.id)
            ],
        )
    )
