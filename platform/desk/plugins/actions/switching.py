"""One switch: what a tenant has of a plugin, it has by this."""

from collections.abc import Iterable

from desk.deadlines.actions import wake_steps
from desk.foundation import hooks, manifests, scheduling, trips
from desk.foundation.allowances import not_allowed
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.manifests import Manifest
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.registry import refresh
from desk.foundation.tables import PluginTrip, Tenant
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.plugins import queries
from desk.plugins.errors import CannotRun, InConflict, NeededByOthers, NeedsOthers, NotAllowed, NotMigrated
from desk.plugins.events import PluginAskedAgain, PluginSwitchedOff, PluginSwitchedOn


async def switch_on(slug: str, *, by: Principal) -> None:
    """
    Let a plugin take part in this tenant: in all processes from their next request or job on.

    Raises ``NotFound`` for one that isn't installed, and says why where it can't be.
    """
    _allow(by)
    on = await queries.switched_on(lock=True)
    if slug in on:
        return
    manifest = await _runnable(slug)
    if await not_allowed([slug]):
        raise NotAllowed(plugin=hooks.title(slug))
    if lacking := [other for other in manifest.needs if other not in on]:
        raise NeedsOthers(plugin=hooks.title(slug), others=_titles(lacking))
    if wrong := [other for other in on if _exclude(manifest, other)]:
        raise InConflict(plugin=hooks.title(slug), others=_titles(wrong))
    await _write([*on, slug])
    await wake_steps(slug)
    await record(PluginSwitchedOn(NOBODY, by=by, plugin=slug))


async def switch_off(slug: str, *, by: Principal) -> None:
    """
    Let a plugin take no part any more: what it has stays, what waits for it is dropped and counted.

    Raises ``NotFound``, and ``NeededByOthers`` where others that are on need it.
    """
    _allow(by)
    on = await queries.switched_on(lock=True)
    if slug not in on:
        if not _is_installed(slug):
            raise NotFound
        return
    if leaning := [other for other in on if (one := manifests.of(other)) and slug in one.needs]:
        raise NeededByOthers(plugin=hooks.title(slug), others=_titles(leaning))
    await _write([other for other in on if other != slug])
    dropped = await queries.drop_work(slug)
    await PluginTrip.delete().where(PluginTrip.plugin == slug)
    await record(PluginSwitchedOff(NOBODY, by=by, plugin=slug, dropped=dropped))


async def switch_to(wanted: Iterable[str], *, by: Principal) -> None:
    """Have exactly these on: off first, those that others need last; on in the order of what they need."""
    left = set(wanted)
    on = set(await queries.switched_on())
    for slug in reversed(_in_order(on - left)):
        await switch_off(slug, by=by)
    for slug in _in_order(left - on):
        await switch_on(slug, by=by)


async def ask_again(slug: str, *, by: Principal) -> None:
    """Let a plugin answer again that failed too often, and let its waiting work go on. Raises ``NotFound``."""
    _allow(by)
    if not _is_installed(slug):
        raise NotFound
    await trips.reset(slug)
    await record(PluginAskedAgain(NOBODY, by=by, plugin=slug))


async def _runnable(slug: str) -> Manifest:
    if why := hooks.left_out.get(slug):
        raise CannotRun(plugin=slug, why=str(why))
    manifest = manifests.of(slug)
    if manifest is None:
        raise NotFound
    if fault := (await queries.faults()).get(slug):
        raise CannotRun(plugin=hooks.title(slug), why=fault)
    if absent := await queries.missing(manifest.tables):
        raise NotMigrated(plugin=hooks.title(slug), tables=", ".join(absent))
    return manifest


async def _write(plugins: list[str]) -> None:
    await Tenant.update({Tenant.plugins: plugins, Tenant.version: Tenant.version + 1}).where(
        Tenant.id == current_scope().tenant.id
    )
    await refresh()
    await scheduling.plan(current_scope().tenant.plugins)


def _exclude(manifest: Manifest, other: str) -> bool:
    theirs = manifests.of(other)
    return other in manifest.conflicts or (theirs is not None and manifest.slug in theirs.conflicts)


def _in_order(slugs: set[str]) -> list[str]:
    """Each behind those that it needs."""
    found: list[str] = []

    def add(slug: str) -> None:
        manifest = manifests.of(slug)
        for other in manifest.needs if manifest else ():
            if other in slugs and other not in found:
                add(other)
        if slug not in found:
            found.append(slug)

    for slug in sorted(slugs):
        add(slug)
    return found


def _titles(slugs: Iterable[str]) -> str:
    return gettext(", ").join(hooks.title(slug) for slug in slugs)


def _is_installed(slug: str) -> bool:
    return slug in hooks.left_out or manifests.of(slug) is not None


def _allow(by: Principal) -> None:
    if not by.may("plugin.manage"):
        raise Forbidden
