"""Deadlines: every promise of the house, watched by one engine."""

from collections.abc import Callable, Sequence

from desk.deadlines import actions, commands, events, labels, permissions, reactions
from desk.foundation import promises
from desk.foundation.events import Event, follow
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.reactions import PLANNED, Reaction

follow(actions.follow, promises.by_event)


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.climb, reactions.apply_policy], "calendar.changed": [reactions.recount]}


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.deadlines]
