"""The tickets of the workspace: the list, the page with its actions, the intake of a call."""

from desk.tickets.routes import intake, listing, matters

HANDLERS = (listing.index, *matters.HANDLERS, *intake.HANDLERS)
