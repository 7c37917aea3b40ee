"""Payments: one fact for whatever was paid."""

from collections.abc import Sequence
from typing import Any

from desk.files import access
from desk.foundation import promises, subjects
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Reaction
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel, Tile
from desk.foundation.translation import N_
from desk.foundation.web import lists
from desk.foundation.web.routing import NavItem, Routes
from desk.payments import (
    api,
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
from desk.payments.figures import FIGURES
from desk.search import kinds as found_kinds
from desk.tasks.kinds import TaskKind

TITLE = N_("Payments")

promises.register_subject("payment", queries.PROMISED)
access.register("payment", queries.may_read_payment)
subjects.register_things("payment", queries.things_of)
lists.register(routes.PAYMENTS)
found_kinds.register("payment", "payment.read", N_("Payments"), "coins")


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
    return [NavItem("payments", N_("Payments"), "/payments", "coins", "workspace", "payment.read", 45, "modules")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    found = [reactions.signal_change, reactions.index_payment]
    own = {one.name: list(found) for one in events.EVENTS if one.subject_kind == "payment"}
    own["payment.claimed"].append(reactions.ask_for_verification)
    for decided in ("payment.received", "payment.refused"):
        own[decided].append(reactions.end_verification)
    return own


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return [kinds.VERIFY]


@hookimpl
def register_payment_kinds() -> Sequence[kinds.PaymentKind]:
    return kinds.KINDS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(37, sample.fill)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panel_of_customer(customer.id)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer.id)
