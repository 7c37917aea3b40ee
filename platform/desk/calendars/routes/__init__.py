"""The pages of calendars in the workspace, and the panel on a customer's page."""

from desk.calendars.routes import keeping, looking

HANDLERS = (*looking.HANDLERS, *keeping.HANDLERS)

__all__ = ["HANDLERS"]
