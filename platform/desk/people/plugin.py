"""People: members, operators, sign-ins, roles and tokens."""

from collections.abc import Sequence
from typing import Any

from desk.foundation import subjects, tenants
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.sample import Sample
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.people import (
    api,
    events,
    labels,
    merging,
    notices,
    permissions,
    privacy,
    queries,
    routes,
    sample,
    settings,
)
from desk.people.imports import departments, roles

for kind in queries.NAMED:
    subjects.register(kind, queries.namer(kind))
for section, said in (("departments", departments), ("roles", roles)):
    tenants.register_section(section, tenants.Section(said.read, said.changes, said.apply))
lists.register(routes.TRAIL)


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
    return Routes(people=routes.SHARED, workspace=routes.WORKSPACE, headquarters=routes.STAFF, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("members", N_("Members"), "/members", "people", "workspace", "member.read", 920, "settings"),
        NavItem("members", N_("Members"), "/members", "people", "headquarters", "member.read", 920, "settings"),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(10, sample.fill)
