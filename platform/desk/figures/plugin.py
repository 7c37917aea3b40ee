"""Figures: what slices and plugins count, shown, compared and frozen."""

from collections.abc import Sequence

from desk.figures import api, events, labels, permissions, reactions, routes, sample
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.reactions import Schedule
from desk.foundation.sample import Sample
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("Figures")


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("figures", N_("Figures"), "/figures", "chart", "workspace", "figure.read", 40)]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.freeze_months, 3600)]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_sample() -> Sample:
    return Sample(800, sample.fill)
