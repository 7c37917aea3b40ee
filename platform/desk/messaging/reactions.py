"""What follows from facts for people: deliveries are put down, and sent. What is urgent passes the rest."""

from uuid import UUID

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.messaging import actions


@reaction(lane="urgent")
async def tell_now(fact: Fact) -> None:
    """Put down what people are told about an urgent fact."""
    await actions.tell(fact)


@reaction()
async def tell(fact: Fact) -> None:
    """Put down what people are told about a fact."""
    await actions.tell(fact)


@reaction(lane="bulk", budget=120.0)
async def tell_in_bulk(fact: Fact) -> None:
    """Put down what many people are told about a fact."""
    await actions.tell(fact)


@reaction(lane="urgent", scope="own")
async def send_now(fact: Fact) -> None:
    """Send one urgent delivery."""
    await _send(fact)


@reaction(scope="own")
async def send(fact: Fact) -> None:
    """Send one delivery."""
    await _send(fact)


@reaction(lane="bulk", scope="own")
async def send_in_bulk(fact: Fact) -> None:
    """Send one delivery of many."""
    await _send(fact)


@reaction(lane="bulk")
async def tidy(_fact: Fact) -> None:
    """Look after what got stuck, and forget what is old."""
    await actions.tidy()


async def _send(fact: Fact) -> None:
    assert fact.subject_id is not None
    came = await actions.send(fact.tenant_id, fact.subject_id)
    if came.inbox_of is not None:
        await publish(Signal(fact.tenant_id, inbox_topic(came.inbox_of), came.customer_id))


def inbox_topic(person_id: UUID) -> str:
    """What an open page of somebody hears when their inbox changed."""
    return f"inbox-{person_id}"
