"""Where people may answer what we write about a ticket, and by what their mail programs keep the thread together."""

from uuid import UUID

from desk.foundation.notices import Person, Thread
from desk.foundation.tenancy import current_scope
from desk.mail import queries, threads


async def thread_of(ticket_id: UUID, person: Person) -> Thread | None:
    """The thread of a ticket for a contact; None for members, and where no mail can come in."""
    if person.kind != "contact":
        return None
    found = await queries.answered_at(ticket_id, person.id)
    if found is None:
        return None
    token = threads.token_for(current_scope().tenant.id, found["number"], ticket_id, person.id)
    address = found["address"]
    return Thread(
        reply_to=threads.address_with(address, token) if found["plus"] else address,
        references=(*reversed(found["written"] or ()), threads.reference_with(address, token)),
    )
