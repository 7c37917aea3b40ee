"""Tickets: the matters that customers want settled."""

from collections.abc import Sequence
from typing import Any

from desk.cases import kinds as cases
from desk.documents.kinds import DocumentKind
from desk.files import access
from desk.foundation import labels as words
from desk.foundation import subjects
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.promises import Promise, register_subject
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel, Tile
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.search import kinds as found_kinds
from desk.surveys import kinds as surveys
from desk.tasks.kinds import TaskKind
from desk.tickets import (
    api,
    deadlines,
    documents,
    events,
    kinds,
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
from desk.tickets.actions import handing_up
from desk.tickets.figures import FIGURES
from desk.tickets.notices import NOTICES
from desk.tickets.queries.told import surveyed

TITLE = N_("Tickets")

access.register("entry", queries.may_read_entry)
register_subject("ticket", queries.PROMISED)
surveys.register_subject("ticket", surveyed)
subjects.register_things("ticket", queries.things_of)
words.register_own("kind", settings.own_kinds)
found_kinds.register("ticket", "ticket.read", N_("Tickets"))
found_kinds.register("note", "ticket.read", N_("Internal notes"), "lock")
lists.register(routes.TICKETS)
cases.register_bearer("ticket", handing_up.BEARER)


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
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("tickets", N_("Tickets"), "/tickets", "ticket", "workspace", "ticket.read", 20)]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    indexed = ("ticket.opened", "entry.written", "ticket.solved")
    own = {
        one.name: [reactions.signal_change, *([reactions.index_ticket] if one.name in indexed else [])]
        for one in events.EVENTS
        if one.subject_kind == events.TicketEvent.subject_kind
    }
    return own | {
        "ticket.closed": [*own["ticket.closed"], reactions.settle_cases],
        "member.left": [reactions.hand_over],
        "contact.left": [reactions.pass_on],
        "task.done": [reactions.note_call],
        "signature.given": [reactions.note_signature],
        "request.opened": [reactions.follow_request],
        **{name: [reactions.note_request, reactions.follow_request] for name in reactions.REQUESTED},
        PLANNED: [reactions.close_silent],
    }


@hookimpl
def register_surveys() -> Sequence[surveys.SurveyKind]:
    return kinds.SURVEYS


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return kinds.KINDS


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return NOTICES


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(30, sample.fill)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    """Who knows this customer: the one to ask, and to send."""
    names = await queries.known_by(customer.id)
    return [Panel(gettext("Who knows them"), "tickets/_known_by.html", {"names": names}, "people")] if names else []


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    """Who knows whoever looks: a familiar name to ask for."""
    names = await queries.known_by(customer.id)
    return [Tile(gettext("Who knows you"), gettext(", ").join(names), "/tickets", "people")] if names else []
