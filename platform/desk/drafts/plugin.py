"""Drafts: nothing typed is lost, and one sees who else is at it."""

from collections.abc import Sequence

from desk.drafts import privacy, reactions, routes
from desk.foundation.hooks import hookimpl
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Schedule
from desk.foundation.translation import N_
from desk.foundation.web.routing import Routes

TITLE = N_("Drafts")


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, headquarters=routes.HANDLERS)


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.tidy, 600)]
