"""Group chats: a way to colleagues by the robot in a tenant's group."""

from collections.abc import Sequence

from desk.chats import actions, events, notices, privacy, routes
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.notices import Channel, Notice
from desk.foundation.privacy import ErasureStep
from desk.foundation.web.routing import Routes


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, headquarters=routes.HANDLERS)


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_channels() -> Sequence[Channel]:
    return [actions.CHANNEL]
