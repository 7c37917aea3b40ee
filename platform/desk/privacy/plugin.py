"""Privacy: what is kept of people is taken out for them, erased, and forgotten."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desk.files import access
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.principals import Principal
from desk.foundation.privacy import ErasureStep, Impersonal
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.things import ContactThing, Panel
from desk.foundation.translation import N_, gettext
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import Routes
from desk.privacy import api, commands, events, permissions, reactions, routes, settings

TITLE = N_("Privacy")


async def _may_read(_run: UUID, by: Principal) -> bool:
    return by.may("person.export")


access.register("person_run", _may_read)


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.API)


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.privacy]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.erase, reactions.export]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return reactions.SCHEDULES


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return [Impersonal("person_run", "that somebody was erased, by an id that leads to nobody any more")]


@hookimpl
async def contact_panels(contact: ContactThing) -> list[Panel]:
    if not current_principal().may("person.export"):
        return []
    context = {"url": f"/privacy/contact/{contact.id}"}
    return [Panel(gettext("Privacy"), "privacy/_panel.html", context, "lock")]
