"""Headquarters: oversight through what partners publish."""

from collections.abc import Sequence
from typing import Any

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.sample import Sample
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.headquarters import (
    commands,
    events,
    labels,
    notices,
    permissions,
    privacy,
    reactions,
    routes,
    sample,
    settings,
)

lists.register(routes.PARTNERS)
lists.register(routes.ALERTS)
lists.register(routes.SCORECARDS)


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.OWN_HANDLERS, headquarters=routes.HANDLERS, files=routes.FILES)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("board", N_("Board"), "/board", "desk", "headquarters", "partner.read", 4),
        NavItem("partners", N_("Partners"), "/partners", "company", "headquarters", "partner.read", 10),
        NavItem("scorecards", N_("Scorecards"), "/scorecards", "chart", "headquarters", "partner.read", 20),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    alerts = (events.AlertOpened, events.AlertSeen, events.AlertClosed)
    return {
        "figures.frozen": [reactions.publish_scorecard],
        PLANNED: [reactions.welcome, reactions.archive, reactions.clear_up],
    } | {one.name: [reactions.signal_alert] for one in alerts}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [
        Schedule(reactions.publish_partner, 60),
        Schedule(reactions.publish_weeks, 900),
        Schedule(reactions.watch_partners, 300),
        Schedule(reactions.look_for_closed, 3600),
    ]


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_sample() -> Sample:
    return Sample(850, sample.fill)


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_commands() -> Sequence[Any]:
    return commands.COMMANDS
