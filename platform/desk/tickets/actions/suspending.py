"""
Suspending a problem that isn't solved while the customer is on the line, calling back, and promising a reply.

What follows from it, three working hours for the answer and one for the call, is declared in ``deadlines.py``.
"""

from dataclasses import dataclass
from datetime import datetime

from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.time import now
from desk.tickets import moves
from desk.tickets.actions._moving import allow, checked, move, save
from desk.tickets.actions.writing import NewEntry, add_entry
from desk.tickets.events import TicketCalledBack, TicketPromised, TicketSuspended
from desk.tickets.states import Audience
from desk.tickets.tables import Ticket

IN_THE_PAST = N_("This moment is over; please choose a later one.")


@dataclass(frozen=True, slots=True)
class Callback:
    """Whom to call back, as the customer said it (domain 02, suspend)."""

    name: str
    phone: str
    extension: str = ""


async def suspend_ticket(
    number: int, whom: Callback, *, by: Principal, until: datetime | None = None, version: int | None = None
) -> Ticket:
    """Hang up to look into it: the customer agreed, and is called back. ``until``: the time that was promised."""
    ticket = await checked(number, version)
    _check(until)
    await move(
        ticket,
        moves.SUSPEND,
        by=by,
        callback_name=whom.name,
        callback_phone=whom.phone,
        callback_extension=whom.extension,
        callback_at=None,
        assignee=ticket.assignee or (by.id if by.kind == "member" else None),
    )
    await record(TicketSuspended(ticket.id, by=by, customer_id=ticket.customer, number=number))
    await _promise(ticket, until, by=by)
    return ticket


async def call_back(
    number: int, note: str = "", *, by: Principal, until: datetime | None = None, version: int | None = None
) -> Ticket:
    """The customer was called and knows the result or how it stands; a new time may be promised."""
    ticket = await checked(number, version)
    _check(until)
    await allow(ticket, moves.CALL_BACK, by=by)
    at = now()
    await save(ticket, callback_at=at, changed_at=at)
    if note.strip():
        await add_entry(ticket, NewEntry(note, Audience.TEAM), by=by)
    await record(TicketCalledBack(ticket.id, by=by, customer_id=ticket.customer, number=number))
    await _promise(ticket, until, by=by)
    return ticket


async def promise_reply(number: int, until: datetime, *, by: Principal, version: int | None = None) -> Ticket:
    """Promise the customer a reply until a moment, even if it isn't solved by then. A new promise replaces the old."""
    ticket = await checked(number, version)
    _check(until)
    await allow(ticket, moves.PROMISE, by=by)
    await save(ticket, changed_at=now())
    await _promise(ticket, until, by=by)
    return ticket


async def _promise(ticket: Ticket, until: datetime | None, *, by: Principal) -> None:
    if until is not None:
        said = until.isoformat()
        await record(TicketPromised(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number, until=said))


def _check(until: datetime | None) -> None:
    if until is not None and until <= now():
        raise Invalid({"until": gettext(IN_THE_PAST)})
