"""Publishing, again and again."""

from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.headquarters import actions


@reaction(lane="bulk")
async def publish_partner(_fact: Fact) -> None:
    """Publish the tenant's card."""
    await actions.publish_partner(by=SYSTEM)
