"""What follows from facts: open pages are told, requests can be found, work of who left is handed over."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.requests import actions


@reaction(lane="urgent")
async def signal_change(fact: Fact) -> None:
    """Tell open pages that a request and the lists changed; the customer's, too."""
    tenant = current_scope().tenant.id
    for topic in (f"request-{fact.payload['number']}", "requests"):
        await publish(Signal(tenant, topic, fact.customer_id))


@reaction(lane="bulk")
async def index_request(fact: Fact) -> None:
    """Let a new request be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    try:
        await actions.index_request(fact.subject_id)
    except NotFound:
        return


@reaction(budget=120.0)
async def hand_over(fact: Fact) -> None:
    """Give what a member who left had to do to the colleague who takes over."""
    assert fact.subject_id is not None
    await actions.hand_over_all(fact.subject_id, UUID(fact.payload["successor"]))
