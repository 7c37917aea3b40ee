"""People: members, operators, sign-ins, roles and tokens."""

from collections.abc import Sequence

from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.permissions import Permission
from desk.foundation.sample import Sample
from desk.foundation.translation import N_
from desk.foundation.web.routing import NavItem, Routes
from desk.people import events, permissions, routes, sample


@hookimpl
def register_routes() -> Routes:
    return Routes(people=routes.SHARED, workspace=routes.STAFF)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("members", N_("Members"), "/members", "people", "workspace", "member.manage", 920, "settings")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return {"role": permissions.ROLES | permissions.OPERATOR_ROLES | permissions.CONTACT_ROLES}


@hookimpl
def register_sample() -> Sample:
    return Sample(10, sample.fill)
