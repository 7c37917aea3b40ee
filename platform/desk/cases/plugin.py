"""Cases: what a partner can't solve alone, handed up to headquarters and back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desk.cases import (
    actions,
    api,
    deadlines,
    documents,
    events,
    headquarters,
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
    settings,
    views,
)
from desk.documents.kinds import DocumentKind
from desk.files import access
from desk.foundation import subjects
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.promises import Promise, register_subject
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.things import CustomerThing, Link, Panel, TicketThing, Tile
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.search import kinds as found_kinds
from desk.tasks.kinds import TaskKind

TITLE = N_("Cases with headquarters")

subjects.register_things("case", queries.things_of)
register_subject("case", deadlines.OF_PARTNER)
register_subject("case_desk", deadlines.OF_HEADQUARTERS)
register_subject("hq_letter", deadlines.OF_LETTER)
lists.register(routes.CASES)
lists.register(headquarters.MATTERS)
found_kinds.register("case", "case.read", TITLE, "send")
found_kinds.register_filling("case", "hq_case", actions.index_case)
access.register("case", queries.may_read_files)
for one in ("task", "request", "payment", "customer", "survey"):
    kinds.register_bearer(one, actions.plain(one))


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(
        workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS, headquarters=headquarters.HANDLERS
    )


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("cases", N_("Headquarters"), "/cases", "tower", "workspace", "case.read", 45, "modules"),
        NavItem("cases", N_("Cases of partners"), "/cases", "tower", "headquarters", "case.read", 5),
        NavItem("requirements", N_("Missing functions"), "/requirements", "flag", "headquarters", "case.read", 6),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    shown = [one.name for one in events.EVENTS if one.subject_kind != "member"]
    late = ("deadline.missed", "deadline.climbed")
    return (
        {name: [reactions.signal_change] for name in shown}
        | {name: [reactions.hand_up_late] for name in late}
        | {name: [reactions.signal_change, reactions.index_case] for name in ("case.handed_up", "case.completed")}
        | {name: [reactions.signal_change, reactions.account_for_time] for name in ("case.closed", "case.declined")}
        | {"hq.complaint_transferred": [reactions.signal_change, reactions.ask_for_handling]}
        | {"person.erased": [reactions.forget_sent]}
        | {
            PLANNED: [
                reactions.receive,
                reactions.arrive,
                reactions.receive_letter,
                reactions.receive_word,
                reactions.forget_copy,
            ]
        }
    )


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.forget_old_copies, 24 * 3600)]


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return [kinds.HANDLE]


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of("ticket", ticket.id)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panel_of("customer", customer.id)


@hookimpl
async def thing_links(kind: str, subject_id: UUID) -> list[Link]:
    return await views.links_of(kind, subject_id)


@hookimpl
async def portal_tiles() -> list[Tile]:
    return await portal.tiles()
