"""What follows from facts: open pages are told, tasks can be found, who is gone or away is stood in for."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.tasks import actions


@reaction(lane="urgent")
async def signal_change(fact: Fact) -> None:
    """Tell open pages that a task and the lists changed."""
    tenant = current_scope().tenant.id
    for topic in (f"task-{fact.subject_id}", "tasks"):
        await publish(Signal(tenant, topic))


@reaction(lane="bulk")
async def index_task(fact: Fact) -> None:
    """Let a new task be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    try:
        await actions.index_task(fact.subject_id)
    except NotFound:
        return


@reaction(budget=120.0)
async def hand_over(fact: Fact) -> None:
    """Give what a member who left had to do to the colleague who takes over."""
    assert fact.subject_id is not None
    await actions.hand_over_all(fact.subject_id, UUID(fact.payload["successor"]))


@reaction(budget=120.0)
async def wait_elsewhere(fact: Fact) -> None:
    """Let what waits for a department that was retired wait for the one that took over."""
    assert fact.subject_id is not None
    if fact.payload["into"]:
        await actions.wait_elsewhere(fact.subject_id, UUID(fact.payload["into"]))


@reaction(budget=120.0)
async def stand_in(fact: Fact) -> None:
    """Give what falls due while a member is away to their deputy. Planned again for what is still to come."""
    assert fact.subject_id is not None
    await actions.stand_in(fact.subject_id)
