"""Calls: who rang, who answered, and who is to be called back."""

from collections.abc import Sequence

from desk.calls import (
    api,
    deadlines,
    events,
    imports,
    labels,
    merging,
    permissions,
    privacy,
    queries,
    reactions,
    routes,
    views,
)
from desk.calls.figures import FIGURES
from desk.foundation import promises, subjects
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.promises import Promise
from desk.foundation.reactions import Reaction
from desk.foundation.things import CustomerThing, Panel
from desk.foundation.translation import N_, gettext
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import NavItem, Routes
from desk.imports.kinds import ImportKind

TITLE = N_("Calls")
FEW = 5
"""Lines of a panel."""

promises.register_subject("call", queries.PROMISED)
subjects.register_things("call", queries.things_of)


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
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("calls", N_("Calls"), "/calls", "phone", "workspace", "call.read", 26, counted="/calls/count")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {one.name: [reactions.signal_call] for one in events.EVENTS}


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_imports() -> Sequence[ImportKind]:
    return imports.KINDS


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    """The last calls of a customer."""
    if not current_principal().may("call.read"):
        return []
    found = [views.call_view(one) for one in await queries.of_customer(customer.id, most=FEW)]
    return [Panel(gettext("Calls"), "calls/_panel.html", {"calls": found}, "phone")] if found else []
