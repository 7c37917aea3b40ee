"""What a ticket remembers of signatures on its papers."""

from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.tickets import events, queries


async def note_signed(ticket_id: UUID, signature_id: UUID, document: str, method: str, *, by: Principal) -> None:
    """Write down that a paper of a ticket was signed, for the customer's timeline too. Raises ``NotFound``."""
    ticket = await queries.ticket_by_id(ticket_id)
    await record(
        events.TicketSigned(
            ticket.id,
            by=by,
            customer_id=ticket.customer,
            number=ticket.number,
            signature=str(signature_id),
            document=document,
            method=method,
        )
    )
