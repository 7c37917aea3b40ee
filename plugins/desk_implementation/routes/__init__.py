"""The pages of implementation projects in the workspace."""

from desk_implementation.routes import charts, listing, needs, one, templates, today
from desk_implementation.routes.listing import PROJECTS

HANDLERS = (
    *listing.HANDLERS,
    *needs.HANDLERS,
    *one.HANDLERS,
    *charts.HANDLERS,
    *templates.HANDLERS,
    *today.HANDLERS,
)
LISTS = (PROJECTS,)

__all__ = ["HANDLERS", "LISTS"]
