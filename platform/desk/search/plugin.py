"""Search: one index over everything, behind the same walls."""

from collections.abc import Mapping, Sequence

import click

from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.reactions import PLANNED, Reaction, Schedule
from desk.foundation.web.routing import Routes
from desk.search import api, commands, merging, permissions, privacy, reactions, routes

DAILY = 86_400


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.WORKSPACE, api=api.API)


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_reactions() -> Mapping[str, Sequence[Reaction]]:
    return {PLANNED: [reactions.fill]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.fill, DAILY)]


@hookimpl
def register_commands() -> Sequence[click.Command]:
    return [commands.search]


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS
