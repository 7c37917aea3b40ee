"""Due times and step times of one deadline, as rows to be written; a calendar without work gives none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from desk.calendars.queries import CalendarAt
from desk.deadlines import engine
from desk.deadlines.engine import Segment, Terms
from desk.deadlines.queries.following import Open, Policy
from desk.deadlines.settings import PROFILE
from desk.deadlines.states import DUE, LADDERS, Rung, Status, What
from desk.foundation import choices
from desk.foundation.promises import Promise
from desk.kit.ids import uuid7
from desk.kit.worktime import NoWork

log = structlog.get_logger(__name__)


def profile_of(chosen: str) -> str:
    """The set of limits that counts: the chosen one, else that of the setting ``deadlines.profile``, else the usual."""
    return chosen or choices.chosen(PROFILE)


def policy_of(promise: Promise, stored: Policy | None, chosen: str) -> Policy:
    """What counts now: what the tenant set last, else what was declared for its profile."""
    if stored is not None:
        return stored
    limit = promise.limit_of(profile_of(chosen))
    return Policy(promise.id, 0, limit.basis, limit.amount, promise.ladder)


def amount_of(promise: Promise, policy: Policy, *, grade: str, priority: str) -> int:
    """The limit with the factors of grade and priority in it; days stay whole, and one at least."""
    grades = promise.grades if policy.grades is None else policy.grades
    priorities = promise.priorities if policy.priorities is None else policy.priorities
    factor = grades.get(grade, 1.0) * priorities.get(priority, 1.0)
    amount = round(policy.amount * factor)
    return max(1, amount) if policy.amount else 0


def rungs_of(promise: Promise, policy: Policy) -> list[Rung]:
    """The steps of the ladder that counts, with the policy's own reminders and the roles that are told besides."""
    if promise.act:
        return [Rung(DUE, What.ACT)]
    found = list(LADDERS[policy.ladder])
    if policy.reminders is not None:
        first = next((one.whom for one in found if one.what == What.REMIND), ("owner",))
        others = [one for one in found if one.what != What.REMIND]
        found = [Rung(f"{share}%", What.REMIND, first) for share in sorted(set(policy.reminders))] + others
    return [Rung(one.mark, one.what, (*one.whom, *promise.also)) if one.mark == DUE else one for one in found]


def due_at(calendar: CalendarAt, terms: Terms, segments: Sequence[Segment]) -> datetime | None:
    """When it falls due; None during a pause, and where the calendar has no work at all."""
    try:
        return engine.due(calendar.calendar, terms, segments)
    except NoWork:
        log.warning("nothing falls due: the calendar has no work", calendar=str(calendar.id))
        return None


def step_at(calendar: CalendarAt, terms: Terms, segments: Sequence[Segment], mark: str) -> datetime | None:
    """When a step is due; None during a pause, and where the calendar has no work at all."""
    try:
        return engine.step_at(calendar.calendar, terms, segments, mark)
    except NoWork:
        return None


def owed_at(calendar: CalendarAt, terms: Terms, segments: Sequence[Segment], mark: str) -> datetime | None:
    """When a step that is still owed climbs: nothing climbs during a pause, and what was due before climbs after it."""
    is_paused = segments[-1].state == Status.PAUSED
    return None if is_paused else step_at(calendar, terms, segments, mark)


def moved_steps(calendar: CalendarAt, one: Open, terms: Terms, segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """
    The steps that are still owed, each with its time.

    All of them: what the pacer has fired and nobody has done yet is fired again when its time comes.
    """
    return [{"id": step.id, "at": owed_at(calendar, terms, segments, step.mark)} for step in one.steps]


def new_steps(
    calendar: CalendarAt,
    rungs: Sequence[Rung],
    terms: Terms,
    segments: Sequence[Segment],
    *,
    deadline: UUID,
    customer_id: UUID | None,
    lane: str,
) -> list[dict[str, Any]]:
    """The steps of a new deadline."""
    return [
        {
            "id": uuid7(),
            "deadline": deadline,
            "customer_id": customer_id,
            "what": one.what,
            "mark": one.mark,
            "rungs": list(one.whom),
            "lane": lane,
            "at": owed_at(calendar, terms, segments, one.mark),
        }
        for one in rungs
    ]


def late_seconds(calendar: CalendarAt, basis: str, due: datetime | None, at: datetime) -> int:
    """How late a moment is, on the clock of the basis."""
    return 0 if due is None else int(engine.between(calendar.calendar, basis, due, at))
