"""What follows from facts: open pages are told, payments can be found, claims become a task."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.payments import actions


@reaction(lane="urgent")
async def signal_change(fact: Fact) -> None:
    """Tell open pages that a payment and the lists changed; the customer's, too."""
    tenant = current_scope().tenant.id
    for topic in (f"payment-{fact.payload['number']}", "payments"):
        await publish(Signal(tenant, topic, fact.customer_id))


@reaction(lane="bulk")
async def index_payment(fact: Fact) -> None:
    """Let a payment be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await actions.index_payment(fact.subject_id)


@reaction()
async def ask_for_verification(fact: Fact) -> None:
    """Ask those who verify to look at a claim."""
    assert fact.subject_id is not None
    await actions.ask_for_verification(fact.subject_id)


@reaction()
async def end_verification(fact: Fact) -> None:
    """The task to look at it is done."""
    assert fact.subject_id is not None
    await actions.end_verification(fact.subject_id)
