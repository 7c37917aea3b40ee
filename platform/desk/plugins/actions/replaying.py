"""Letting a plugin hear the past: its reactions run for facts since a day, in order, behind all other work."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.foundation import hooks, manifests, reactions
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.tables import PluginChore
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.plugins import queries
from desk.plugins.errors import HearsNoPast, TooLongAgo
from desk.plugins.events import PluginReplayed, ReplayBegun

LONGEST = timedelta(days=366)
PORTION = 200
"""Facts that are handed over in one run."""


async def begin_replay(slug: str, since: date, *, by: Principal) -> None:
    """
    Have a plugin that is on hear what happened since a day. Nothing when that is under way.

    Raises ``NotFound``, ``HearsNoPast`` and ``TooLongAgo``.
    """
    if not by.may("plugin.manage"):
        raise Forbidden
    tenant, manifest, at = current_scope().tenant, manifests.of(slug), now()
    if manifest is None or slug not in tenant.plugins:
        raise NotFound
    if not manifest.replays:
        raise HearsNoPast(plugin=hooks.title(slug))
    since_at = datetime.combine(since, time.min, ZoneInfo(tenant.zone))
    if not at - LONGEST <= since_at <= at:
        raise TooLongAgo(days=LONGEST.days)
    if await queries.running_chore(slug) is not None:
        return
    total = await queries.heard_count(list(reactions.heard_by(slug)), since_at, at)
    chore = PluginChore(
        plugin=slug,
        kind="replay",
        since_at=since_at,
        until_at=at,
        total=total,
        begun_at=at,
        begun_by=by.id if by.kind == "member" else None,
    )
    await chore.save()
    await record(ReplayBegun(NOBODY, by=by, plugin=slug, since=since.isoformat(), facts=total))
    await later("plugins.replay", chore.id, at)


async def replay_portion(chore_id: UUID, *, by: Principal) -> bool:
    """Hand the next facts over to the plugin; the answer is whether there may be more."""
    chore = await queries.chore(chore_id)
    if chore is None or chore["status"] != "running":
        return False
    slug, heard = chore["plugin"], reactions.heard_by(chore["plugin"])
    is_on = slug in current_scope().tenant.plugins
    facts = await queries.heard(list(heard), chore, most=PORTION) if is_on else []
    asked = [(fact, one.name) for fact in facts for one in heard[fact["name"]]]
    await queries.hand_over(asked, now())
    done = chore["done"] + len(facts)
    if len(facts) == PORTION:
        await _note(chore_id, {PluginChore.reached: facts[-1]["id"], PluginChore.done: done})
        return True
    await _note(chore_id, {PluginChore.done: done, PluginChore.status: "done", PluginChore.ended_at: now()})
    await record(PluginReplayed(NOBODY, by=by, plugin=slug, facts=done))
    return False


async def _note(chore_id: UUID, changes: dict[Any, Any]) -> None:
    await PluginChore.update(changes).where(PluginChore.id == chore_id)
    current_scope().wakes = True
