"""Filling the index, a part at a time."""

from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.principals import NOBODY
from desk.foundation.reactions import reaction
from desk.kit.time import now
from desk.search import actions

FILL = "search.fill"


@reaction(lane="bulk", budget=240.0)
async def fill(_fact: Fact) -> None:
    """Once a day, and at once where there is more: what was there before its kind could be found."""
    _, more = await actions.fill()
    if more:
        await later(FILL, NOBODY, now())
