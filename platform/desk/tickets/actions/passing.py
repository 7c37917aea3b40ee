"""A ticket whose contact left the customer goes on with whoever took over there."""

from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.tickets import queries
from desk.tickets.actions._moving import save
from desk.tickets.events import TicketLostContact, TicketPassedOn


async def pass_on(number: int, contact_id: UUID, successor: UUID | None, *, by: Principal) -> None:
    """Let the successor be the contact of a ticket, or say in it that there is none. May be run twice."""
    ticket = await queries.ticket(number, lock=True)
    if ticket.contact != contact_id:
        return
    if successor is None:
        lost = TicketLostContact(ticket.id, by=by, customer_id=ticket.customer, number=number, contact=str(contact_id))
        await record(lost)
        return
    await save(ticket, contact=successor, changed_at=now())
    event = TicketPassedOn(
        ticket.id,
        by=by,
        customer_id=ticket.customer,
        number=number,
        from_contact=str(contact_id),
        to_contact=str(successor),
    )
    await record(event)
