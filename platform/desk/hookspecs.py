"""
Every place where a slice or a plugin joins in: one page.

``register_*`` hooks are plain functions, asked once when a process starts. What they return is data:
lists of routes, permissions, events, reactions. A core slice answers them exactly as a plugin does;
the only difference is that it can't be switched off. See docs/hooks.md.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk.foundation.events import Event
    from desk.foundation.permissions import Permission
    from desk.foundation.reactions import Reaction, Schedule
    from desk.foundation.sample import Sample
    from desk.foundation.web.routing import NavItem, Routes

hookspec = pluggy.HookspecMarker("desk")


@hookspec
def register_routes() -> "Routes":
    """The handlers of this slice, by face: workspace, api, portal, headquarters, files."""
    raise AssertionError


@hookspec
def register_navigation() -> "Sequence[NavItem]":
    """At most one line in each face's navigation."""
    raise AssertionError


@hookspec
def register_permissions() -> "Sequence[Permission]":
    """What may be allowed here, and the roles that start with it."""
    raise AssertionError


@hookspec
def register_events() -> "Sequence[type[Event]]":
    """The facts that this slice records."""
    raise AssertionError


@hookspec
def register_reactions() -> "dict[str, list[Reaction]]":
    """What this slice does about facts, by event name."""
    raise AssertionError


@hookspec
def register_schedules() -> "Sequence[Schedule]":
    """What is to be done again and again in each tenant, with its period in seconds."""
    raise AssertionError


@hookspec
def register_labels() -> "dict[str, dict[str, str]]":
    """Words for stored values, by kind: ``{"ticket.status": {"open": N_("Open")}}``."""
    raise AssertionError


@hookspec
def register_sample() -> "Sample":
    """Demo data: what to fill, in which order, with which coroutine function."""
    raise AssertionError


@hookspec
def register_commands() -> "Sequence[Callable[..., object]]":
    """click commands or groups below ``desk``."""
    raise AssertionError
