"""Calendars: working time by tenant, team and customer site, and the statutory year."""

from collections.abc import Sequence

from desk.calendars import events, permissions, reactions
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.reactions import PLANNED, Reaction


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.tell_of_statutory_days]}
