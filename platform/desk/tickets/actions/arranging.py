"""Whose a ticket is not, and how urgent it is: what is done with many at once, and undone."""

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.tickets import moves
from desk.tickets.actions._moving import checked, move
from desk.tickets.events import TicketPressed, TicketUnassigned, TicketUnpressed
from desk.tickets.tables import Ticket


async def unassign_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Let a ticket be nobody's again; nothing happens where it is nobody's."""
    ticket = await checked(number, version)
    before = ticket.assignee
    await move(ticket, moves.ASSIGN, by=by, assignee=None)
    await record(
        TicketUnassigned(ticket.id, by=by, customer_id=ticket.customer, number=number, from_member=str(before or ""))
    )
    return ticket


async def press_ticket(number: int, urgent: bool, *, by: Principal, version: int | None = None) -> Ticket:
    """Mark a ticket as urgent, or as not urgent after all."""
    ticket = await checked(number, version)
    await move(ticket, moves.PRESS, by=by, urgent=urgent)
    event = TicketPressed if urgent else TicketUnpressed
    await record(event(ticket.id, by=by, customer_id=ticket.customer, number=number))
    return ticket
