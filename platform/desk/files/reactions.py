"""What is done about files that were added, and about what is left over."""

from desk.files import actions
from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.reactions import reaction


@reaction(lane="default", budget=120.0)
async def check(fact: Fact) -> None:
    """Look into a file that was added; safe to run twice."""
    if fact.subject_id is None:
        return
    try:
        await actions.look_into(fact.subject_id)
    except NotFound:
        return


@reaction(lane="bulk")
async def discard(fact: Fact) -> None:
    """Delete the bytes of a refused file; the fact that it was refused stays."""
    if fact.subject_id is None:
        return
    try:
        await actions.discard(fact.subject_id)
    except NotFound:
        return


@reaction(lane="bulk", budget=600.0)
async def sweep(fact: Fact) -> None:
    """Sweep up bytes without rows, and rows that nobody could look into."""
    await actions.sweep()
