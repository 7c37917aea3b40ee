"""Publishing, again and again."""

from datetime import date

from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.headquarters import actions


@reaction(lane="bulk")
async def publish_partner(_fact: Fact) -> None:
    """Publish the tenant's card."""
    await actions.publish_partner(by=SYSTEM)


@reaction()
async def welcome(_fact: Fact) -> None:
    """Have the first administrator of a new partner invited."""
    await actions.welcome_administrator(by=SYSTEM)


@reaction(lane="bulk")
async def publish_scorecard(fact: Fact) -> None:
    """Publish what was frozen. Safe to run twice: it is published once."""
    await actions.publish_scorecard(date.fromisoformat(fact.payload["month"]), by=SYSTEM)
