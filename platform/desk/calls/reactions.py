"""What follows from calls: whoever is at the telephone sees who it is."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope


@reaction(lane="urgent")
async def signal_call(_fact: Fact) -> None:
    """Tell open pages that a call began, went on, or ended."""
    await publish(Signal(current_scope().tenant.id, "calls", None))
