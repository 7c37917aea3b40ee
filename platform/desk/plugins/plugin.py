"""Plugins: what is installed, and what of it is on here."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desk.files import access
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.tenants import register_switch
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.plugins import actions, commands, events, reactions, routes, settings

TITLE = N_("Plugins")


async def _as_the_file_says(plugins: Sequence[str]) -> None:
    await actions.switch_to(plugins, by=SYSTEM)


async def _may_read(_chore: UUID, by: Principal) -> bool:
    return by.may("plugin.manage")


access.register("plugin_chore", _may_read)
register_switch(_as_the_file_says)


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("plugins", N_("Plugins"), "/plugins", "layers", "workspace", "plugin.manage", 940, "settings")]


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.replay, reactions.remove]}


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return commands.COMMANDS
