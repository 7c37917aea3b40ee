"""Webhooks: facts for other programs, fetched from the feed or sent to an address."""

from collections.abc import Sequence
from typing import Any

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import EVERY, PLANNED, Reaction
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.webhooks import api, events, labels, permissions, privacy, reactions, routes, settings


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("webhooks", N_("Webhooks"), "/webhooks", "send", "workspace", "webhook.manage", 950, "settings")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {EVERY: [reactions.tell], PLANNED: [reactions.send]}


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS
