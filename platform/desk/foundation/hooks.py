"""
The hooks: one plugin manager for core slices and plugins alike.

Everything that registers is found by its entry point (group ``desk.plugins``); a misspelt hook stops the start.
Tests may name plugins of their own in ``DESK_TEST_PLUGINS``; outside of tests nobody reads it.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pluggy

from desk import hookspecs
from desk.foundation import events, labels, permissions, promises, reactions, translation
from desk.settings import settings

hookimpl: Callable[..., Any] = pluggy.HookimplMarker("desk")
GROUP = "desk.plugins"
plugins = pluggy.PluginManager("desk")


@cache
def boot() -> pluggy.PluginManager:
    """Load every slice and plugin once and let them register what they declare."""
    plugins.add_hookspecs(hookspecs)
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        if not plugins.has_plugin(point.name):
            plugins.register(point.load(), point.name)
    for slug, module in _test_plugins():
        plugins.register(import_module(module), slug)
    plugins.check_pending()
    home = Path(hookspecs.__file__).parent
    translation.load_catalogues(room / "locale" for room in (home, home / "foundation", home / "kit", *rooms()))
    for slug, declared in answers("register_permissions").items():
        permissions.register(declared)
        assert all(one.name for one in declared), slug
    for declared in answers("register_events").values():
        events.register(declared)
    for slug, declared in answers("register_reactions").items():
        reactions.register(slug, declared, core=is_core(slug))
    for slug, declared in answers("register_schedules").items():
        reactions.register(slug, {}, core=is_core(slug))
        reactions.register_schedules(slug, declared)
    for slug, declared in answers("register_promises").items():
        promises.register(slug, declared)
    for declared in answers("register_labels").values():
        labels.register(declared)
    return plugins


def _test_plugins() -> Iterator[tuple[str, str]]:
    """Slug and module of what a test brings along; ``chaos.effects_plugin`` has the slug ``effects``."""
    if settings.environment != "test":
        return
    for module in filter(None, os.environ.get("DESK_TEST_PLUGINS", "").split(",")):
        yield module.rpartition(".")[2].removesuffix("_plugin"), module


def answers(name: str) -> dict[str, Any]:
    """What each slice and plugin returns for a ``register_*`` hook, by slug in the order of their names."""
    found: dict[str, Any] = {}
    for slug, plugin in sorted(plugins.list_name_plugin()):
        function = getattr(plugin, name, None)
        if function is not None and plugins.parse_hookimpl_opts(plugin, name) is not None:
            found[slug] = function()
    return found


@cache
def implementers(name: str) -> tuple[tuple[str, Any], ...]:
    """Who implements a hook, by slug, with the function. Known once, when the process has booted."""
    found = []
    for slug, plugin in sorted(plugins.list_name_plugin()):
        if plugin is not None and plugins.parse_hookimpl_opts(plugin, name) is not None:
            found.append((slug, getattr(plugin, name)))
    return tuple(found)


@cache
def is_core(slug: str) -> bool:
    """Core slices live in the package ``desk`` and can't be switched off."""
    plugin = plugins.get_plugin(slug)
    return plugin is not None and plugin.__name__.startswith("desk.")


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
    """What a plugin is called, in the reader's language; its slug where it doesn't say."""
    return translation.gettext(getattr(plugins.get_plugin(slug), "TITLE", slug))


def rooms() -> list[Path]:
    """The folders of all slices and plugins, where templates and catalogues are looked for."""
    found = [getattr(plugin, "__file__", None) for _, plugin in sorted(plugins.list_name_plugin())]
    return [Path(file).parent for file in found if file]


def plugin_apps() -> list[str]:
    """The Piccolo apps of installed plugins; the core's tables are one app of their own."""
    apps = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        package = point.value.rpartition(".")[0]
        if not package.startswith("desk.") and find_spec(f"{package}.piccolo_app"):
            apps.append(f"{package}.piccolo_app")
    return apps
