"""What is old is forgotten."""

from desk.drafts import actions
from desk.foundation.events import Fact
from desk.foundation.reactions import reaction


@reaction(lane="bulk")
async def tidy(_fact: Fact) -> None:
    """Forget old drafts and watches."""
    await actions.tidy()
