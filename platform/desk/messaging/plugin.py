"""Messaging: everything that leaves for a person."""

from collections.abc import Sequence
from typing import Any

from desk.foundation import subjects, tenants
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Channel, Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.sample import Sample
from desk.foundation.things import ContactThing, Panel, TicketThing
from desk.foundation.translation import N_, gettext
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import NavItem, Routes
from desk.messaging import (
    actions,
    api,
    events,
    imports,
    kinds,
    labels,
    merging,
    notices,
    permissions,
    portal,
    privacy,
    queries,
    reactions,
    routes,
    sample,
    settings,
    views,
)
from desk.messaging.figures import FIGURES

TITLE = N_("Messages")
FEW = 5
"""Lines of a panel."""

subjects.register_things("delivery", queries.things_of)
tenants.register_section("messaging", tenants.Section(imports.read, imports.changes, imports.apply))


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
        people=routes.EVERYBODY,
        workspace=routes.WORKSPACE,
        headquarters=routes.STAFF,
        api=api.HANDLERS,
        portal=portal.HANDLERS,
    )


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("messages", N_("Messages"), "/deliveries", "send", "workspace", "delivery.read", 945, "settings"),
        NavItem("messages", N_("Messages"), "/deliveries", "send", "headquarters", "delivery.read", 945, "settings"),
        NavItem("inbox", N_("Messages"), "/inbox", "bell", "portal", "matter.read", 25),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    """One for each fact that somebody is told about, in the lane of its most urgent notice."""
    lanes = {"urgent": reactions.tell_now, "default": reactions.tell, "bulk": reactions.tell_in_bulk}
    ranked = list(lanes)
    first: dict[str, str] = {}
    for _, one in kinds.notices().values():
        first[one.event] = min(one.lane, first.get(one.event, one.lane), key=ranked.index)
    told = {event: [lanes[lane]] for event, lane in first.items()}
    return told | {PLANNED: [*lanes.values(), reactions.send_now, reactions.send, reactions.send_in_bulk]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.tidy, 600)]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_channels() -> Sequence[Channel]:
    return actions.CHANNELS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(40, sample.fill)


@hookimpl
async def contact_panels(contact: ContactThing) -> list[Panel]:
    found = await queries.came_to_person(contact.id, most=FEW)
    url = f"/customers/{contact.customer_id}/contacts/{contact.id}/messages"
    return [_panel(views.panel_lines(found, named="kind_word"), url, gettext("What they get, and why"))]


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    found = await queries.of_subject(ticket.id, most=FEW)
    url = f"/deliveries?subject={ticket.id}"
    return [_panel(views.panel_lines(found, named="person_name"), url, gettext("Who was told, and why not"))]


def _panel(lines: Sequence[dict[str, Any]], url: str, all_word: str) -> Panel:
    may_read = current_principal().may("delivery.read")
    context = {"lines": lines, "url": url, "all_word": all_word, "may_read": may_read}
    return Panel(gettext("Messages"), "messaging/_panel.html", context, "send")
