"""Fields of a tenant's own, of customers, contacts and products."""

from collections.abc import Sequence
from functools import partial

from desk.fields import api, events, imports, labels, merging, permissions, privacy, routes, settings
from desk.fields.states import OWNERS
from desk.foundation import labels as words
from desk.foundation import tenants
from desk.foundation.choices import SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("Own fields")

tenants.register_section("fields", tenants.Section(imports.read, imports.changes, imports.apply))
for owner in OWNERS:
    words.register_own(f"{owner}_field", partial(settings.words, owner))


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_settings() -> Sequence[SettingsPage]:
    return settings.PAGES


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("fields", N_("Own fields"), "/fields", "list", "workspace", permissions.MANAGE, 920, "settings")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS
