"""Surveys: what customers think, in three levels."""

from collections.abc import Sequence
from typing import Any

from desk.foundation import subjects
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.promises import Promise, register_subject
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel, TicketThing, Tile
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.search import kinds as found_kinds
from desk.surveys import (
    api,
    deadlines,
    events,
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
from desk.tasks.kinds import TaskKind

TITLE = N_("Satisfaction")

register_subject("survey", queries.PROMISED)
subjects.register_things("survey", queries.things_of)
lists.register(routes.RATINGS)
found_kinds.register("survey", "survey.read", N_("Ratings"), "star")


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
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("surveys", N_("Satisfaction"), "/surveys", "star", "workspace", "survey.read", 50, "modules")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    """One for each fact after which somebody is asked, and for what comes of it."""
    asked_after: dict[str, list[Reaction]] = {
        one.event: [reactions.plan] for one in kinds.registered().values() if one.event
    }
    return asked_after | {
        "survey.asked": [reactions.index_survey],
        "survey.link_made": [reactions.index_survey],
        "survey.answered": [reactions.index_survey],
        "satisfaction.low": [reactions.follow_up],
        "task.taken": [reactions.note_taken],
        "task.handed_over": [reactions.note_taken],
        "task.done": [reactions.note_end],
        "task.cancelled": [reactions.note_end],
        PLANNED: [reactions.ask],
    }


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
def register_task_kinds() -> Sequence[TaskKind]:
    return [kinds.FOLLOW_UP]


@hookimpl
def register_surveys() -> Sequence[kinds.SurveyKind]:
    return []


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(60, sample.fill)


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of_subject("ticket", ticket.id)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panel_of_customer(customer.id)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer.id)
