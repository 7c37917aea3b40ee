"""Demo complaints: some at each step, and months behind us for the analysis report. Filling again adds nothing."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.extend import SYSTEM, as_of, current_scope, now, to_zone
from desk_complaints.actions import bringing, receiving, reporting, steps
from desk_complaints.queries import complaints, people, reports

NOON = time(12)
TOLD = ("category", "item", "position", "level", "valid", "customer", "text")


async def fill(words: dict[str, Any]) -> None:
    """Register the complaints of the sample file, each so many hours before now, and those of months before."""
    if await complaints.any_there():
        return
    for one in words.get("complaints", []):
        await _register(one)
    for one in words.get("complaint_months", []):
        await _month(one)
    await _report()


async def _report() -> None:
    """The report of the last month: issued on its second day, where that is over."""
    await reporting.draft_last(by=SYSTEM)
    month, issued_at = _months_ago(1), reports.begin(*_months_ago(0).timetuple()[:2]) + timedelta(days=1, hours=10)
    if issued_at < now():
        with as_of(issued_at):
            await reporting.review_report(month, by=SYSTEM)
            await reporting.issue_report(month, by=SYSTEM)


async def _register(one: dict[str, Any]) -> None:
    """One complaint, and its steps twenty minutes from each other."""
    customer = await people.customer_by_key(one["customer"])
    at = now() - timedelta(hours=one["hours_ago"])
    with as_of(at):
        new = receiving.NewComplaint(
            *(one["text"], one["complainant"], customer),
            phone=one["phone"],
            medium=one.get("medium", "phone"),
            department=one.get("department", ""),
            complained_at=at,
        )
        made = await receiving.receive(new, by=SYSTEM)
    for place, step in enumerate(one.get("steps", []), 1):
        with as_of(at + timedelta(minutes=20 * place)):
            said = steps.Said(**{name: given for name, given in step.items() if name != "step"})
            await steps.take_step(made.number, step["step"], said, by=SYSTEM)


async def _month(one: dict[str, Any]) -> None:
    """The complaints of a month as another program kept them, spread over its days, and its services."""
    month = _months_ago(one["months_ago"])
    zone = ZoneInfo(current_scope().tenant.zone)
    lines = [
        {"complained_at": datetime.combine(month + timedelta(days=place * 3 % 27), NOON, zone).isoformat()}
        | dict(zip(TOLD, line, strict=True))
        for place, line in enumerate(one["lines"])
    ]
    faults = await bringing.bring_in(lines, by=SYSTEM)
    assert not faults, faults
    if services := one.get("services"):
        await reporting.note_volumes(month, services, one.get("customers"), by=SYSTEM)


def _months_ago(count: int) -> date:
    month = to_zone(now(), current_scope().tenant.zone).date().replace(day=1)
    for _ in range(count):
        month = reports.month_before(month)
    return month
