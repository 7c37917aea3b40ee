"""Asking for a task; whoever asks for what is asked for already joins and gets the same result."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from asyncpg import Record

from desk.foundation import subjects
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.kit.ids import uuid7
from desk.kit.time import now, to_zone
from desk.people import queries as people
from desk.people.permissions import ROLES
from desk.tasks import kinds, queries
from desk.tasks.actions._moving import save
from desk.tasks.events import TaskAsked, TaskJoined
from desk.tasks.tables import Task, TaskAsker

FAR = timedelta(days=1_000)
"""So far behind what has a due time stands what has none."""
NOBODY = N_("Please choose who shall do it.")
NOT_THEIRS = N_("This person's roles don't allow them to do it.")
NOT_THERE = N_("Please choose a colleague who is still here.")
NO_TEAM = N_("Nobody works in this team.")
NO_ROLE = N_("There is no such role.")


@dataclass(frozen=True, slots=True)
class NewTask:
    """What somebody shall do: who (a member, a team or a role), about what, by when, and who wants to know."""

    kind: str
    title: str
    member: UUID | None = None
    team: str = ""
    role: str = ""
    subject_kind: str = ""
    subject_id: UUID | None = None
    key: str = ""
    """Who asks with the same key while it is open joins; empty: always a task of its own."""
    note: str = ""
    due_at: datetime | None = None
    urgent: bool = False
    customer: UUID | None = None
    """Whose matter it is, where the subject doesn't say."""
    cause_id: UUID | None = None
    asker: str = ""
    """The slug of the slice or plugin that asks; empty: a person, who finds it under “Asked by me”."""
    reference: str = ""
    """The asker's own word, handed back with the result."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The task, and whether it was there already."""

    task: Task
    joined: bool


async def ask(new: NewTask, *, by: Principal) -> Asked:
    """
    Ask for a task, or join the one that is open under the same key; an earlier due time then counts for both.

    Raises ``Invalid`` for people who can't do it, ``NotFound`` for a subject that isn't there.
    """
    if not by.may("task.ask"):
        raise Forbidden
    new = await _checked(new)
    team = await queries.manned_team(new.team) if new.team else None
    at, task_id = now(), uuid7()
    key = new.key or _key(new) or f"task:{task_id}"
    while True:
        made = await execute(
            queries.INSERT,
            current_scope().tenant.id,
            task_id,
            *(new.kind, key, new.title, new.note, new.subject_kind, new.subject_id, new.customer, new.cause_id),
            *(new.urgent, new.member, team, new.role, new.due_at, new.due_at or at + FAR, at, by.kind, by.id),
        )
        if made == "INSERT 0 1":
            return Asked(await _asked(task_id, new, by), joined=False)
        if (known := await queries.open_with(key)) is not None:
            return Asked(await _join(known, new, by), joined=True)


def _key(new: NewTask) -> str:
    once = kinds.kind_of(new.kind).once and new.subject_id is not None
    return f"{new.kind}:{new.subject_kind}:{new.subject_id}" if once else ""


async def _asked(task_id: UUID, new: NewTask, by: Principal) -> Task:
    task = await queries.task(task_id)
    await _wait_for_result(task, new, by)
    await record(
        TaskAsked(
            task_id,
            by=by,
            customer_id=new.customer,
            cause_id=new.cause_id,
            kind=new.kind,
            key=task.key,
            due_at=_promised(new.kind, new.due_at),
            to_member=str(new.member or ""),
            team=new.team,
            role=new.role,
            subject=[new.subject_kind, str(new.subject_id or "")],
        )
    )
    return task


def _promised(kind: str, due_at: datetime | None) -> str:
    return due_at.isoformat() if due_at and kinds.kind_of(kind).promised else ""


async def _join(task_id: UUID, new: NewTask, by: Principal) -> Task:
    task = await queries.task(task_id, lock=True)
    if any(_is_same(one, new, by) for one in await queries.askers(task_id)):
        return task
    await _wait_for_result(task, new, by)
    sooner = new.due_at if new.due_at and (task.due_at is None or new.due_at < task.due_at) else None
    if sooner is not None:
        await save(task, due_at=sooner, order_at=sooner)
    await record(
        TaskJoined(
            task_id,
            by=by,
            customer_id=task.customer,
            cause_id=new.cause_id,
            kind=task.kind,
            key=task.key,
            due_at=_promised(task.kind, sooner),
            asker=new.asker,
        )
    )
    return task


def _is_same(one: Record, new: NewTask, by: Principal) -> bool:
    same = (one["asker"], one["reference"], one["subject_kind"], one["subject_id"])
    asked = (new.asker, new.reference, new.subject_kind, new.subject_id)
    return same == asked and (new.asker != "" or one["by_id"] == by.id)


async def _wait_for_result(task: Task, new: NewTask, by: Principal) -> None:
    await TaskAsker.add(
        task=task.id,
        asker=new.asker,
        reference=new.reference,
        subject_kind=new.subject_kind,
        subject_id=new.subject_id,
        by_kind=by.kind,
        by_id=by.id,
        at=now(),
    )


async def _checked(new: NewTask) -> NewTask:
    """The same with its customer, and with the deputy of somebody who is away until it is due."""
    kind, faults = kinds.kind_of(new.kind), dict[str, str]()
    if new.subject_id is not None and subjects.is_known(new.subject_kind):
        key = (new.subject_kind, new.subject_id)
        thing = (await subjects.things_of([key])).get(key)
        if thing is None:
            raise NotFound
        new = replace(new, customer=thing.customer_id or new.customer)
    if new.member is not None:
        if fault := await fault_of(new.member, kind):
            faults["member"] = fault
    elif new.team:
        faults |= {} if await queries.manned_team(new.team) else {"team": gettext(NO_TEAM)}
    elif new.role:
        faults |= {} if new.role in ROLES else {"role": gettext(NO_ROLE)}
    else:
        faults["member"] = gettext(NOBODY)
    if faults:
        raise Invalid(faults)
    return replace(new, member=await _there(new.member, new.due_at))


async def fault_of(member_id: UUID, kind: kinds.TaskKind) -> str:
    """Why a member can't do tasks of this kind; empty when they can."""
    try:
        member = await people.member(member_id)
    except NotFound:
        return gettext(NOT_THERE)
    may = await people.permissions_of(member["roles"])
    return "" if {kind.permission, "task.work"} <= may else gettext(NOT_THEIRS)


async def _there(member_id: UUID | None, due_at: datetime | None) -> UUID | None:
    """The same member, or their deputy while they are away for longer than the task may wait."""
    if member_id is None or due_at is None:
        return member_id
    away = await people.who_is_absent(member_id, now())
    if away is None or to_zone(due_at, current_scope().tenant.zone).date() > away["to_on"]:
        return member_id
    return await people.deputy_of(member_id) or member_id
