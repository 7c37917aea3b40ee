"""What is done later: due steps climb, and a changed calendar moves what is open."""

from uuid import UUID

from desk.deadlines import actions, queries
from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.kit.time import now

TOPIC = "deadlines"
"""What open pages listen to."""


@reaction(lane="urgent")
async def climb(fact: Fact) -> None:
    """Do what a due step says. Planned by the pacer; safe to run twice, and too late."""
    assert fact.subject_id is not None
    if await actions.climb_step(fact.subject_id):
        await publish(Signal(current_scope().tenant.id, TOPIC))


@reaction(lane="bulk", budget=60.0)
async def recount(fact: Fact) -> None:
    """Count what is open by the calendar that counts now, a portion in each run: the subject is where it stands."""
    is_first = fact.name == "calendar.changed" or fact.subject_id is None
    after = queries.FIRST if is_first else UUID(str(fact.subject_id))
    last = await actions.recount_portion(after)
    if last is not None:
        await later(recount.name, last, now())


@reaction(lane="bulk", budget=60.0)
async def answer_trial(fact: Fact) -> None:
    """At a partner: count what a change of headquarters would do here, and answer with the counts."""
    assert fact.subject_id is not None
    await actions.answer_trial(fact.subject_id)


@reaction(lane="bulk", budget=60.0)
async def apply_policy(fact: Fact) -> None:
    """Bring what is open under a policy that counts for open ones too, a portion in each run, until none is left."""
    assert fact.subject_id is not None
    if await actions.apply_portion(fact.subject_id):
        await later(apply_policy.name, fact.subject_id, now())


@reaction(lane="bulk", budget=60.0)
async def regrade(fact: Fact) -> None:
    """Count what is open for a customer by their new grade, where the policy counts for open ones, too."""
    assert fact.subject_id is not None
    last: UUID | None = queries.FIRST
    while last is not None:
        last = await actions.regrade_portion(fact.subject_id, last)
