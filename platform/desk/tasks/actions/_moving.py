"""The one place where a task's status changes."""

from typing import Any
from uuid import UUID

from desk.foundation.errors import Forbidden, Stale
from desk.foundation.labels import label
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.tasks import kinds, queries
from desk.tasks.errors import AlreadyEnded, NotOffered
from desk.tasks.permissions import manages
from desk.tasks.states import ENDED, Status
from desk.tasks.tables import Task, TaskNote


async def checked(task_id: UUID, version: int | None, *, by: Principal) -> Task:
    """
    The task, locked, if they may see it. Raises ``NotFound``, ``AlreadyEnded``, and ``Stale`` when it isn't any more
    what the person saw.
    """
    if by.kind != "system":
        await queries.sheet(task_id, await queries.who(by))
    task = await queries.task(task_id, lock=True)
    if task.status in ENDED:
        raise AlreadyEnded(who=await queries.ended_by(task_id) or gettext("Somebody"))
    if version is not None and version != task.version:
        raise Stale(who=gettext("Somebody"))
    return task


async def allow(task: Task, move: Move, *, by: Principal) -> None:
    """Raise the refusal of the table, of the kind, or of whom it waits for."""
    move.check(task, by, lambda status: label("task.status", status))
    if by.kind == "system":
        return
    if not by.may(kinds.kind_of(task.kind).permission):
        raise Forbidden
    if not manages(by) and not queries.concerns(task.to_dict(), await queries.who(by)):
        raise NotOffered


async def save(task: Task, **changes: Any) -> None:
    """Write columns of a task that was read under lock; its version grows."""
    changes["version"] = task.version + 1
    for name, new in changes.items():
        setattr(task, name, str(new) if isinstance(new, Status) else new)
    await task.save([getattr(Task, name) for name in changes])


async def say(task: Task, body: str, *, by: Principal) -> None:
    """Keep what was said with a change; nothing when nothing was."""
    if body.strip():
        await TaskNote.add(task=task.id, by_kind=by.kind, by_id=by.id, body=body.strip(), at=now())


def subject_of(task: Task) -> list[str]:
    """Kind and id of what a task is about, as facts say it."""
    return [task.subject_kind, str(task.subject_id) if task.subject_kind else ""]
