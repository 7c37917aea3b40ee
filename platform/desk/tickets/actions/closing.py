"""Solving, objecting, closing and reopening."""

from dataclasses import dataclass

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.tickets import moves
from desk.tickets.actions._moving import allow, checked, move
from desk.tickets.actions.consulting import end_consultation
from desk.tickets.actions.writing import NewEntry, add_entry, object_to
from desk.tickets.events import TicketClosed, TicketNotSolved, TicketReopened, TicketSolved
from desk.tickets.states import Audience
from desk.tickets.tables import Ticket


@dataclass(frozen=True, slots=True)
class Solution:
    """What a solved ticket says (SS05): without it nothing is solved."""

    symptom: str
    cause: str
    solution: str
    steps: str
    prevention: str
    solution_2: str = ""


async def solve_ticket(number: int, found: Solution, *, by: Principal, version: int | None = None) -> Ticket:
    """Settle a ticket with symptom, cause, solution, steps and prevention; the customer confirms or objects."""
    ticket = await checked(number, version)
    await move(
        ticket,
        moves.SOLVE,
        by=by,
        symptom=found.symptom,
        cause=found.cause,
        solution=found.solution,
        solution_2=found.solution_2,
        steps=found.steps,
        prevention=found.prevention,
        unsolved_reason="",
        solved_at=now(),
        assignee=ticket.assignee or by.id,
    )
    await end_consultation(ticket, by=by)
    await record(TicketSolved(ticket.id, by=by, customer_id=ticket.customer, number=number))
    return ticket


async def mark_not_solved(number: int, reason: str, *, by: Principal, version: int | None = None) -> Ticket:
    """The customer says, in the portal or to a member, that it isn't solved."""
    ticket = await checked(number, version)
    if by.kind == "contact":
        await allow(ticket, moves.OBJECT, by=by)
        await add_entry(ticket, NewEntry(reason, Audience.CUSTOMER), by=by)
        await object_to(ticket, reason, by=by)
        return ticket
    reopenings = ticket.reopenings + 1
    await move(ticket, moves.NOT_SOLVED, by=by, reopenings=reopenings, unsolved_reason=reason, solved_at=None)
    await record(TicketNotSolved(ticket.id, by=by, customer_id=ticket.customer, number=number, reopenings=reopenings))
    return ticket


async def close_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Close a solved ticket; whoever follows it is told by what reacts to ``ticket.closed``."""
    ticket = await checked(number, version)
    confirmed = by.kind == "contact"
    await move(ticket, moves.CONFIRM if confirmed else moves.CLOSE, by=by, closed_at=now())
    await record(TicketClosed(ticket.id, by=by, customer_id=ticket.customer, number=number, confirmed=confirmed))
    return ticket


async def reopen_ticket(number: int, *, by: Principal, version: int | None = None) -> Ticket:
    """Open a closed ticket again, within the days that the tenant allows."""
    ticket = await checked(number, version)
    reopenings = ticket.reopenings + 1
    await move(ticket, moves.REOPEN, by=by, reopenings=reopenings, closed_at=None, solved_at=None)
    await record(TicketReopened(ticket.id, by=by, customer_id=ticket.customer, number=number, reopenings=reopenings))
    return ticket
