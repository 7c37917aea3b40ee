"""What follows from facts: surveys are planned, asked when their time has come, and low answers become a task."""

from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.surveys import actions, kinds


@reaction()
async def plan(fact: Fact) -> None:
    """Plan what is asked after this fact."""
    for kind in kinds.after(fact.name):
        await actions.plan(fact, kind)


@reaction()
async def ask(fact: Fact) -> None:
    """Ask because of this cause. Runs when the wait is over; what was answered meanwhile isn't asked."""
    assert fact.subject_id is not None
    await actions.ask(fact.subject_id, by=SYSTEM)


@reaction()
async def follow_up(fact: Fact) -> None:
    """Have somebody talk to who isn't satisfied."""
    assert fact.subject_id is not None
    await actions.ask_follow_up(fact.subject_id, by=SYSTEM)


@reaction()
async def note_taken(fact: Fact) -> None:
    """Somebody else has the task now."""
    if fact.payload["kind"] == kinds.FOLLOW_UP.id:
        assert fact.subject_id is not None
        await actions.note_taken(fact.subject_id, by=SYSTEM)


@reaction()
async def note_end(fact: Fact) -> None:
    """Somebody has talked to the customer, or nobody will."""
    if fact.payload["kind"] == kinds.FOLLOW_UP.id:
        assert fact.subject_id is not None
        await actions.note_end(fact.subject_id, by=SYSTEM)


@reaction(lane="bulk")
async def index_survey(fact: Fact) -> None:
    """Let it be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await actions.index_survey(fact.subject_id)
