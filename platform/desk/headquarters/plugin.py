"""Headquarters: oversight through what partners publish."""

from collections.abc import Sequence

from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.reactions import Schedule
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.headquarters import permissions, reactions, routes


@hookimpl
def register_routes() -> Routes:
    return Routes(headquarters=routes.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("partners", N_("Partners"), "/partners", "company", "headquarters", "partner.read", 10)]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.publish_partner, 60)]
