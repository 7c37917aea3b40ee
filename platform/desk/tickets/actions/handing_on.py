"""A ticket whose matter is somebody's visit or remote help: handed on meanwhile, and ours again."""

from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.tickets import moves, queries
from desk.tickets.actions._moving import checked, move
from desk.tickets.events import TicketHandedOn, TicketTakenBack
from desk.tickets.tables import Ticket


async def hand_on(ticket_id: UUID, *, by: Principal) -> None:
    """It waits for the service that was asked for; where it can't, nothing happens."""
    ticket = await queries.ticket_by_id(ticket_id, lock=True)
    if ticket.status in moves.HAND_ON.frm:
        await move(ticket, moves.HAND_ON, by=by)
        await record(TicketHandedOn(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))


async def service_over(ticket_id: UUID, *, by: Principal) -> None:
    """The service is done or won't be given: it is ours again; nothing happens where it already is."""
    ticket = await queries.ticket_by_id(ticket_id, lock=True)
    if ticket.status in moves.TAKE_BACK.frm:
        await _take_back(ticket, by=by)


async def take_back(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Go on with it oneself before the service is over."""
    ticket = await checked(number, version)
    await _take_back(ticket, by=by)
    return ticket


async def _take_back(ticket: Ticket, *, by: Principal) -> None:
    await move(ticket, moves.TAKE_BACK, by=by)
    await record(TicketTakenBack(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))
