"""
The one follower: what a fact means for the promises about its subject, in the fact's own transaction.

Two round trips at most: one that reads and locks, and one that writes, where there is something to write.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.calendars.queries import CalendarAt, work_calendar
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.engine import Segment, Terms
from desk.deadlines.events import DeadlineMissed
from desk.deadlines.queries import Changes, Matter, Open
from desk.deadlines.states import DUE, Status
from desk.foundation import promises
from desk.foundation.asking import hooks
from desk.foundation.events import Event, record
from desk.foundation.principals import SYSTEM
from desk.foundation.promises import Promise
from desk.foundation.tenancy import current_scope
from desk.foundation.things import Shift
from desk.kit.ids import uuid7
from desk.kit.worktime import NoWork, next_day_opening


@dataclass(slots=True)
class Following:
    """One fact with what is known of its subject, and what shall be written."""

    event: Event
    matter: Matter
    customer_id: UUID | None
    calendar: CalendarAt
    said: dict[str, Any]
    changes: Changes = field(default_factory=Changes)
    missed: list[tuple[Open, int]] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def member(self) -> UUID | None:
        """Whose work it is after the fact."""
        found = self.matter.subject.get("member")
        return UUID(found) if found else None


async def follow(event: Event) -> None:
    """Begin, pause, resume, keep and call off what was promised, as the declarations say."""
    declared = promises.of_event(event.name, event.subject.kind, current_scope().tenant.plugins)
    if not declared:
        return
    about = event.subject
    matter = await queries.matter(about.kind, about.id, event.customer_id, [one.id for one in declared])
    customer = event.customer_id or matter.subject.get("customer")
    customer_id = UUID(str(customer)) if customer else None
    said = matter.subject | event.payload | {"by_kind": event.by.kind}
    one = Following(event, matter, customer_id, await work_calendar(customer_id=customer_id), said)
    for promise in declared:
        await _apply(one, promise)
    if one.changes:
        await queries.write(one.changes)
    for deadline, late in one.missed:
        await _record_miss(one, deadline, late)


async def _apply(one: Following, promise: Promise) -> None:
    """What the fact means for one promise: called off, kept, paused or resumed, begun, in this order."""
    name, current = one.event.name, one.matter.open.get(promise.id)
    begins = promise.hears(promise.starts, name, one.said)
    if current is not None:
        if promise.hears(promise.cancels, name, one.said):
            _end(one, current, Status.CANCELLED)
        elif promise.hears(promise.ends, name, one.said) or (begins and promise.renews):
            _end(one, current, Status.MET)
        else:
            _go_on(one, promise, current)
            return
    if begins:
        await _begin(one, promise)


async def _begin(one: Following, promise: Promise) -> None:
    matter, at = one.matter, one.at
    policy = reckoning.policy_of(promise, matter.policies.get(promise.id), matter.profile)
    priority = str(matter.subject.get("priority") or "")
    amount = reckoning.amount_of(promise, policy, grade=matter.grade, priority=priority)
    terms = Terms(policy.basis, amount, await _fixed_at(one, promise, policy.basis, amount))
    is_paused = promise.hears(promise.pauses, one.event.name, one.said)
    status = Status.PAUSED if is_paused else Status.RUNNING
    turn = promise.turns.get(one.event.name, "us")
    log, made = [Segment(at, status, turn, one.event.name)], uuid7()
    urgent = promise.urgent or priority == "urgent"
    row = {
        "id": made,
        "promise": promise.id,
        "subject_kind": one.event.subject.kind,
        "subject_id": one.event.subject.id,
        "customer_id": one.customer_id,
        "member": one.member,
        "title": str(matter.subject.get("title") or "")[:300],
        "url": str(matter.subject.get("url") or ""),
        "status": status,
        "turn": turn,
        "urgent": urgent,
        "lane": promise.lane,
        "policy_version": policy.version,
        "basis": terms.basis,
        "amount": terms.amount,
        "fixed_at": terms.fixed_at,
        "ladder": policy.ladder,
        "calendar_id": one.calendar.id,
        "calendar_version": one.calendar.version,
        "started_at": at,
        "due_at": reckoning.due_at(one.calendar, terms, log),
        "cause_id": one.event.id,
        "waits": bool(promise.act),
    }
    one.changes.made.append(row)
    _log(one, made, 0, status, turn)
    one.changes.steps += reckoning.new_steps(
        one.calendar,
        reckoning.rungs_of(promise, policy),
        terms,
        log,
        deadline=made,
        customer_id=one.customer_id,
        lane=promise.lane,
    )


async def _fixed_at(one: Following, promise: Promise, basis: str, amount: int) -> datetime | None:
    if basis == "promised":
        said = one.said.get(promise.until)
        return said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    if basis != "shift":
        return None
    shift = await hooks().answer("shift_of", member_id=one.member, at=one.at)
    return shift_moment(promise, amount, shift or _day_as_shift(one))


def shift_moment(promise: Promise, amount: int, shift: Shift) -> datetime:
    """The moment that is so many seconds from the beginning, the end, or the next beginning of a shift."""
    anchor = {"shift_start": shift.begins_at, "shift_end": shift.ends_at, "next_start": shift.next_at}[promise.anchor]
    return anchor + timedelta(seconds=amount)


def _day_as_shift(one: Following) -> Shift:
    """Where nobody knows of shifts, the service calendar's day is one."""
    calendar = one.calendar.calendar
    try:
        later = next_day_opening(calendar, one.at)
    except NoWork:
        later = one.at
    spans = calendar.spans(calendar.from_day(one.at))
    return Shift(spans[0][0], spans[-1][1], later) if spans else Shift(later, later, later)


def _go_on(one: Following, promise: Promise, current: Open) -> None:
    """Pause, resume, change whose move it is or whose work; nothing of it may happen."""
    name, state = one.event.name, current.status
    if state == Status.RUNNING and promise.hears(promise.pauses, name, one.said):
        state = Status.PAUSED.value
    elif state == Status.PAUSED and promise.hears(promise.resumes, name, one.said):
        state = Status.RUNNING.value
    turn = promise.turns.get(name, current.turn)
    if (state, turn, one.member) == (current.status, current.turn, current.member):
        return
    changes: dict[str, Any] = {"status": state, "turn": turn, "member": one.member}
    if (state, turn) != (current.status, current.turn):
        segments = [*current.log, Segment(one.at, state, turn, name)]
        _log(one, current.id, len(current.segments), state, turn)
        changes["due_at"] = reckoning.due_at(one.calendar, current.terms, segments)
        changes |= {"calendar_id": one.calendar.id, "calendar_version": one.calendar.version}
        one.changes.moved += reckoning.moved_steps(one.calendar, current, current.terms, segments)
    _change(one, current, **changes)


def _end(one: Following, current: Open, status: Status) -> None:
    """It is over: kept, kept late, or called off. Called off after its time is still missed."""
    due = current.due_at
    is_late = due is not None and one.at > due and not _is_wait(current)
    late = reckoning.late_seconds(one.calendar, current.basis, due, one.at) if is_late else None
    _log(one, current.id, len(current.segments), "ended", current.turn)
    one.changes.dropped.append(current.id)
    _change(
        one,
        current,
        status=Status.MISSED if is_late else status,
        met_at=one.at if status == Status.MET else None,
        missed_at=due if is_late else None,
        late_seconds=late,
        ended_at=one.at,
    )
    if is_late and current.missed_at is None:
        one.missed.append((current, late or 0))


def _is_wait(current: Open) -> bool:
    promise = promises.named(current.promise)
    return promise is not None and bool(promise.act)


def _change(one: Following, current: Open, **changes: Any) -> None:
    kept = ("id", "status", "turn", "member", "amount", "basis", "ladder", "policy_version", "calendar_id")
    row = {name: getattr(current, name) for name in (*kept, "calendar_version", "due_at")}
    one.changes.changed.append(row | changes)


def _log(one: Following, deadline: UUID, position: int, state: str, turn: str) -> None:
    one.changes.segments.append(
        {
            "id": uuid7(),
            "deadline": deadline,
            "customer_id": one.customer_id,
            "position": position,
            "from_at": one.at,
            "state": state,
            "turn": turn,
            "event": one.event.name,
            "event_id": one.event.id,
        }
    )


async def _record_miss(one: Following, deadline: Open, late: int) -> None:
    """It was missed and then kept before anybody could be told: the fact stays, the alarm is spared."""
    await record(
        DeadlineMissed(
            one.event.subject,
            by=SYSTEM,
            customer_id=one.customer_id,
            promise=deadline.promise,
            deadline=str(deadline.id),
            step="",
            mark=DUE,
            due_at=deadline.due_at,
            told=[],
            gaps=[],
            headquarters=False,
            rings_at=None,
            late_seconds=late,
        )
    )
