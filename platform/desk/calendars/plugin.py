"""Calendars: working time by tenant, team and customer site, and the statutory year."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.calendars import (
    api,
    commands,
    events,
    headquarters,
    imports,
    labels,
    merging,
    permissions,
    privacy,
    queries,
    reactions,
    routes,
    sample,
    settings,
)
from desk.calendars.routes import looking
from desk.foundation import subjects, tenants
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("Calendars")

subjects.register("calendar", queries.names_of)
tenants.register_section("calendar", tenants.Section(imports.read, imports.changes, imports.apply))


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
        NavItem("calendars", N_("Calendars"), "/calendars", "calendar", "workspace", "calendars.read", 930, "settings"),
        NavItem(
            *("statutory", N_("Statutory days"), "/statutory-years", "calendar", "headquarters", "statutory.read"), 40
        ),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.tell_of_statutory_days]}


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(15, sample.fill)


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.calendars]


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return [await looking.panel_of_customer(customer.id)]
