"""What follows when headquarters published: each tenant hears of it."""

from desk.calendars import actions
from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction


@reaction(lane="bulk")
async def tell_of_statutory_days(_fact: Fact) -> None:
    """Record in this tenant that its working time changed."""
    await actions.tell_of_statutory_days(by=SYSTEM)
