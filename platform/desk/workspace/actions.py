"""Trying failed work again."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tables import Reaction
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.workspace.events import WorkRetried


async def retry_work(reaction_id: UUID, *, by: Principal) -> None:
    """Put one failed reaction back into its lane, with all its attempts. Raises ``NotFound``."""
    found = (
        await Reaction.update(
            {Reaction.status: "waiting", Reaction.attempts: 0, Reaction.available_at: now(), Reaction.failed_at: None}
        )
        .where((Reaction.id == reaction_id) & Reaction.status.is_in(["failed", "held"]))
        .returning(Reaction.subscriber)
    )
    if not found:
        raise NotFound
    current_scope().wakes = True
    await record(WorkRetried(reaction_id, by=by, subscriber=found[0]["subscriber"]))
