"""Tickets for programs: ``/api/v1/tickets``, by id or number."""

from desk.tickets.api import consulting, matters, moving, said, ties, transferring

HANDLERS = (
    *matters.HANDLERS,
    *said.HANDLERS,
    *moving.HANDLERS,
    *transferring.HANDLERS,
    *consulting.HANDLERS,
    *ties.HANDLERS,
)
