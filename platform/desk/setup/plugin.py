"""Setting up: the home of all settings."""

from collections.abc import Sequence
from typing import Any

from desk.foundation.choices import Setting, SettingsPage, chosen
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext
from desk.foundation.web.routing import NavItem, Routes
from desk.setup import permissions, queries, routes, settings, views

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


@hookimpl
def register_settings() -> Sequence[Setting[Any] | SettingsPage]:
    return settings.SETTINGS


@hookimpl
async def home_panels(by: Principal) -> list[Panel]:
    if not by.may("setting.manage") or not chosen(settings.GUIDE):
        return []
    steps = views.first_steps(await queries.first_steps())
    if all(one["done"] for one in steps):
        return []
    return [Panel(gettext("First steps"), "setup/_guide.html", {"steps": steps}, "check")]
