"""The pages of implementation projects in the workspace."""

from desk_implementation.routes import charts, listing, logbook, needs, one, templates, today
from desk_implementation.routes.listing import PROJECTS
from desk_implementation.routes.logbook import LOGS

HANDLERS = (
    *listing.HANDLERS,
    *needs.HANDLERS,
    *one.HANDLERS,
    *charts.HANDLERS,
    *templates.HANDLERS,
    *today.HANDLERS,
    *logbook.HANDLERS,
)
LISTS = (PROJECTS, LOGS)

__all__ = ["HANDLERS", "LISTS"]
