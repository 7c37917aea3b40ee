"""Calling colleagues together over a ticket, and telling the customer what came of it (P1.3(4)7, HL-D7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.foundation.errors import Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.time import now
from desk.people import queries as people
from desk.requests import actions as requests
from desk.tickets import moves, queries
from desk.tickets.actions._moving import checked, move
from desk.tickets.actions.writing import NewEntry, add_entry
from desk.tickets.errors import NoSuchPerson
from desk.tickets.events import TicketConcluded, TicketConsulted
from desk.tickets.states import Audience
from desk.tickets.tables import Consultation, ConsultationMember, Ticket

VISIT = "requests.on_site"
NOBODY_CALLED = N_("Please choose at least one colleague.")
NO_RESULT = N_("Please say what the customer is told.")
IN_THE_PAST = N_("This moment is over; please choose a later one.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: what the customer is told, and when somebody comes if that is needed."""

    told: str
    visit_at: datetime | None = None


async def call_consultation(
    number: int, members: Sequence[UUID], question: str, *, by: Principal, version: int | None = None
) -> Ticket:
    """Call colleagues together. Raises ``NoSuchPerson`` for somebody who isn't there."""
    ticket = await checked(number, version)
    called = list(dict.fromkeys(members))
    if not called:
        raise Invalid({"members": gettext(NOBODY_CALLED)})
    await _must_be_here(called)
    await move(ticket, moves.CONSULT, by=by, assignee=ticket.assignee or by.id)
    made = await Consultation.add(ticket=ticket.id, question=question, called_by=by.id, called_at=now())
    for member_id in called:
        await ConsultationMember.add(consultation=made.id, member=member_id)
    await add_entry(ticket, NewEntry(question, Audience.TEAM), by=by)
    names = [str(one) for one in called]
    await record(
        TicketConsulted(
            ticket.id, by=by, customer_id=ticket.customer, number=number, consultation=str(made.id), members=names
        )
    )
    return ticket


async def conclude(number: int, outcome: Outcome, *, by: Principal, version: int | None = None) -> Ticket:
    """
    Tell the customer what came of it. With a time a visit is asked for, and the ticket waits for it.

    Raises ``Invalid`` without words, and for a time that is over.
    """
    ticket = await checked(number, version)
    _check(outcome)
    await move(ticket, moves.CONCLUDE, by=by)
    await end_consultation(ticket, by=by, visit_at=outcome.visit_at)
    await add_entry(ticket, NewEntry(outcome.told, Audience.CUSTOMER), by=by)
    await record(TicketConcluded(ticket.id, by=by, customer_id=ticket.customer, number=number))
    if outcome.visit_at is not None:
        visit = requests.NewRequest(
            VISIT, ticket.subject, subject_kind="ticket", subject_id=ticket.id, due_at=outcome.visit_at
        )
        await requests.open_request(visit, by=by)
    return ticket


async def end_consultation(ticket: Ticket, *, by: Principal, visit_at: datetime | None = None) -> None:
    """Close what is open of it; nothing happens where nobody was called."""
    found = await queries.open_consultation(ticket.id)
    if found is None:
        return
    by_id = by.id if by.kind == "member" else None
    ended: dict[Any, Any] = {Consultation.ended_at: now(), Consultation.ended_by: by_id}
    await Consultation.update(ended | {Consultation.visit_at: visit_at}).where(Consultation.id == found["id"])


async def _must_be_here(members: Sequence[UUID]) -> None:
    for member_id in members:
        try:
            await people.member(member_id)
        except NotFound:
            raise NoSuchPerson from None


def _check(outcome: Outcome) -> None:
    faults = {}
    if not outcome.told.strip():
        faults["told"] = gettext(NO_RESULT)
    if outcome.visit_at is not None and outcome.visit_at <= now():
        faults["visit_at"] = gettext(IN_THE_PAST)
    if faults:
        raise Invalid(faults)
