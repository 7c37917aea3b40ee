"""The portal: the frame in which customers help themselves."""

from collections.abc import Sequence

from desk.foundation.hooks import hookimpl
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.portal import routes


@hookimpl
def register_routes() -> Routes:
    return Routes(portal=routes.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("home", N_("Home"), "/", "home", "portal", "matter.read", 10),
        NavItem("tickets", N_("My questions"), "/tickets", "chat", "portal", "matter.read", 20),
        NavItem("ask", N_("Ask a question"), "/tickets/new", "plus", "portal", "matter.ask", 30),
    ]
