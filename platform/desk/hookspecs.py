"""
Every place where a slice or a plugin joins in: one page.

``register_*`` hooks are plain functions, asked once when a process starts. What they return is data:
lists of routes, permissions, events, reactions. A core slice answers them exactly as a plugin does;
the only difference is that it can't be switched off. See docs/hooks.md.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from desk.documents.kinds import DocumentKind
    from desk.foundation.audiences import AudienceFilter
    from desk.foundation.choices import Setting, SettingsPage
    from desk.foundation.errors import Refusal
    from desk.foundation.events import Event
    from desk.foundation.figures import FigureKind
    from desk.foundation.manifests import Manifest
    from desk.foundation.merging import MergeStep
    from desk.foundation.notices import Channel, Notice
    from desk.foundation.permissions import Permission
    from desk.foundation.principals import Principal
    from desk.foundation.privacy import ErasureStep, Given
    from desk.foundation.promises import Promise
    from desk.foundation.reactions import Reaction, Schedule
    from desk.foundation.sample import Sample
    from desk.foundation.things import ContactThing, CustomerThing, Figure, Link, Panel, Shift, TicketThing, Tile
    from desk.foundation.web.routing import NavItem, Routes
    from desk.imports.kinds import ImportKind
    from desk.payments.kinds import PaymentKind
    from desk.requests.kinds import Claim, Entitlement, Provider, RequestKind, RequestThing
    from desk.sms.kinds import Gateway
    from desk.surveys.kinds import SurveyKind
    from desk.tasks.kinds import TaskKind

hookspec = pluggy.HookspecMarker("desk")


@dataclass(frozen=True, slots=True)
class Slot:
    """A hook that adds something to look at. Its failure is logged and the answer left out."""

    budget: float
    """Seconds that one plugin's answer may take."""
    most: int
    """Things that one plugin may add; more are left out."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A hook that may refuse. Its failure refuses."""

    budget: float


@dataclass(frozen=True, slots=True)
class Question:
    """A hook that knows something. The first answer that isn't None counts; a failure is logged and left out."""

    budget: float


@dataclass(frozen=True, slots=True)
class Collected:
    """A hook all of whose answers count. Who fails is named, so that nobody takes silence for a no."""

    budget: float
    most: int
    """Things that one plugin may say; more are left out."""


@dataclass(frozen=True, slots=True)
class Claiming:
    """A hook that writes in the caller's transaction and may refuse. Any refusal refuses, and so does a failure."""

    budget: float


SLOTS = {
    "ticket_panels": Slot(0.5, 1),
    "ticket_links": Slot(0.3, 3),
    "thing_links": Slot(0.3, 3),
    "customer_panels": Slot(0.5, 1),
    "contact_panels": Slot(0.5, 1),
    "portal_tiles": Slot(0.5, 1),
    "home_panels": Slot(0.5, 1),
    "home_figures": Slot(0.5, 1),
}
DECISIONS = {"refuse_ticket": Decision(0.5), "refuse_customer": Decision(0.5)}
QUESTIONS = {"shift_of": Question(0.5)}
COLLECTED = {"entitlement_of": Collected(0.5, 20)}
CLAIMS = {"claim_request": Claiming(0.5)}


@hookspec
def register_manifest() -> "Manifest":
    """What a plugin says of itself. Each plugin has one, and no slice of the core."""
    raise AssertionError


@hookspec
def register_settings() -> "Sequence[Setting[Any] | SettingsPage]":
    """What a tenant may choose here, and the pages on which it chooses more."""
    raise AssertionError


@hookspec
def register_routes() -> "Routes":
    """The handlers of this slice, by face: workspace, api, portal, headquarters, files."""
    raise AssertionError


@hookspec
def register_navigation() -> "Sequence[NavItem]":
    """At most one line in each face's navigation."""
    raise AssertionError


@hookspec
def register_permissions() -> "Sequence[Permission]":
    """What may be allowed here, and the roles that start with it."""
    raise AssertionError


@hookspec
def register_events() -> "Sequence[type[Event]]":
    """The facts that this slice records."""
    raise AssertionError


@hookspec
def register_reactions() -> "dict[str, list[Reaction]]":
    """What this slice does about facts, by event name."""
    raise AssertionError


@hookspec
def register_schedules() -> "Sequence[Schedule]":
    """What is to be done again and again in each tenant, with its period in seconds."""
    raise AssertionError


@hookspec
def register_promises() -> "Sequence[Promise]":
    """What is promised here, which facts start and end it, how long it may take, and who hears of a miss."""
    raise AssertionError


@hookspec
def register_labels() -> "dict[str, dict[str, str]]":
    """Words for stored values, by kind: ``{"ticket.status": {"open": N_("Open")}}``."""
    raise AssertionError


@hookspec
def register_notices() -> "Sequence[Notice]":
    """What people are told about facts: to whom, in which words, by which channels."""
    raise AssertionError


@hookspec
def register_channels() -> "Sequence[Channel]":
    """Ways to people: where somebody is reached by it, and how a message is handed over."""
    raise AssertionError


@hookspec
def register_gateways() -> "Sequence[Gateway]":
    """Vendors of short messages: what they want to know, how one is handed over, how they say what came of it."""
    raise AssertionError


@hookspec
def register_task_kinds() -> "Sequence[TaskKind]":
    """The kinds of tasks of this slice: what may come of one, who may do it, beside which things one asks for it."""
    raise AssertionError


@hookspec
def register_request_kinds() -> "Sequence[RequestKind]":
    """The kinds of work that may be asked of a provider, with what customers read of them."""
    raise AssertionError


@hookspec
def register_providers() -> "Sequence[Provider]":
    """Which kinds of requests this plugin does: it hears ``request.opened`` and takes what it will do."""
    raise AssertionError


@hookspec
def register_payment_kinds() -> "Sequence[PaymentKind]":
    """What is paid for here, with what customers read of it."""
    raise AssertionError


@hookspec
def register_surveys() -> "Sequence[SurveyKind]":
    """After which facts customers are asked how it was: how long after, and which questions."""
    raise AssertionError


@hookspec
def register_documents() -> "Sequence[DocumentKind]":
    """What can be printed of this slice's things: a sheet of values on the tenant's letterhead, as a PDF."""
    raise AssertionError


@hookspec
def register_figures() -> "Sequence[FigureKind]":
    """What is counted here over a period: in which unit, by what it may be divided, whether headquarters may see it."""
    raise AssertionError


@hookspec
def register_audience_filters() -> "Sequence[AudienceFilter]":
    """By what this slice knows of contacts one may choose whom to tell."""
    raise AssertionError


@hookspec
def register_merge_steps() -> "Sequence[MergeStep]":
    """Which columns of this slice's tables point to customers and contacts, and what merging two does with them."""
    raise AssertionError


@hookspec
def register_export_steps() -> "Sequence[Given]":
    """Which columns of this slice's tables a person gets who asks what is kept of them."""
    raise AssertionError


@hookspec
def register_erasure_steps() -> "Sequence[ErasureStep]":
    """What erasing a person does to this slice's tables, what stays and why, what waits; and what is forgotten."""
    raise AssertionError


@hookspec
def register_imports() -> "Sequence[ImportKind]":
    """What can be brought in as a table: its columns, and what becomes of rows."""
    raise AssertionError


@hookspec
def register_sample() -> "Sample":
    """Demo data: what to fill, in which order, with which coroutine function."""
    raise AssertionError


@hookspec
def register_commands() -> "Sequence[Callable[..., object]]":
    """click commands or groups below ``desk``."""
    raise AssertionError


@hookspec
async def ticket_panels(ticket: "TicketThing") -> "list[Panel]":
    """Slot: a panel beside a ticket, loaded after the page."""
    raise AssertionError


@hookspec
async def ticket_links(ticket: "TicketThing") -> "list[Link]":
    """Slot: lines in the ⋯ menu of a ticket, with the plugin's name at the right."""
    raise AssertionError


@hookspec
async def thing_links(kind: str, subject_id: "UUID") -> "list[Link]":
    """Slot: lines beside a thing that has no panels: a task, a request, a payment, a plugin's own."""
    raise AssertionError


@hookspec
async def customer_panels(customer: "CustomerThing") -> "list[Panel]":
    """Slot: a panel on a customer's page, loaded after it."""
    raise AssertionError


@hookspec
async def contact_panels(contact: "ContactThing") -> "list[Panel]":
    """Slot: a panel beside a contact, loaded after the page."""
    raise AssertionError


@hookspec
async def portal_tiles(customer: "CustomerThing") -> "list[Tile]":
    """Slot: a tile on a customer's home in the portal."""
    raise AssertionError


@hookspec
async def home_panels(by: "Principal") -> "list[Panel]":
    """Slot: a panel on a member's home."""
    raise AssertionError


@hookspec
async def home_figures(by: "Principal") -> "list[Figure]":
    """Slot: a figure on a member's home."""
    raise AssertionError


@hookspec
async def refuse_ticket(action: str, ticket: "TicketThing", by: "Principal") -> "Refusal | None":
    """Decision: whether an action on a ticket is refused. Any refusal refuses."""
    raise AssertionError


@hookspec
async def refuse_customer(action: str, customer: "CustomerThing", by: "Principal") -> "Refusal | None":
    """Decision: whether an action on a customer is refused. Any refusal refuses."""
    raise AssertionError


@hookspec
async def shift_of(member_id: "UUID | None", at: "datetime") -> "Shift | None":
    """Question: the shift that a member, or whoever is on duty, has at a moment. Nobody knows: the calendar's day."""
    raise AssertionError


@hookspec
async def entitlement_of(
    customer: "CustomerThing", product_id: "UUID | None", service: str, cause_id: "UUID | None"
) -> "list[Entitlement]":
    """
    Collected: why a customer gets a service, or why not; nothing where this plugin has no say.

    All answers are shown, ranked: paid, special_free and remedy before contract, that before free_period, that
    before none.
    """
    raise AssertionError


@hookspec
async def claim_request(request: "RequestThing", by: "Principal") -> "Claim | Refusal | None":
    """
    Claim: take a piece of what this plugin counts for a new request, such as a visit, or refuse; None for no say.

    ``request.cancelled`` says when it is free again.
    """
    raise AssertionError
