"""
The hooks: one plugin manager for core slices and plugins alike.

Everything that registers is found by its entry point (group ``desk.plugins``) and asked once what it declares. A
mistake in a slice of the core stops the start; a plugin with one is left out, and the start goes on.
Tests may name plugins of their own in ``DESK_TEST_PLUGINS``; outside of tests nobody reads it.
"""

import gc
import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pluggy
import structlog

from desk import hookspecs
from desk.foundation import choices, events, labels, manifests, permissions, promises, reactions, translation
from desk.foundation.manifests import Manifest
from desk.foundation.translation import N_
from desk.settings import settings

hookimpl: Callable[..., Any] = pluggy.HookimplMarker("desk")
GROUP = "desk.plugins"
KINDS = ("register_task_kinds", "register_request_kinds", "register_payment_kinds", "register_documents")
"""What is declared by ids that begin with the slug of whose it is."""
NO_MANIFEST = N_("It has no manifest that says that it is “{slug}”.")
OTHER_VERSION = N_("It is made for version {fits} of the platform, and this is {version}.")

log = structlog.get_logger(__name__)
plugins = pluggy.PluginManager("desk")


class NotLoaded(Exception):
    """Why a plugin takes no part, in a sentence; what a mistake in it says stays as it is."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values

    def __str__(self) -> str:
        return translation.gettext(self.sentence).format(**self.values) if self.values else self.sentence


left_out: dict[str, NotLoaded] = {}
"""Plugins that are installed and take no part in this process, with the reason."""


@cache
def boot() -> pluggy.PluginManager:
    """Load every slice and plugin once and let them register what they declare; a plugin that can't is left out."""
    plugins.add_hookspecs(hookspecs)
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        if not plugins.has_plugin(point.name):
            _contained(point.name, point.module, partial(_load, point.name, point.load))
    for slug, module in _test_plugins():
        _contained(slug, module, partial(_load, slug, partial(import_module, module)))
    home = Path(hookspecs.__file__).parent
    translation.load_catalogues(room / "locale" for room in (home, home / "foundation", home / "kit"))
    for step in (_check, _name, _join):
        for slug in sorted(installed(), key=lambda slug: (not is_core(slug), slug)):
            if plugins.has_plugin(slug):
                _contained(slug, _home(slug).__name__, partial(step, slug))
    gc.freeze()  # all that was loaded stays: the collector need not look through it again and again
    return plugins


def _contained(slug: str, module: str, step: Callable[[], None]) -> None:
    """Take one slice or plugin a step further; the core must make it, a plugin that doesn't is left out."""
    try:
        step()
    except Exception as error:
        if module.startswith("desk."):
            raise
        log.exception("plugin not loaded", plugin=slug)
        if plugins.has_plugin(slug):
            plugins.unregister(name=slug)
        left_out[slug] = error if isinstance(error, NotLoaded) else NotLoaded(f"{type(error).__name__}: {error}"[:400])


def _load(slug: str, load: Callable[[], Any]) -> None:
    plugins.register(load(), slug)
    plugins.check_pending()


def _check(slug: str) -> None:
    """A plugin is asked for everything at once, so that a mistake shows now. Raises ``NotLoaded``."""
    if is_core(slug):
        return
    declared = {name: said for name in _register_hooks() if (said := _said(slug, name)) is not None}
    manifest: Manifest | None = declared.get("register_manifest")
    if manifest is None or manifest.slug != slug:
        raise NotLoaded(NO_MANIFEST, slug=slug)
    if not manifests.fits(manifest):
        raise NotLoaded(OTHER_VERSION, fits=manifest.fits, version=manifests.platform_version())
    faults = [*manifest.faults(), *_foreign(slug, declared)]
    if faults:
        raise NotLoaded("; ".join(faults)[:400])
    manifests.register(manifest)


def _name(slug: str) -> None:
    """Make known what others may refer to."""
    translation.load_catalogues([Path(str(_home(slug).__file__)).parent / "locale"])
    permissions.register(_said(slug, "register_permissions") or ())
    events.register(_said(slug, "register_events") or ())
    choices.register(slug, _said(slug, "register_settings") or ())
    labels.register(_said(slug, "register_labels") or {})


def _join(slug: str) -> None:
    """Make known what follows from facts."""
    promises.register(slug, _said(slug, "register_promises") or ())
    reactions.register(slug, _said(slug, "register_reactions") or {}, core=is_core(slug))
    reactions.register_schedules(slug, _said(slug, "register_schedules") or ())


def _home(slug: str) -> ModuleType:
    return cast("ModuleType", plugins.get_plugin(slug))


@cache
def _said(slug: str, name: str) -> Any:
    """What one of them declares by a hook, asked once; None where it doesn't answer."""
    plugin = plugins.get_plugin(slug)
    return getattr(plugin, name)() if plugin is not None and _answers(plugin, name) else None


def _foreign(slug: str, declared: dict[str, Any]) -> list[str]:
    """What a plugin declares under a name that isn't its own."""
    named = [one.name for hook in ("register_permissions", "register_events") for one in declared.get(hook, ())]
    named += [one.id for hook in KINDS for one in declared.get(hook, ())]
    return [f"{name} is not of {slug}" for name in named if not str(name).startswith(f"{slug}.")]


@cache
def _register_hooks() -> tuple[str, ...]:
    return tuple(name for name in vars(hookspecs) if name.startswith("register_"))


def _answers(plugin: Any, name: str) -> bool:
    return plugins.parse_hookimpl_opts(plugin, name) is not None


def _test_plugins() -> Iterator[tuple[str, str]]:
    """Slug and module of what a test brings along; ``chaos.effects_plugin`` has the slug ``effects``."""
    if settings.environment != "test":
        return
    for module in filter(None, os.environ.get("DESK_TEST_PLUGINS", "").split(",")):
        yield module.rpartition(".")[2].removesuffix("_plugin"), module


def answers(name: str) -> dict[str, Any]:
    """What each slice and plugin declares by a ``register_*`` hook, by slug in the order of their names."""
    return {slug: said for slug in installed() if (said := _said(slug, name)) is not None}


def drop(slug: str, error: Exception) -> None:
    """Leave out a plugin that joined in, when only later it turns out that it can't be used."""
    _contained(slug, "", partial(_raise, error))
    implementers.cache_clear()
    owner_of.cache_clear()


def _raise(error: Exception) -> None:
    raise error


@cache
def implementers(name: str) -> tuple[tuple[str, Any], ...]:
    """Who implements a hook, by slug, with the function. Known once, when the process has booted."""
    found = []
    for slug, plugin in sorted(plugins.list_name_plugin()):
        if plugin is not None and _answers(plugin, name):
            found.append((slug, getattr(plugin, name)))
    return tuple(found)


@cache
def is_core(slug: str) -> bool:
    """Core slices live in the package ``desk`` and can't be switched off."""
    plugin = plugins.get_plugin(slug)
    return plugin is not None and plugin.__name__.startswith("desk.")


def of_plugins() -> list[str]:
    """The slugs of all that is installed and no slice of the core."""
    return [slug for slug in installed() if not is_core(slug)]


def installed() -> list[str]:
    """The slugs of all slices and plugins of this process."""
    return sorted(slug for slug, plugin in plugins.list_name_plugin() if plugin is not None)


@cache
def owner_of(module: str) -> str:
    """The slug of the plugin that a module belongs to; empty for the core, which is on everywhere."""
    for slug, plugin in plugins.list_name_plugin():
        own = str(getattr(plugin, "__name__", ""))
        package = own.rpartition(".")[0]
        if own and not is_core(slug) and (module == own or (package and module.startswith(f"{package}."))):
            return slug
    return ""


def title(slug: str) -> str:
    """What a slice or plugin is called, in the reader's language; its slug where it doesn't say."""
    manifest = manifests.of(slug)
    return translation.gettext(manifest.name if manifest else getattr(plugins.get_plugin(slug), "TITLE", slug))


def is_shown(name: str, on: frozenset[str]) -> bool:
    """Whether something of this name, such as a fact, may be seen: what is a plugin's only where that is on."""
    owner = name.partition(".")[0]
    return owner in on or manifests.of(owner) is None


def rooms() -> list[Path]:
    """The folders of all slices and plugins, where templates and catalogues are looked for."""
    found = [getattr(plugin, "__file__", None) for _, plugin in sorted(plugins.list_name_plugin())]
    return [Path(file).parent for file in found if file]


def plugin_apps() -> list[str]:
    """The Piccolo apps of installed plugins; the core's tables are one app of their own."""
    apps = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        package = point.value.rpartition(".")[0]
        if not package.startswith("desk.") and _has_tables(package):
            apps.append(f"{package}.piccolo_app")
    return apps


def _has_tables(package: str) -> bool:
    try:
        return find_spec(f"{package}.piccolo_app") is not None and bool(import_module(f"{package}.piccolo_app"))
    except Exception:
        log.exception("plugin without its tables", package=package)
        return False
