"""Files: what people attach, checked before anybody may fetch it."""

from collections.abc import Sequence

from desk.files import events, links, merging, privacy, reactions, routes
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Reaction, Schedule
from desk.foundation.web.routing import Routes

DAILY = 86_400


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    links.require_secret()  # asked for when a web process starts: better not at all than with links that anybody signs
    return Routes(workspace=routes.SHARED, portal=routes.SHARED, api=routes.API, files=routes.FILES)


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"file.added": [reactions.check], "file.refused": [reactions.discard]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.sweep, DAILY)]


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS
