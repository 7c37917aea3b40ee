"""Taking, assigning, holding and resuming."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.people import queries as people
from desk.tickets import moves
from desk.tickets.actions._moving import checked, move
from desk.tickets.errors import AlreadyTaken, NoSuchPerson
from desk.tickets.events import TicketAssigned, TicketHeld, TicketResumed, TicketTaken
from desk.tickets.states import Status
from desk.tickets.tables import Ticket


async def take_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """
    Take a ticket oneself. Of two who want the same unassigned one, the second is told who was quicker.

    Whoever takes first what came in writing is first responder, as whoever answers a call.
    """
    ticket = await checked(number, None)
    if version is not None and version != ticket.version and ticket.assignee not in (None, by.id):
        raise AlreadyTaken(who=(await people.member(ticket.assignee))["name"])
    before = ticket.assignee
    begins = ticket.status in (Status.NEW, Status.TRANSFERRED)
    by_move = moves.TAKE if begins else moves.ASSIGN_SELF
    await move(ticket, by_move, by=by, assignee=by.id, first_responder=ticket.first_responder or by.id)
    await record(
        TicketTaken(
            ticket.id, by=by, customer_id=ticket.customer, number=number, from_member=str(before) if before else ""
        )
    )
    return ticket


async def assign_ticket(number: int, member_id: UUID, *, by: Principal, version: int | None = None) -> Ticket:
    """Give a ticket to a colleague. Raises ``NoSuchPerson`` for somebody who isn't there any more."""
    ticket = await checked(number, version)
    try:
        await people.member(member_id)
    except NotFound:
        raise NoSuchPerson from None
    before = ticket.assignee
    by_move = moves.ASSIGN_OUT if ticket.status == Status.TRANSFERRED else moves.ASSIGN
    await move(ticket, by_move, by=by, assignee=member_id)
    await record(
        TicketAssigned(
            ticket.id,
            by=by,
            customer_id=ticket.customer,
            number=number,
            from_member=str(before) if before else "",
            to_member=str(member_id),
        )
    )
    return ticket


async def hold_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Let the customer stay on the line while something is looked up."""
    ticket = await checked(number, version)
    await move(ticket, moves.HOLD, by=by)
    await record(TicketHeld(ticket.id, by=by, customer_id=ticket.customer, number=number))
    return ticket


async def resume_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Go on with a ticket that was held or that waited for the customer."""
    ticket = await checked(number, version)
    await move(ticket, moves.RESUME, by=by)
    await record(TicketResumed(ticket.id, by=by, customer_id=ticket.customer, number=number))
    return ticket
