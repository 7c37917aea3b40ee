"""The workspace: the frame in which members work."""

from collections.abc import Sequence

from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.workspace import api, events, routes


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=(*routes.HANDLERS, api.show), api=(api.document,))


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("home", N_("My desk"), "/", "desk", "workspace", "workspace.enter", 10),
        NavItem("work", N_("Failed work"), "/work", "alert", "workspace", "reaction.manage", 930, "settings"),
        NavItem("api", N_("Description of the API"), "/api", "book", "workspace", "webhook.manage", 960, "settings"),
    ]


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS
