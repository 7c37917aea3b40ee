"""Opening a ticket: by a member, in the portal, by a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.tickets import queries
from desk.tickets.actions.writing import NewEntry, Upload, add_entry
from desk.tickets.events import TicketOpened
from desk.tickets.states import Audience, Channel, Kind, Status, Turn
from desk.tickets.tables import Ticket


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What is said when a matter begins."""

    customer: UUID
    subject: str
    body: str
    channel: Channel = Channel.HOTLINE
    kind: Kind = Kind.QUESTION
    contact: UUID | None = None
    product: UUID | None = None
    urgent: bool = False


async def open_ticket(new: NewTicket, *, by: Principal, uploads: Sequence[Upload] = ()) -> Ticket:
    """
    Open a ticket with its first words.

    Who takes a call stays first responder until somebody accepts it (first-asked responsibility, P1.3(5)8);
    a program was asked nothing.
    Raises ``NotFound`` for a customer that isn't there, ``Invalid`` for a contact or product of somebody else.
    """
    if not by.may("matter.ask" if by.kind == "contact" else "ticket.open"):
        raise Forbidden
    await _check_belongings(new)
    at, takes_call = now(), by.kind == "member" and new.channel == Channel.HOTLINE
    ticket = await Ticket.add(
        number=await next_number("ticket"),
        subject=new.subject,
        status=Status.OPEN if takes_call else Status.NEW,
        turn=Turn.US,
        channel=new.channel,
        kind=new.kind,
        urgent=new.urgent,
        customer=new.customer,
        contact=new.contact,
        product=new.product,
        assignee=by.id if takes_call and by.may("ticket.take") else None,
        first_responder=by.id if by.kind == "member" and by.token_id is None else None,
        opened_by_kind=by.kind,
        opened_by_id=by.id,
        opened_at=at,
        since_at=at,
        changed_at=at,
    )
    await record(
        TicketOpened(
            ticket.id, by=by, customer_id=new.customer, number=ticket.number, channel=new.channel, kind=new.kind
        )
    )
    if new.body.strip() or uploads:
        await add_entry(ticket, NewEntry(new.body, Audience.CUSTOMER), by=by, uploads=uploads, is_first=True)
    return ticket


async def _check_belongings(new: NewTicket) -> None:
    await queries.customer_id_of(new.customer)
    faults = {}
    for field, chosen in (("contact", new.contact), ("product", new.product)):
        if chosen is not None and not await queries.belongs(field, chosen, new.customer):
            faults[field] = gettext("This doesn't belong to the chosen customer.")
    if faults:
        raise Invalid(faults)
