"""Demo weeks: partners publish those that the sample lies in, so that headquarters' board has something to show."""

from typing import Any

from desk.foundation.principals import SYSTEM
from desk.headquarters import actions, queries


async def fill(_words: dict[str, Any]) -> None:
    """Publish the card and the weeks. Filling again changes no week that is over."""
    await actions.publish_partner(by=SYSTEM)
    await actions.publish_weeks(back=queries.WEEKS - 1, by=SYSTEM)
