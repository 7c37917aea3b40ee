"""What can be done with many tickets at once: each by its ordinary action, with the refusal that one alone gets."""

from collections.abc import Sequence
from uuid import UUID

from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import Bulk, Done
from desk.people import queries as people
from desk.tickets import actions, queries

_URGENT = {"1": N_("Urgent"), "0": N_("Not urgent")}


async def assignable() -> list[tuple[str, str]]:
    """To whom a ticket can be given: id and name."""
    return [(str(one["id"]), f"{one['name']} {one['staff_no']}") for one in await people.assignable()]


async def _assign(ticket_id: UUID, member: str, by: Principal) -> Done:
    before = await queries.ticket_by_id(ticket_id)
    ticket = await actions.assign_ticket(before.number, UUID(member), by=by)
    return Done(str(before.assignee or ""), ticket.version)


async def _assign_back(ticket_id: UUID, before: str, version: int, by: Principal) -> None:
    number = (await queries.ticket_by_id(ticket_id)).number
    if before:
        await actions.assign_ticket(number, UUID(before), by=by, version=version)
    else:
        await actions.unassign_ticket(number, by=by, version=version)


async def _urgencies() -> Sequence[tuple[str, str]]:
    return [(value, gettext(word)) for value, word in _URGENT.items()]


async def _press(ticket_id: UUID, urgent: str, by: Principal) -> Done:
    before = await queries.ticket_by_id(ticket_id)
    ticket = await actions.press_ticket(before.number, urgent == "1", by=by)
    return Done("1" if before.urgent else "0", ticket.version)


async def _press_back(ticket_id: UUID, before: str, version: int, by: Principal) -> None:
    number = (await queries.ticket_by_id(ticket_id)).number
    await actions.press_ticket(number, before == "1", by=by, version=version)


MANY = (
    Bulk(
        name="assign",
        word=N_("Assign"),
        permission="ticket.assign",
        icon="person-add",
        said=N_("{count} tickets assigned to {to}."),
        choices=assignable,
        do=_assign,
        put_back=_assign_back,
    ),
    Bulk(
        name="press",
        word=N_("Urgency"),
        permission="ticket.assign",
        icon="flag",
        said=N_("{count} tickets marked: {to}."),
        choices=_urgencies,
        do=_press,
        put_back=_press_back,
    ),
)
