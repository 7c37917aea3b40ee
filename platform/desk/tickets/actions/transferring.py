"""
Asking a colleague to take a ticket over, and what they answer.

First-asked responsibility (P1.3(5)8): until it is accepted, whoever had it answers for it.
"""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.people import queries as people
from desk.tickets import moves
from desk.tickets.actions._moving import checked, move
from desk.tickets.actions.writing import NewEntry, add_entry
from desk.tickets.errors import AlreadyTheirs, NoSuchPerson
from desk.tickets.events import TicketAccepted, TicketRejected, TicketTransferred
from desk.tickets.states import Audience
from desk.tickets.tables import Ticket


async def transfer_ticket(
    number: int, member_id: UUID, note: str = "", *, by: Principal, version: int | None = None
) -> Ticket:
    """
    Ask a colleague to take it over. Raises ``NoSuchPerson``, and ``AlreadyTheirs`` for whoever has it.

    Somebody who isn't anybody's answers for it from now on: whoever passes it on.
    """
    ticket = await checked(number, version)
    try:
        asked = await people.member(member_id)
    except NotFound:
        raise NoSuchPerson from None
    if ticket.assignee == member_id:
        raise AlreadyTheirs(who=asked["name"])
    keeper = ticket.assignee or ticket.first_responder or by.id
    await move(ticket, moves.TRANSFER, by=by, asked=member_id, assignee=keeper)
    await _say(ticket, note, by=by)
    await record(
        TicketTransferred(
            ticket.id,
            by=by,
            customer_id=ticket.customer,
            number=number,
            from_member=str(keeper or ""),
            to_member=str(member_id),
        )
    )
    return ticket


async def accept_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """It is theirs from now on, and so is the answer for it."""
    ticket = await checked(number, version)
    before = ticket.assignee
    await move(ticket, moves.ACCEPT, by=by, assignee=by.id)
    await record(
        TicketAccepted(ticket.id, by=by, customer_id=ticket.customer, number=number, from_member=str(before or ""))
    )
    return ticket


async def reject_ticket(number: int, reason: str, *, by: Principal, version: int | None = None) -> Ticket:
    """Give it back to whoever had it, with a reason that the team reads."""
    ticket = await checked(number, version)
    await move(ticket, moves.REJECT, by=by)
    await _say(ticket, reason, by=by)
    keeper = str(ticket.assignee or "")
    await record(TicketRejected(ticket.id, by=by, customer_id=ticket.customer, number=number, to_member=keeper))
    return ticket


async def _say(ticket: Ticket, words: str, *, by: Principal) -> None:
    if words.strip():
        await add_entry(ticket, NewEntry(words, Audience.TEAM), by=by)
