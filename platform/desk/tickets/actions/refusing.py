"""Refusing service to who has no contract and wants neither offer (001 ch.5 §1), and unlocking help with passwords."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.tickets import moves, queries
from desk.tickets.actions._moving import allow, checked, move, save
from desk.tickets.actions.writing import NewEntry, add_entry
from desk.tickets.errors import NotAboutPasswords
from desk.tickets.events import ServiceRefused, TicketAuthorised
from desk.tickets.states import Audience, Kind
from desk.tickets.tables import Ticket


async def refuse_service(number: int, reason: str, *, by: Principal, version: int | None = None) -> Ticket:
    """End a ticket without service; the reason is kept, and stands in a note."""
    ticket = await checked(number, version)
    await move(ticket, moves.REFUSE_SERVICE, by=by, unsolved_reason=reason, closed_at=now())
    await add_entry(ticket, NewEntry(reason, Audience.TEAM), by=by)
    await record(ServiceRefused(ticket.id, by=by, customer_id=ticket.customer, number=number))
    return ticket


async def authorise(number: int, file_id: UUID, *, by: Principal, version: int | None = None) -> Ticket:
    """
    Say which file of the ticket is the customer's own authorisation: from then on passwords may be helped with.

    Raises ``NotFound`` for a file of something else (000 P1.3(5)10).
    """
    ticket = await checked(number, version)
    if ticket.kind != Kind.PASSWORD_HELP:
        raise NotAboutPasswords
    if not await queries.is_file_of(file_id, ticket.id):
        raise NotFound
    await allow(ticket, moves.AUTHORISE, by=by)
    await save(ticket, authorisation=file_id, changed_at=now())
    event = TicketAuthorised(ticket.id, by=by, customer_id=ticket.customer, number=number, file=str(file_id))
    await record(event)
    return ticket
