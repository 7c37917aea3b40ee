"""What follows from what headquarters publishes."""

from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.publications import actions


@reaction()
async def receive_bulletin(fact: Fact) -> None:
    """At a partner: take over what headquarters published or withdrew. The row's own lane says how soon."""
    assert fact.subject_id is not None
    await actions.receive_bulletin(fact.subject_id, by=SYSTEM)


@reaction()
async def receive_prices(fact: Fact) -> None:
    """At a partner: take over that there is another price standard."""
    assert fact.subject_id is not None
    await actions.receive_prices(fact.subject_id, by=SYSTEM)


@reaction(lane="urgent")
async def signal_change(_fact: Fact) -> None:
    """Tell open pages that there is something new."""
    await publish(Signal(current_scope().tenant.id, "bulletins", None))
