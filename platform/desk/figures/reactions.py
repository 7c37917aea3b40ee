"""Freezing, again and again: most of the time there is nothing to do."""

from desk.figures import actions
from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.foundation.tenancy import current_scope


@reaction(lane="bulk", budget=120.0)
async def freeze_months(_fact: Fact) -> None:
    """Freeze the months that are over; headquarters serves nobody and has none."""
    if current_scope().tenant.kind != "headquarters":
        await actions.freeze_months(by=SYSTEM)
