"""Tickets that leave the house as a table."""

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.tickets.events import TicketsExported


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took tickets out as a table."""
    await record(TicketsExported(by.id, by=by, count=count))
