"""Linking tickets, following them, and noting the time that they took."""

from datetime import date
from zoneinfo import ZoneInfo

from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.tickets import queries
from desk.tickets.errors import NOT_TO_ITSELF, NOT_YET_SPENT
from desk.tickets.events import TicketLinked, TicketUnlinked, TimeNoted
from desk.tickets.tables import Ticket, TimeSpent


async def link_tickets(number: int, other: int, kind: str, *, by: Principal) -> Ticket:
    """Say that two tickets have to do with each other. Raises ``NotFound``, and ``Invalid`` for one with itself."""
    _allow(by, "ticket.note")
    ticket, second = await queries.ticket(number), await queries.ticket(other)
    if ticket.id == second.id:
        raise Invalid({"other": gettext(NOT_TO_ITSELF)})
    await execute(queries.UNLINK, ticket.id, second.id)
    await execute(queries.LINK, current_scope().tenant.id, uuid7(), ticket.id, second.id, kind, by.id, now())
    await record(TicketLinked(ticket.id, by=by, customer_id=ticket.customer, number=number, other=other, kind=kind))
    return ticket


async def unlink_tickets(number: int, other: int, *, by: Principal) -> Ticket:
    """Say that they have nothing to do with each other."""
    _allow(by, "ticket.note")
    ticket, second = await queries.ticket(number), await queries.ticket(other)
    if int((await execute(queries.UNLINK, ticket.id, second.id)).split()[-1]):
        await record(TicketUnlinked(ticket.id, by=by, customer_id=ticket.customer, number=number, other=other))
    return ticket


async def follow_ticket(number: int, *, by: Principal) -> Ticket:
    """Hear from now on what is written in it, and when it is settled."""
    ticket = await queries.ticket(number)
    await execute(queries.FOLLOW, current_scope().tenant.id, uuid7(), ticket.id, by.id, now())
    return ticket


async def unfollow_ticket(number: int, *, by: Principal) -> Ticket:
    """Hear no more of it."""
    ticket = await queries.ticket(number)
    await execute(queries.UNFOLLOW, ticket.id, by.id)
    return ticket


async def note_time(number: int, minutes: int, note: str, day: date | None = None, *, by: Principal) -> TimeSpent:
    """Note the time that somebody spent on it. Raises ``Invalid`` for a day that is still to come."""
    _allow(by, "ticket.note")
    ticket = await queries.ticket(number)
    today = now().astimezone(ZoneInfo(current_scope().tenant.zone)).date()
    if day is not None and day > today:
        raise Invalid({"day": gettext(NOT_YET_SPENT)})
    spent = TimeSpent(ticket=ticket.id, member=by.id, minutes=minutes, day_on=day or today, note=note, noted_at=now())
    await spent.save()
    await record(TimeNoted(ticket.id, by=by, customer_id=ticket.customer, number=number, minutes=minutes))
    return spent


def _allow(by: Principal, permission: str) -> None:
    if not by.may(permission):
        raise Forbidden
