"""The tickets of the workspace: the list, the intake of a call, the page of a ticket and what is done there."""

from desk.tickets.routes import consulting, intake, listing, matters, moving, suspending, ties, transferring

HANDLERS = (
    *(*listing.HANDLERS, *matters.HANDLERS, *moving.HANDLERS, *suspending.HANDLERS),
    *(*transferring.HANDLERS, *consulting.HANDLERS, *intake.HANDLERS, *ties.HANDLERS),
)
TICKETS = listing.TICKETS
