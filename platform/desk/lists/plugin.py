"""Lists: saved views, chosen columns, and one action over many rows."""

from collections.abc import Sequence
from typing import Any

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Reaction
from desk.foundation.translation import N_
from desk.foundation.web.lists import register_keeper
from desk.foundation.web.routing import Routes
from desk.lists import events, permissions, privacy, reactions, routes, settings

TITLE = N_("Lists")

register_keeper(routes.kept_by_reader)


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, headquarters=routes.KEPT)


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"bulk.asked": [reactions.carry_on]}
