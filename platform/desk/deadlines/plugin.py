"""Deadlines: every promise of the house, watched by one engine."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.deadlines import (
    actions,
    api,
    commands,
    events,
    headquarters,
    imports,
    labels,
    merging,
    permissions,
    privacy,
    reactions,
    routes,
    settings,
    views,
)
from desk.deadlines.figures import FIGURES
from desk.foundation import promises, telling, tenants
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event, follow
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.things import Panel, TicketThing
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("Promises")

telling.register_word("promise", lambda said, _: views.what(said))
follow(actions.follow, promises.by_event)
tenants.register_section("deadlines", tenants.Section(imports.read, imports.changes, imports.apply))

lists.register(routes.PROMISES)


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, headquarters=headquarters.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem(
            *("deadlines", N_("Promises"), "/promises", "clock", "workspace", "deadline.read", 22),
            counted="/promises/count",
        ),
        NavItem(
            *("limits", N_("Limits of promises"), "/promises/limits", "clock", "workspace", "deadline.read", 935),
            "settings",
        ),
        NavItem(*("minimums", N_("Minimums"), "/minimums", "clock", "headquarters", "minimum.read", 45)),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {
        PLANNED: [reactions.climb, reactions.apply_policy, reactions.answer_trial],
        "calendar.changed": [reactions.recount],
    } | {"customer.grade_changed": [reactions.regrade]}


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.deadlines]


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of_subject("ticket", ticket.id)


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS
