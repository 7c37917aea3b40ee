"""Search: one index over everything, behind the same walls."""

from collections.abc import Sequence

from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.permissions import Permission
from desk.foundation.privacy import ErasureStep
from desk.foundation.web.routing import Routes
from desk.search import api, merging, permissions, privacy, routes


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
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS
