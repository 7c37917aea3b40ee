"""What takes long with people, and what is done by night."""

from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import Schedule, reaction
from desk.kit.time import now
from desk.privacy import actions

DAY = 86_400


@reaction(lane="bulk", budget=60.0)
async def erase(fact: Fact) -> None:
    """Erase a person, a step in each run: the subject is the run."""
    assert fact.subject_id is not None
    if await actions.erase_portion(fact.subject_id, by=SYSTEM):
        await later(erase.name, fact.subject_id, now())


@reaction(lane="bulk", budget=60.0)
async def export(fact: Fact) -> None:
    """Take out what is kept of a person: the subject is the run."""
    assert fact.subject_id is not None
    await actions.export(fact.subject_id, by=SYSTEM)


@reaction(lane="bulk", budget=60.0)
async def forget(fact: Fact) -> None:
    """Forget what is old, and let go of files that were fetched long ago."""
    await actions.drop_expired()
    await actions.forget_old(by=SYSTEM)


SCHEDULES = (Schedule(forget, DAY),)
