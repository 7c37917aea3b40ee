"""Setting up: the home of all settings."""

from collections.abc import Sequence

from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.setup import permissions, routes

TITLE = N_("Settings")


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, headquarters=routes.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("settings", TITLE, "/settings", "settings", "workspace", "setting.manage", 915, "settings"),
        NavItem("settings", TITLE, "/settings", "settings", "headquarters", "setting.manage", 915, "settings"),
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS
