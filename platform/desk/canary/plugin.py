"""The canary: it is tried each night whether anything leaks between tenants."""

from collections.abc import Sequence
from typing import Any

from desk.canary import commands, events, headquarters, labels, notices, permissions, privacy, reactions
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes

TITLE = N_("The wall")


@hookimpl
def register_routes() -> Routes:
    return Routes(headquarters=headquarters.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("canary", TITLE, "/canary", "shield", "headquarters", "canary.read", 60)]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.walk_on]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.send, 3600)]


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_commands() -> Sequence[Any]:
    return commands.COMMANDS
