"""What takes long with plugins, a portion in each run."""

from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.kit.time import now
from desk.plugins import actions


@reaction(lane="bulk", budget=60.0)
async def replay(fact: Fact) -> None:
    """Hand facts of the past over to a plugin until there are no more: the subject is the chore."""
    assert fact.subject_id is not None
    if await actions.replay_portion(fact.subject_id, by=SYSTEM):
        await later(replay.name, fact.subject_id, now())


@reaction(lane="bulk", budget=60.0)
async def remove(fact: Fact) -> None:
    """Keep as a file and erase what a plugin stored, until nothing is left: the subject is the chore."""
    assert fact.subject_id is not None
    if await actions.remove_portion(fact.subject_id, by=SYSTEM):
        await later(remove.name, fact.subject_id, now())
