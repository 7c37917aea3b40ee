"""Documents: sheets of paper made from what is known."""

from collections.abc import Sequence
from typing import Any

from desk.documents import events, permissions, privacy, routes, settings
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("Printed documents")


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(
        workspace=(*routes.SHARED, *routes.SETTINGS),
        portal=routes.SHARED,
        headquarters=routes.SETTINGS,
    )


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("letterhead", N_("Letterhead"), "/letterhead", "print", face, "letterhead.manage", 947, "settings")
        for face in ("workspace", "headquarters")
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS
