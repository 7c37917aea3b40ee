"""What follows from facts for other programs: they are put on their way, and sent."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.webhooks import actions


@reaction()
async def tell(fact: Fact) -> None:
    """Put a fact on its way to the webhooks that want it."""
    assert fact.id is not None
    await actions.put_on_the_way(fact.id, fact.name)


@reaction(lane="bulk", scope="own")
async def send(fact: Fact) -> None:
    """Send what waits for one webhook."""
    assert fact.subject_id is not None
    await actions.send_waiting(fact.tenant_id, fact.subject_id)
