"""The one place where a ticket's status changes."""

from collections.abc import Callable
from typing import Any

from desk.foundation.asking import hooks
from desk.foundation.errors import Stale
from desk.foundation.labels import label
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.things import TicketThing
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.tickets import queries
from desk.tickets.states import TURN_OF, Status
from desk.tickets.tables import Ticket


async def checked(number: int, version: int | None) -> Ticket:
    """The ticket, locked. Raises ``Stale`` when it isn't any more what the person saw."""
    ticket = await queries.ticket(number, lock=True)
    if version is not None and version != ticket.version:
        raise Stale(who=await queries.last_changed_by(ticket.id) or gettext("Somebody"))
    return ticket


async def allow(ticket: Ticket, by_move: Move, *, by: Principal) -> None:
    """Raise the refusal of the table, of a guard, or of a plugin that has a say."""
    by_move.check(ticket, by, status_label(by))
    if refusal := await hooks().refusal("refuse_ticket", action=by_move.action, ticket=thing(ticket), by=by):
        raise refusal


async def move(ticket: Ticket, by_move: Move, *, by: Principal, **changes: Any) -> None:
    """Make a move of the table, with the other columns that change in the same breath."""
    await allow(ticket, by_move, by=by)
    at = now()
    if by_move.to is not None and by_move.to != ticket.status:
        if ticket.status == Status.TRANSFERRED:
            changes |= {"asked": None}
        changes |= {"status": by_move.to, "turn": TURN_OF[Status(by_move.to)], "since_at": at}
    await save(ticket, changed_at=at, **changes)


async def save(ticket: Ticket, **changes: Any) -> None:
    """Write columns of a ticket that was read under lock; its version grows."""
    changes["version"] = ticket.version + 1
    for name, new in changes.items():
        setattr(ticket, name, str(new) if isinstance(new, Status) else new)
    await ticket.save([getattr(Ticket, name) for name in changes])


def thing(ticket: Ticket) -> TicketThing:
    """The ticket as plugins see it."""
    return TicketThing(
        id=ticket.id,
        number=ticket.number,
        subject=ticket.subject,
        status=ticket.status,
        channel=ticket.channel,
        kind=ticket.kind,
        customer_id=ticket.customer,
        assignee_id=ticket.assignee,
        version=ticket.version,
    )


def status_label(by: Principal) -> Callable[[str], str]:
    """The words for statuses, as this person reads them: customers have their own."""
    kind = "ticket.portal_status" if by.kind == "contact" else "ticket.status"
    return lambda status: label(kind, status)
