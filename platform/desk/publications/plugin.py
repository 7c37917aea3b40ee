"""Publications: bulletins and the price standard of headquarters for all partners."""

from collections.abc import Sequence
from typing import Any

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import Tile
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.publications import (
    api,
    events,
    headquarters,
    labels,
    notices,
    permissions,
    portal,
    privacy,
    reactions,
    routes,
    sample,
    settings,
)

TITLE = N_("Bulletins of headquarters")


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
    return Routes(
        workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS, headquarters=headquarters.HANDLERS
    )


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("bulletins", N_("Bulletins"), "/bulletins", "megaphone", "workspace", "bulletin.read", 46, "modules"),
        NavItem("bulletins", N_("Bulletins"), "/bulletins", "megaphone", "headquarters", "bulletin.read", 7),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    shown = {one.name: [reactions.signal_change] for one in events.EVENTS if one.subject_kind == "bulletin"}
    return shown | {PLANNED: [reactions.receive_bulletin, reactions.receive_prices]}


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_sample() -> Sample:
    return Sample(38, sample.fill)


@hookimpl
async def portal_tiles() -> list[Tile]:
    return await portal.tiles()
