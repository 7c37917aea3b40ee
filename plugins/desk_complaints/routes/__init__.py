"""The pages of complaints in the workspace."""

from desk_complaints.routes import amending, listing, one, registering, reports, summaries
from desk_complaints.routes.listing import COMPLAINTS

HANDLERS = (
    *listing.HANDLERS,
    *registering.HANDLERS,
    *reports.HANDLERS,
    *one.HANDLERS,
    *amending.HANDLERS,
    *summaries.HANDLERS,
)
LISTS = (COMPLAINTS,)

__all__ = ["HANDLERS", "LISTS"]
