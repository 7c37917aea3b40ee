"""Trying failed work again, and asking plugins again that were left out."""

from uuid import UUID

from desk.foundation import trips
from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.hooks import plugins
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.tables import Reaction
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.workspace.events import PluginAskedAgain, WorkRetried


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


async def ask_again(plugin: str, *, by: Principal) -> None:
    """Let a plugin answer again that failed too often, and let its waiting work go on. Raises ``NotFound``."""
    if not plugins.has_plugin(plugin):
        raise NotFound
    await trips.reset(plugin)
    await record(PluginAskedAgain(NOBODY, by=by, plugin=plugin))
