"""What follows from facts: payments earn, refunds take back, requests that are done deliver."""

import msgspec

from desk.extend import Fact, Signal, current_scope, publish, reaction
from desk_loyalty.actions import earning, expiring, redeeming


@reaction()
async def award_points(fact: Fact) -> None:
    """A payment came in."""
    assert fact.subject_id is not None
    await earning.award(fact.subject_id, msgspec.convert(fact.payload, earning.Paid))


@reaction()
async def take_back_points(fact: Fact) -> None:
    """Money went back."""
    assert fact.subject_id is not None
    await earning.take_back(fact.subject_id, msgspec.convert(fact.payload, earning.PaidBack))


@reaction()
async def award_answer(fact: Fact) -> None:
    """A customer answered a survey."""
    assert fact.subject_id is not None
    if fact.customer_id is not None:
        await earning.award_answer(fact.subject_id, fact.customer_id)


@reaction()
async def finish_gift(fact: Fact) -> None:
    """Whoever provides a gift has done so."""
    assert fact.subject_id is not None
    await redeeming.finish_by_request(fact.subject_id)


@reaction()
async def free_gift(fact: Fact) -> None:
    """Whoever was to provide a gift gave it back, or it was cancelled."""
    assert fact.subject_id is not None
    await redeeming.free_by_request(fact.subject_id, is_open=fact.name == "request.returned")


@reaction(lane="urgent")
async def signal_points(fact: Fact) -> None:
    """Tell open pages."""
    await publish(Signal(current_scope().tenant.id, "points", fact.customer_id))


@reaction(lane="bulk")
async def expire_points(_fact: Fact) -> None:
    """Every hour: what is over goes, what will be soon is said."""
    await expiring.expire_points()
    await expiring.warn_of_expiry()


@reaction(lane="bulk")
async def index_redemption(fact: Fact) -> None:
    """Let a gift that was asked for be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await redeeming.index_redemption(fact.subject_id)
