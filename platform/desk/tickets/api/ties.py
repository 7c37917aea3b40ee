"""What a ticket has to do with others and with people, for programs."""

from operator import itemgetter
from typing import Any
from uuid import UUID

from litestar import Request, delete, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json, version_seen
from desk.foundation.web.paging import part_of
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, one_ticket
from desk.tickets.forms import ApiLink, ApiMerger, AuthorisationForm, ReasonForm, TimeForm

MERGE = N_("Let a ticket go into another of the same customer; nothing is moved, so it can be taken out again.")
REFUSE = N_("End a ticket without service: no contract, and neither offer was wanted.")
UNLOCK = N_("Say which file of the ticket is the customer's authorisation to be helped with a password.")


@put(
    f"{ONE}/merger",
    name="api.tickets.merger",
    opt=needs("ticket.assign", says=MERGE, versioned=True, body=ApiMerger, example={"into": 1024}),
)
async def merge(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Let it go into another."""
    form, number = await read_json(request, ApiMerger), await queries.number_of(reference)
    await actions.merge_ticket(number, form.into, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@delete(
    f"{ONE}/merger",
    name="api.tickets.part",
    status_code=200,
    opt=needs("ticket.assign", says=N_("Take a merged ticket out again."), versioned=True),
)
async def part(reference: FromPath[str], version: FromQuery[int | None] = None) -> answers.Ticket:
    """Take it out again."""
    number = await queries.number_of(reference)
    await actions.part_ticket(number, by=current_principal(), version=version_seen(version))
    return await one_ticket(number)


@put(
    f"{ONE}/refusal",
    name="api.tickets.refusal",
    opt=needs("ticket.close", says=REFUSE, versioned=True, body=ReasonForm),
)
async def refuse(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """End it without service."""
    form, number = await read_json(request, ReasonForm), await queries.number_of(reference)
    await actions.refuse_service(number, form.reason, by=current_principal(), version=version_seen(form.version))
    return await one_ticket(number)


@put(
    f"{ONE}/authorisation",
    name="api.tickets.authorisation",
    opt=needs("ticket.solve", says=UNLOCK, body=AuthorisationForm),
)
async def authorise(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Say which file is the customer's authorisation."""
    form, number = await read_json(request, AuthorisationForm), await queries.number_of(reference)
    await actions.authorise(number, form.file, by=current_principal())
    return await one_ticket(number)


@get(f"{ONE}/links", name="api.tickets.links", opt=needs("ticket.read", says=N_("Tickets that it has to do with.")))
async def links(
    reference: FromPath[str], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.TicketLink]:
    """Tickets that it has to do with."""
    return await _links(await queries.number_of(reference), limit, cursor)


@put(
    f"{ONE}/links",
    name="api.tickets.link",
    opt=needs("ticket.note", says=N_("Link it with another ticket."), body=ApiLink, example={"other": 1024}),
)
async def link(request: Request[Any, Any, Any], reference: FromPath[str]) -> Listed[answers.TicketLink]:
    """Link it with another."""
    form, number = await read_json(request, ApiLink), await queries.number_of(reference)
    await actions.link_tickets(number, form.other, form.kind, by=current_principal())
    return await _links(number)


@delete(
    f"{ONE}/links/{{other:int}}",
    name="api.tickets.unlink",
    status_code=200,
    opt=needs("ticket.note", says=N_("They have nothing to do with each other any more.")),
)
async def unlink(reference: FromPath[str], other: FromPath[int]) -> Listed[answers.TicketLink]:
    """Link them no more."""
    number = await queries.number_of(reference)
    await actions.unlink_tickets(number, other, by=current_principal())
    return await _links(number)


@get(f"{ONE}/time", name="api.tickets.time", opt=needs("ticket.read", says=N_("The time that it took.")))
async def time(
    reference: FromPath[str], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.TimeSpent]:
    """The time that it took, the latest first."""
    return await _time(await queries.number_of(reference), limit, cursor)


@post(
    f"{ONE}/time",
    name="api.tickets.spend",
    status_code=200,
    opt=needs("ticket.note", says=N_("Note the time that it took."), body=TimeForm, example={"minutes": 25}),
)
async def spend(request: Request[Any, Any, Any], reference: FromPath[str]) -> Listed[answers.TimeSpent]:
    """Note the time that it took."""
    form, number = await read_json(request, TimeForm), await queries.number_of(reference)
    await actions.note_time(number, form.minutes, form.note, form.day, by=current_principal())
    return await _time(number)


async def _links(number: int, limit: int | None = None, cursor: str | None = None) -> Listed[answers.TicketLink]:
    part = part_of(await queries.links(await _id(number)), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed([answer(answers.TicketLink, one) for one in part.items], part.next)


async def _time(number: int, limit: int | None = None, cursor: str | None = None) -> Listed[answers.TimeSpent]:
    part = part_of(await queries.time_of(await _id(number)), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed([answer(answers.TimeSpent, one) for one in part.items], part.next)


async def _id(number: int) -> UUID:
    return UUID(str((await queries.ticket(number)).id))


HANDLERS = (merge, part, refuse, authorise, links, link, unlink, time, spend)
