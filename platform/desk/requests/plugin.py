"""Requests: work that is asked of whoever provides it."""

from collections.abc import Sequence

from desk.foundation import subjects
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.promises import Promise, register_subject
from desk.foundation.reactions import Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel, TicketThing, Tile
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.requests import (
    api,
    deadlines,
    events,
    kinds,
    labels,
    merging,
    permissions,
    portal,
    privacy,
    queries,
    reactions,
    routes,
    sample,
    views,
)
from desk.requests.figures import FIGURES
from desk.search import kinds as found_kinds

TITLE = N_("Requests")

register_subject("request", queries.PROMISED)
subjects.register_things("request", queries.things_of)
lists.register(routes.REQUESTS)
found_kinds.register("request", "request.read", N_("Requests"), "truck")


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("requests", N_("Requests"), "/requests", "truck", "workspace", "request.read", 40, "modules")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    own = {one.name: [reactions.signal_change] for one in events.EVENTS if one.subject_kind == "request"}
    own["request.opened"].append(reactions.index_request)
    return own | {"member.left": [reactions.hand_over]}


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_request_kinds() -> Sequence[kinds.RequestKind]:
    return kinds.KINDS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(36, sample.fill)


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of("ticket", ticket.id)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panel_of("customer", customer.id)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer.id)
