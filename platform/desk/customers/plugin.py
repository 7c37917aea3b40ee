"""Customers, the people there, and what they have installed."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.customers import (
    api,
    commands,
    events,
    labels,
    masking,
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
from desk.customers.figures import FIGURES
from desk.customers.imports import kinds as imports
from desk.foundation import labels as words
from desk.foundation import promises, subjects, telling
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.figures import FigureKind
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Reaction, Schedule
from desk.foundation.sample import Sample
from desk.foundation.things import CustomerThing, Panel
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import NavItem, Routes
from desk.imports.kinds import ImportKind
from desk.search import kinds

TITLE = N_("Customers")

words.register_own("grade", settings.own_words)
subjects.register("customer", queries.names_of)
promises.register_subject("contact", queries.PROMISED)
subjects.register_things("customer", queries.things_of)
subjects.register_things("contact", queries.contacts_as_things)
subjects.register_things("product", queries.products_as_things)
subjects.register_things("proposal", queries.proposals_as_things)
for part in ("wanted", "accepted", "refused"):
    telling.register_word(part, views.fields_named)
kinds.register("customer", "customer.read", N_("Customers"), "company", seen=masking.seen_line)
kinds.register("contact", "customer.read", N_("Contacts"), "person", seen=masking.seen_line)
lists.register(routes.CUSTOMERS)


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
    return [
        NavItem("customers", N_("Customers"), "/customers", "people", "workspace", "customer.read", 30),
        NavItem(
            "proposals", N_("Changes that customers want"), "/proposals", "edit", "workspace", permissions.ANSWER, 31
        ),
        NavItem("profile", N_("My data"), "/profile", "person", "portal", permissions.OWN_SELF, 80),
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
        "customers.imported": [reactions.index_imported, reactions.note_grades],
        "member.left": [reactions.replace_engineer],
        "proposal.made": [reactions.take_over],
    }


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    hourly = (reactions.note_likenesses, reactions.erase_merge_logs)
    return [Schedule(reactions.find_doubles, 60), *(Schedule(one, 3600) for one in hourly)]


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    """What the people of this customer want changed, as long as it waits."""
    by = current_principal()
    found = await queries.proposals_of(customer.id, most=5) if by.may(permissions.ANSWER) else []
    if not found:
        return []
    shown = {"proposals": await views.proposals_shown(found)}
    return [Panel(gettext("Changes that customers want"), "customers/_proposals.html", shown, "edit", str(len(found)))]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(20, sample.fill)


@hookimpl
def register_imports() -> Sequence[ImportKind]:
    return imports.KINDS


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.customers]
