"""What is done again and again: codes that nobody can use any more are forgotten."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.signatures import actions


@reaction(lane="bulk")
async def index_signature(fact: Fact) -> None:
    """Let what was signed be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await actions.index_signature(fact.subject_id)


@reaction(lane="bulk")
async def forget_codes(_fact: Fact) -> None:
    """Delete the codes that have run out."""
    await actions.forget_codes()
