"""Complaints: registered, judged, handled, verified, and learned from."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desk.extend import (
    N_,
    CustomerThing,
    DocumentKind,
    Entitlement,
    Event,
    FigureKind,
    Manifest,
    MergeStep,
    NavItem,
    Notice,
    Panel,
    Permission,
    Promise,
    Reaction,
    Routes,
    Sample,
    Schedule,
    Setting,
    TaskKind,
    TicketThing,
    Tile,
    findable,
    hookimpl,
    lists,
    register_case_bearer,
    register_files,
    register_subject,
    register_things,
)
from desk.extend import privacy as steps
from desk_complaints import (
    api,
    commands,
    deadlines,
    documents,
    events,
    figures,
    labels,
    merging,
    notices,
    permissions,
    portal,
    privacy,
    reactions,
    routes,
    sample,
    settings,
    views,
)
from desk_complaints.actions import amending, handing_up, measuring, telling
from desk_complaints.queries import complaints, evidence, reports, summaries

register_subject("complaint", complaints.PROMISED)
register_things("complaint", complaints.things_of)
register_subject("complaints_report", reports.PROMISED)
register_things("complaints_report", reports.things_of)
register_case_bearer("complaint", handing_up.BEARER)
register_files(evidence.KIND, evidence.may_read)
register_subject("complaints_summary", summaries.PROMISED)
register_things("complaints_summary", summaries.things_of)
findable("complaint", "complaints.read", N_("Complaints"), "alert")
for one in routes.LISTS:
    lists.register(one)


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="complaints",
        name=N_("Complaints"),
        summary=N_("Complaints by any road: judged, answered, verified, learned from and counted."),
        version="1.0.0",
        fits=">=0.1,<2",
        acts_with=frozenset({"task.ask", "case.handle"}),
        hears={"supervision.negative": reactions.Negative},
        tables=(
            *("complaints_complaint", "complaints_entry", "complaints_evidence", "complaints_amends"),
            *("complaints_volume", "complaints_report", "complaints_summary"),
        ),
    )


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("complaints", N_("Complaints"), "/complaints", "alert", "workspace", "complaints.read", 56, "modules")
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    found: dict[str, list[Reaction]] = {
        one.name: [reactions.signal_complaint] for one in events.EVENTS if one.subject_kind == "complaint"
    }
    found["complaints.received"].append(reactions.index_complaint)
    found["complaints.serious"].append(reactions.tell_leader)
    found["complaints.accepted"].append(reactions.tell_of_best)
    for name in ("accepted", "explained", "verified", "withdrawn"):
        found[f"complaints.{name}"].append(reactions.lead_case)
    found["complaints.measures_recorded"].append(reactions.ask_measures)
    found["complaints.compensation_proposed"].append(reactions.ask_agreement)
    found["complaints.compensation_decided"].append(reactions.settle_agreement)
    found["task.done"] = [reactions.follow_task]
    found["hq.complaint_transferred"] = [reactions.take_over]
    found["case.sent_back"] = [reactions.take_back]
    found["supervision.negative"] = [reactions.register_negative]
    return found


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.draft_report, 3600), Schedule(reactions.open_summaries, 3600)]


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_commands() -> list[Callable[..., object]]:
    return [commands.group]


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return [telling.CONTACT, telling.AGREE, *measuring.KINDS]


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return figures.FIGURES


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_settings() -> Sequence[Setting[Any]]:
    return settings.SETTINGS


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_export_steps() -> list[steps.Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[steps.ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(62, sample.fill)


@hookimpl
async def entitlement_of(cause_id: UUID | None) -> list[Entitlement]:
    return await amending.remedy_for(cause_id)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.customer_panel(customer)


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.ticket_panel(ticket)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer)
