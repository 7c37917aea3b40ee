"""Taking a task and handing it over: by hand, when a member leaves, while they are away."""

from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.people import queries as people
from desk.tasks import kinds, queries
from desk.tasks.actions._moving import allow, checked, save, say
from desk.tasks.actions.asking import fault_of
from desk.tasks.errors import AlreadyTaken
from desk.tasks.events import TaskHandedOver, TaskTaken
from desk.tasks.states import HAND_OVER, TAKE, Status
from desk.tasks.tables import Task

STAND_IN = "tasks.stand_in"
Why = Literal["note", "left", "absent"]


async def take_task(task_id: UUID, *, by: Principal, version: int | None = None) -> Task:
    """Take a task oneself. Of two who want the same one, the second is told who was quicker."""
    task = await checked(task_id, None, by=by)
    if task.status == Status.TAKEN and task.assignee == by.id:
        return task
    if task.status == Status.TAKEN or (version is not None and version != task.version and task.assignee):
        raise AlreadyTaken(who=(await people.member_by_id(task.assignee)).name)
    await allow(task, TAKE, by=by)
    await save(task, status=Status.TAKEN, assignee=by.id, taken_at=now())
    await record(TaskTaken(task_id, by=by, customer_id=task.customer, kind=task.kind, key=task.key))
    return task


async def hand_over_task(
    task_id: UUID, member_id: UUID, note: str = "", *, by: Principal, version: int | None = None, why: Why = "note"
) -> Task:
    """Give a task to a colleague, who takes it anew. Raises ``Invalid`` for somebody who can't do it."""
    task = await checked(task_id, version, by=by)
    await allow(task, HAND_OVER, by=by)
    if fault := await fault_of(member_id, kinds.kind_of(task.kind)):
        raise Invalid({"member": fault})
    await _hand_over(task, member_id, note, by=by, why=why)
    return task


async def _hand_over(task: Task, member_id: UUID, note: str, *, by: Principal, why: Why) -> None:
    before = task.assignee
    if before == member_id:
        return
    await save(task, status=Status.OPEN, assignee=member_id, taken_at=None)
    await say(task, note, by=by)
    await record(
        TaskHandedOver(
            task.id,
            by=by,
            customer_id=task.customer,
            kind=task.kind,
            key=task.key,
            from_member=str(before or ""),
            to_member=str(member_id),
            why=why,
        )
    )


async def hand_over_all(member_id: UUID, successor_id: UUID) -> int:
    """Give what a member who left had to do to whoever takes over, or back to its team or role."""
    found = await queries.undone_of(member_id)
    for task_id in found:
        task = await queries.task(task_id, lock=True)
        await _hand_over(task, successor_id, "", by=SYSTEM, why="left")
    return len(found)


async def wait_elsewhere(team: UUID, into: UUID) -> None:
    """Let what waits for one department wait for another from now on."""
    await Task.update({Task.team: into}).where((Task.team == team) & Task.status.is_in(["open", "taken"]))


async def stand_in(member_id: UUID) -> int:
    """
    Give what falls due while a member is away to their deputy, from the first day on; the answer is how much that is.

    An absence that is still to come is waited for. Safe to run again and again.
    """
    zone, at = ZoneInfo(current_scope().tenant.zone), now()
    away = await queries.next_absence(member_id, people.today(at))
    if away is None:
        return 0
    begins = datetime.combine(away["from_on"], time.min, zone)
    if begins > at:
        await later(STAND_IN, member_id, begins)
        return 0
    ends = datetime.combine(away["to_on"] + timedelta(days=1), time.min, zone)
    await later(STAND_IN, member_id, ends)
    deputy = await people.deputy_of(member_id)
    if deputy is None:
        return 0
    found = await queries.undone_of(member_id, until=ends)
    for task_id in found:
        await _hand_over(await queries.task(task_id, lock=True), deputy, "", by=SYSTEM, why="absent")
    return len(found)
