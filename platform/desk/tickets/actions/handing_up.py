"""What handing up to headquarters means for a ticket: it waits there, hears what is said, and comes back."""

from collections.abc import Sequence
from uuid import UUID

from desk.cases import actions as cases
from desk.cases.kinds import Bearer, Copyable, Start
from desk.foundation.asking import hooks
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.time import now
from desk.tickets import moves, queries
from desk.tickets.actions._moving import move, status_label, thing
from desk.tickets.events import EntryWritten, TicketCameBack, TicketHandedUp
from desk.tickets.states import Audience, Channel, Status, Turn
from desk.tickets.tables import Entry, Ticket

CONFIRMED = N_("The customer confirmed in ticket #{number}.")
ENDED = N_("Ticket #{number} was closed.")


async def refusal(ticket_id: UUID, *, by: Principal) -> Refusal | None:
    """Why it can't be handed up now."""
    try:
        ticket = await queries.ticket_by_id(ticket_id)
    except NotFound as missing:
        return missing
    return moves.HAND_UP.refusal(ticket, by, status_label(by)) or await hooks().refusal(
        "refuse_ticket", action=moves.HAND_UP.action, ticket=thing(ticket), by=by
    )


async def start(ticket_id: UUID) -> Start:
    """What its sheet knows already of the envelope."""
    found = await queries.sheet((await queries.ticket_by_id(ticket_id)).number)
    product = " ".join(filter(None, (found["product_name"], found["product_version"])))
    return Start(found["subject"], found["customer_name"], product, found["symptom"], found["steps"])


async def hand_up(ticket_id: UUID, *, by: Principal) -> None:
    """From now on it is headquarters' turn."""
    ticket = await queries.ticket_by_id(ticket_id, lock=True)
    await move(ticket, moves.HAND_UP, by=by)
    await record(TicketHandedUp(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))


async def come_back(ticket_id: UUID, *, by: Principal) -> None:
    """It is our turn again; nothing happens where it isn't with headquarters any more."""
    ticket = await queries.ticket_by_id(ticket_id, lock=True)
    if ticket.status == Status.WITH_HQ:
        await move(ticket, moves.COME_BACK, by=by)
        await record(TicketCameBack(ticket.id, by=by, customer_id=ticket.customer, number=ticket.number))


async def note(ticket_id: UUID, body: str, *, by: Principal) -> None:
    """Keep for the team what headquarters said."""
    await _say(ticket_id, body, Audience.HEADQUARTERS, by=by)


async def tell(ticket_id: UUID, body: str, *, by: Principal) -> None:
    """Say to the customer what headquarters wrote for them."""
    await _say(ticket_id, body, Audience.CUSTOMER, by=by)


async def settle_cases(ticket: Ticket, is_confirmed: bool, *, by: Principal) -> None:
    """Close what headquarters answered about a ticket that is closed now."""
    spoken = language.set(current_scope().tenant.locale)
    said = gettext(CONFIRMED if is_confirmed else ENDED).format(number=ticket.number)
    language.reset(spoken)
    await cases.close_cases_of("ticket", ticket.id, said, by=by)


async def _say(ticket_id: UUID, body: str, audience: Audience, *, by: Principal) -> None:
    ticket = await queries.ticket_by_id(ticket_id, lock=True)
    entry = await Entry.add(
        ticket=ticket.id,
        customer=ticket.customer,
        audience=audience,
        side=Turn.HEADQUARTERS,
        author_kind=by.kind,
        author_id=by.id,
        body=body,
        channel=Channel.ONLINE,
        at=now(),
    )
    await record(
        EntryWritten(
            ticket.id,
            by=by,
            customer_id=ticket.customer,
            number=ticket.number,
            entry=str(entry.id),
            entry_audience=audience,
            side=Turn.HEADQUARTERS,
        )
    )


async def files(ticket_id: UUID) -> Sequence[Copyable]:
    """What was sent along in its talk."""
    return [Copyable(*one) for one in await queries.attached(ticket_id)]


BEARER = Bearer(start, refusal, hand_up, come_back, note, tell, files)
