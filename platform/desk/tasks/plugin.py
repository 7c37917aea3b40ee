"""Tasks: what people shall do, with keys that join askers, due times and results."""

from collections.abc import Sequence

from desk.foundation import subjects
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.principals import Principal
from desk.foundation.privacy import ErasureStep
from desk.foundation.promises import Promise, register_subject
from desk.foundation.reactions import PLANNED, Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel, TicketThing
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.search import kinds as found_kinds
from desk.tasks import (
    api,
    deadlines,
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
    views,
)
from desk.tasks.figures import FIGURES

TITLE = N_("Tasks")

register_subject("task", queries.PROMISED)
subjects.register_things("task", queries.things_of)
subjects.register_sight("task", queries.seen_by)
found_kinds.register("task", "task.read", N_("Tasks"), "check")
lists.register(routes.TASKS)


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("tasks", N_("Tasks"), "/tasks", "list", "workspace", "task.read", 25, counted="/tasks/count")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    own = {one.name: [reactions.signal_change] for one in events.EVENTS if one.subject_kind == "task"}
    own["task.asked"].append(reactions.index_task)
    return own | {
        "member.left": [reactions.hand_over],
        "department.retired": [reactions.wait_elsewhere],
        "absence.noted": [reactions.stand_in],
        PLANNED: [reactions.stand_in],
    }


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_task_kinds() -> Sequence[kinds.TaskKind]:
    return [kinds.ANYTHING]


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(35, sample.fill)


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of_subject("ticket", ticket.id)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panel_of_subject("customer", customer.id)


@hookimpl
async def home_panels(by: Principal) -> list[Panel]:
    return await views.panel_of_member(by)
