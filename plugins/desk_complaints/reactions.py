"""What follows from facts about complaints: open pages, the index, and whoever leads."""

from desk.extend import SYSTEM, Fact, NotFound, Signal, current_scope, publish, reaction
from desk_complaints.actions import reporting, telling


@reaction(lane="urgent")
async def signal_complaint(fact: Fact) -> None:
    """Tell open pages that a complaint and the list changed; the customer's, too."""
    tenant = current_scope().tenant.id
    for topic in (f"complaint-{fact.payload['number']}", "complaints"):
        await publish(Signal(tenant, topic, fact.customer_id))


@reaction(lane="bulk")
async def index_complaint(fact: Fact) -> None:
    """Let it be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    try:
        await telling.index(fact.subject_id)
    except NotFound:
        return


@reaction(lane="urgent")
async def tell_leader(fact: Fact) -> None:
    """It is serious: the general manager hears of it at once."""
    assert fact.subject_id is not None
    await telling.tell_leader(fact.subject_id, by=telling.ourselves())


@reaction(lane="urgent")
async def tell_of_best(fact: Fact) -> None:
    """It is valid, and of one of the best customers: the general manager contacts them personally."""
    assert fact.subject_id is not None
    if fact.payload["key"]:
        await telling.tell_leader(fact.subject_id, by=telling.ourselves())


@reaction()
async def draft_report(_fact: Fact) -> None:
    """Again and again: when a month is over, its report is drafted."""
    await reporting.draft_last(by=SYSTEM)
