"""Writing in a ticket: notes for the team, replies to the customer, the customer's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from desk.files import actions as files
from desk.foundation.errors import Forbidden
from desk.foundation.events import Audience as ReadBy
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.tickets import moves
from desk.tickets.actions._moving import allow, checked, move, save
from desk.tickets.errors import EmptyEntry
from desk.tickets.events import EntryWritten, TicketAnswered, TicketNotSolved, TicketWaiting
from desk.tickets.states import Audience, Channel, Status, Turn
from desk.tickets.tables import Entry, Ticket

Upload = Any
"""A file as the web hands it over: ``filename`` and ``read``."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody writes, and who shall read it."""

    body: str
    audience: Audience
    wait: bool = False
    """Whether it is the customer's turn afterwards."""
    channel: Channel = Channel.ONLINE
    """By which it came."""


async def write_entry(number: int, new: NewEntry, *, by: Principal, uploads: Sequence[Upload] = ()) -> Entry:
    """
    Write into a ticket. A customer's words on a waiting ticket make it our turn again; on a solved one
    they object to the solution. Raises ``EmptyEntry`` and whatever the table of Moves refuses.
    """
    ticket = await checked(number, None)
    if by.kind == "contact":
        return await _answer(ticket, new, by, uploads)
    await allow(ticket, moves.NOTE if new.audience == Audience.TEAM else moves.REPLY, by=by)
    entry = await add_entry(ticket, new, by=by, uploads=uploads)
    if new.audience == Audience.CUSTOMER and new.wait:
        await move(ticket, moves.WAIT, by=by, **_first_answer(ticket, by))
        await record(TicketWaiting(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))
    elif new.audience == Audience.CUSTOMER and ticket.status == Status.NEW:
        await move(ticket, moves.TAKE, by=by, **_first_answer(ticket, by))
    else:
        await save(ticket, changed_at=now())
    return entry


def _first_answer(ticket: Ticket, by: Principal) -> dict[str, Any]:
    """Who answers a ticket that nobody had has taken it."""
    if by.kind != "member" or ticket.assignee is not None:
        return {}
    return {"assignee": by.id, "first_responder": ticket.first_responder or by.id}


async def _answer(ticket: Ticket, new: NewEntry, by: Principal, uploads: Sequence[Upload]) -> Entry:
    own = NewEntry(new.body, Audience.CUSTOMER, channel=new.channel)
    if ticket.status in (Status.SOLVED, Status.CLOSED):
        await allow(ticket, moves.OBJECT, by=by)
        entry = await add_entry(ticket, own, by=by, uploads=uploads)
        await object_to(ticket, new.body, by=by)
        return entry
    await allow(ticket, moves.ANSWER, by=by)
    entry = await add_entry(ticket, own, by=by, uploads=uploads)
    if ticket.status == Status.WAITING_CUSTOMER:
        await move(ticket, moves.ANSWER_BACK, by=by)
        await record(TicketAnswered(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))
    else:
        await save(ticket, changed_at=now())
    return entry


async def object_to(ticket: Ticket, reason: str, *, by: Principal) -> None:
    """The customer says that it isn't solved; the reason stays on the sheet (001 flow)."""
    reopenings = ticket.reopenings + 1
    await move(
        ticket, moves.OBJECT, by=by, reopenings=reopenings, unsolved_reason=reason, solved_at=None, closed_at=None
    )
    await record(
        TicketNotSolved(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number, reopenings=reopenings)
    )


async def add_entry(
    ticket: Ticket, new: NewEntry, *, by: Principal, uploads: Sequence[Upload] = (), is_first: bool = False
) -> Entry:
    """Add words and files to a ticket that is held under lock; its status stays."""
    if not new.body.strip() and not uploads:
        raise EmptyEntry
    if new.audience == Audience.HEADQUARTERS:
        raise Forbidden
    is_customers = by.kind == "contact" or (is_first and new.audience == Audience.CUSTOMER)
    entry = await Entry.add(
        ticket=ticket.id,
        customer=ticket.customer,
        audience=new.audience,
        side=Turn.CUSTOMER if is_customers else Turn.US,
        author_kind=by.kind,
        author_id=by.id,
        body=new.body.strip(),
        channel=Channel.API if by.token_id else ticket.channel if is_first else new.channel,
        at=now(),
    )
    for upload in uploads:
        await files.keep_upload(
            upload,
            subject_kind="entry",
            subject_id=entry.id,
            customer_id=ticket.customer,
            audience=cast("ReadBy", new.audience.value),
            by=by,
        )
    await record(
        EntryWritten(
            ticket.id,
            by=by,
            customer_id=ticket.customer,
            number=ticket.number,
            entry=str(entry.id),
            entry_audience=new.audience,
            side=entry.side,
        )
    )
    return entry
