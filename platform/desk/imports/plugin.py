"""Imports: whole tables from other programs."""

from collections.abc import Sequence

from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.web.routing import Routes
from desk.imports import events, labels, privacy, reactions, routes

DAILY = 86_400


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS)


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {PLANNED: [reactions.read, reactions.take]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.sweep, DAILY)]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS
