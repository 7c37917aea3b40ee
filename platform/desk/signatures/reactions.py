"""What is done again and again: codes that nobody can use any more are forgotten."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.signatures import actions


@reaction(lane="bulk")
async def forget_codes(_fact: Fact) -> None:
    """Delete the codes that have run out."""
    await actions.forget_codes()
