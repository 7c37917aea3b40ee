"""Tickets for programs: ``/api/v1/tickets``, by id or number."""

from desk.tickets.api import matters, moving, said

HANDLERS = (*matters.HANDLERS, *said.HANDLERS, *moving.HANDLERS)
