"""Counting open deadlines anew when working time changed, in portions; and verifying that nothing drifts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.calendars.queries import calendar_at_version, work_calendar
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.engine import Terms
from desk.deadlines.queries import Changes, Open


@dataclass(slots=True)
class Verified:
    """How many due times were reckoned again from the log, and which came out otherwise."""

    checked: int = 0
    drifted: list[tuple[UUID, datetime | None, datetime | None]] | None = None

    @property
    def drift(self) -> int:
        return len(self.drifted or ())


async def verify() -> Verified:
    """Reckon all open due times of this tenant again from the log, by the calendar version that counted for each."""
    found, after = Verified(drifted=[]), queries.FIRST
    assert found.drifted is not None
    while portion := await queries.portion(after):
        for one in portion:
            calendar = await calendar_at_version(one.calendar_id, one.calendar_version)
            due = reckoning.due_at(calendar, one.terms, one.log)
            steps = [step.at == reckoning.owed_at(calendar, one.terms, one.log, step.mark) for step in one.steps]
            if due != one.due_at or not all(steps):
                found.drifted.append((one.id, one.due_at, due))
        found.checked += len(portion)
        after = portion[-1].id
    return found


async def recount_portion(after: UUID) -> UUID | None:
    """
    Count the next open deadlines by the calendar that counts now; the answer is the last one's id, None at the end.

    What counts by the same version already is left as it is, so it may be run again at any time.
    """
    portion = await queries.portion(after, lock=True)
    changes = Changes()
    for one in portion:
        calendar = await work_calendar(customer_id=one.customer_id)
        if (calendar.id, calendar.version) != (one.calendar_id, one.calendar_version):
            recount(changes, one, reckoning.due_at(calendar, one.terms, one.log), calendar, one.terms)
    if changes:
        await queries.write(changes)
    return portion[-1].id if len(portion) == queries.PORTION else None


def recount(changes: Changes, one: Open, due: datetime | None, calendar: Any, terms: Terms, **more: Any) -> None:
    """Add to the changes what a deadline becomes by another calendar or other terms; what was missed stays missed."""
    kept = ("id", "status", "turn", "member", "ladder", "policy_version")
    changes.changed.append(
        {name: getattr(one, name) for name in kept}
        | {"basis": terms.basis, "amount": terms.amount, "due_at": due}
        | {"calendar_id": calendar.id, "calendar_version": calendar.version}
        | more
    )
    changes.moved += reckoning.moved_steps(calendar, one, terms, one.log)
