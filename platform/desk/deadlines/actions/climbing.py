"""The climb: what a due step does, when it is still owed."""

from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.calendars.queries import CalendarAt, work_calendar
from desk.deadlines import queries
from desk.deadlines.actions.reckoning import late_seconds
from desk.deadlines.actions.telling import Told, whom_to_tell
from desk.deadlines.events import DeadlineClimbed, DeadlineEvent, DeadlineMissed, DeadlineReminded
from desk.deadlines.states import DUE, Outcome, Status, What
from desk.foundation import promises
from desk.foundation.events import Subject, record
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.kit.worktime import NoWork, WorkCalendar, is_open, next_opening


async def climb_step(step_id: UUID) -> bool:
    """
    Do what a step says, once. Nothing when it was done, when the promise was kept, called off or paused, when its
    time moved, or when it isn't due. The answer is whether anything was done.
    """
    deadline, at = await queries.held_for_step(step_id), now()
    if deadline is None or deadline["status"] != Status.RUNNING:
        return False
    if promises.is_silent(deadline["promise"], current_scope().tenant.plugins):
        return False  # ``wake_steps`` has it fired again when its plugin is on again.
    step = await queries.owed_step(step_id, at)
    if step is None:
        return False
    if step["what"] == What.ACT:
        await _act(deadline, step, at)
    else:
        await _tell(deadline, step, at)
    return True


async def wake_steps(owner: str) -> None:
    """Have the steps fired again that fell due while the plugin whose promises they are was off."""
    await queries.wake_steps(promises.ids_of(owner))


async def _act(deadline: Record, step: Record, at: datetime) -> None:
    """The time of waiting is over: have the reaction run that the declaration names, in a job of its own."""
    promise = promises.named(deadline["promise"])
    if promise is not None and promise.act:
        await later(promise.act, deadline["subject_id"], at)
    await queries.write_climb(
        deadline["id"],
        step["id"],
        at=at,
        outcome=Outcome.DONE,
        misses=False,
        ends_as=Status.MET,
        gaps=(),
        rings_at=at,
        alerts=(),
    )


async def _tell(deadline: Record, step: Record, at: datetime) -> None:
    """Remind, tell a rung, or only record; nobody is told of what somebody has seen to already."""
    calendar = await work_calendar()
    is_seen_to = deadline["acknowledged_at"] is not None
    told = Told() if is_seen_to else await whom_to_tell(step["rungs"], deadline["member"], at)
    rings_at = at if deadline["urgent"] else _when_they_work(calendar, at)
    await queries.write_climb(
        deadline["id"],
        step["id"],
        at=at,
        outcome=_outcome(step, told, is_seen_to=is_seen_to),
        misses=step["mark"] == DUE,
        ends_as=None,
        gaps=told.gaps,
        rings_at=rings_at,
        alerts=[
            {"id": uuid7(), "member": member, "rung": rung, "for_member": absent}
            for member, (rung, absent) in told.members.items()
        ],
    )
    if is_seen_to and step["mark"] != DUE:
        return
    own = await work_calendar(customer_id=deadline["customer_id"])
    await record(
        _fact_of(step)(
            Subject(deadline["subject_kind"], deadline["subject_id"]),
            by=SYSTEM,
            customer_id=deadline["customer_id"],
            promise=deadline["promise"],
            deadline=str(deadline["id"]),
            step=str(step["id"]),
            mark=step["mark"],
            due_at=deadline["due_at"],
            told=[str(one) for one in told.members],
            gaps=told.gaps,
            headquarters=told.headquarters,
            rings_at=rings_at,
            late_seconds=late_seconds(own, deadline["basis"], deadline["due_at"], at),
        )
    )


def _fact_of(step: Record) -> type[DeadlineEvent]:
    """A due time is missed once; whatever climbs after it is told again."""
    if step["mark"] == DUE:
        return DeadlineMissed
    return DeadlineReminded if step["what"] == What.REMIND else DeadlineClimbed


def _outcome(step: Record, told: Told, *, is_seen_to: bool) -> Outcome:
    if is_seen_to:
        return Outcome.ACKNOWLEDGED
    if step["what"] == What.RECORD:
        return Outcome.RECORDED
    return Outcome.TOLD if told.members or told.headquarters else Outcome.NOBODY


def _when_they_work(calendar: CalendarAt, at: datetime) -> datetime:
    """Now while somebody works or has duty, else when work begins: nobody is rung out of bed."""
    try:
        if is_open(calendar.calendar, at) or (calendar.duty is not None and _has_duty(calendar.duty, at)):
            return at
        return next_opening(calendar.calendar, at)
    except NoWork:
        return at


def _has_duty(duty: WorkCalendar, at: datetime) -> bool:
    try:
        return is_open(duty, at)
    except NoWork:
        return False
