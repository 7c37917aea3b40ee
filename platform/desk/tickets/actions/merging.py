"""
Merging tickets about one matter, and taking them apart again.

Nothing is moved: the ticket that goes keeps its words and points to the one that stays, whose page shows them. So
taking them apart leaves nothing behind. Its promises are called off; the ticket that stays has its own.
"""

from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.tickets import moves, queries
from desk.tickets.actions._moving import checked, move
from desk.tickets.actions.consulting import end_consultation
from desk.tickets.errors import NOT_TO_ITSELF, NOT_WITH_OTHERS, OTHER_CUSTOMER, OVER_ALREADY
from desk.tickets.events import TicketMerged, TicketParted
from desk.tickets.states import ENDED
from desk.tickets.tables import Ticket


async def merge_ticket(number: int, into: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Let it go into another of the same customer. Raises ``NotFound``, and ``Invalid`` for one that doesn't fit."""
    ticket, stays = await checked(number, version), await queries.ticket(into, lock=True)
    if fault := await _fault(ticket, stays):
        raise Invalid({"into": gettext(fault)})
    await end_consultation(ticket, by=by)
    await move(ticket, moves.MERGE, by=by, merged_into=stays.id, closed_at=now())
    event = TicketMerged(ticket.id, by=by, customer_id=ticket.customer, number=number, into=into)
    await record(event)
    return ticket


async def part_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Take a merged ticket out again: it is open, with all that was its own."""
    ticket = await checked(number, version)
    into = await queries.number_behind(ticket.merged_into)
    await move(ticket, moves.PART, by=by, merged_into=None, closed_at=None)
    await record(TicketParted(ticket.id, by=by, customer_id=ticket.customer, number=number, into=into))
    return ticket


async def _fault(ticket: Ticket, stays: Ticket) -> str:
    if stays.id == ticket.id:
        return NOT_TO_ITSELF
    if stays.customer != ticket.customer:
        return OTHER_CUSTOMER
    if stays.status in ENDED:
        return OVER_ALREADY
    return NOT_WITH_OTHERS if await queries.merged_with(ticket.id) else ""
