"""Mail: what customers write becomes tickets and entries."""

from collections.abc import Sequence
from typing import Any

from desk.foundation import notices as ways
from desk.foundation import subjects
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.sample import Sample
from desk.foundation.things import Panel, TicketThing
from desk.foundation.translation import N_, gettext
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import NavItem, Routes
from desk.mail import (
    actions,
    api,
    events,
    labels,
    merging,
    notices,
    permissions,
    privacy,
    queries,
    reactions,
    routes,
    sample,
    settings,
    views,
)

TITLE = N_("Mail")
FEW = 5
"""Lines of a panel."""

subjects.register_things("mail", queries.things_of_mails)
subjects.register_things("mailbox", queries.things_of_boxes)
ways.register_thread("ticket", actions.thread_of)


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.WORKSPACE, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("mails", N_("Mail"), "/mails", "mail", "workspace", "mail.sort", 27, counted="/mails/count"),
        NavItem("mailboxes", N_("Mailboxes"), "/mailboxes", "mail", "workspace", "mailbox.manage", 946, "settings"),
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
        "mail.arrived": [reactions.sort_mail],
        "mail.sorted": [reactions.signal_sorted],
        PLANNED: [reactions.fetch_mail],
    }


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.look, 60), Schedule(reactions.tidy, 3600)]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_sample() -> Sample:
    return Sample(45, sample.fill)


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    """The mails of a ticket, as they came."""
    if not current_principal().may("mail.sort"):
        return []
    found = await queries.of_ticket(ticket.id, most=FEW)
    lines = [views.panel_line(one) for one in found]
    return [Panel(gettext("Mail"), "mail/_panel.html", {"lines": lines}, "mail")] if lines else []
