"""What follows from facts: a free seat goes to who waits longest, and open pages hear of it."""

from uuid import UUID

from desk.extend import SYSTEM, Fact, Signal, current_scope, publish, reaction
from desk_training.actions import enrolling


@reaction()
async def fill_seat(fact: Fact) -> None:
    """Somebody cancelled, and was not the whole session."""
    if fact.payload["freed"] and not fact.payload["by_session"]:
        await enrolling.move_up(UUID(fact.payload["session"]), by=SYSTEM)


@reaction()
async def fill_seats(fact: Fact) -> None:
    """A session changed: perhaps it has more seats."""
    assert fact.subject_id is not None
    await enrolling.move_up(fact.subject_id, by=SYSTEM)


@reaction(lane="urgent")
async def signal_training(fact: Fact) -> None:
    """Tell open pages."""
    await publish(Signal(current_scope().tenant.id, "training", fact.customer_id))
