"""The tickets of the workspace: the list, the intake of a call, the page of a ticket and what is done there."""

from desk.tickets.routes import intake, listing, matters, moving, suspending

HANDLERS = (*listing.HANDLERS, *matters.HANDLERS, *moving.HANDLERS, *suspending.HANDLERS, *intake.HANDLERS)
TICKETS = listing.TICKETS
