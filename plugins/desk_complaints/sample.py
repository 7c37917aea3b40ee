"""Demo complaints: one is new, one was explained. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.extend import SYSTEM, as_of, now
from desk_complaints.actions import receiving, steps
from desk_complaints.queries import complaints, people


async def fill(words: dict[str, Any]) -> None:
    """Register the complaints of the sample file, each so many hours before now, and go on with their steps."""
    if await complaints.any_there():
        return
    for one in words.get("complaints", []):
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
