"""Tickets for programs: the list, one, and a new one."""

from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery

from desk.deadlines import queries as promised
from desk.deadlines import views as deadline_views
from desk.deadlines.answers import Deadline
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, part_of, size_of
from desk.foundation.web.request import current_principal
from desk.search import queries as search
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, READ, one_ticket
from desk.tickets.forms import ApiTicket
from desk.tickets.states import Channel, Kind

A_CUSTOMER = "0195f3c2-7d5e-7aaa-8000-0123456789ab"
A_TICKET = {"customer": A_CUSTOMER, "subject": "打不开账套", "body": "从今天早上起提示缺少文件。", "urgent": True}


@get(
    "/tickets", name="api.tickets.index", opt=needs(READ, says=N_("Tickets, the newest first; or the longest waiting."))
)
async def index(
    q: FromQuery[str] = "",
    status: FromQuery[answers.StatusWord | None] = None,
    turn: FromQuery[answers.TurnWord | None] = None,
    channel: FromQuery[answers.ChannelWord | None] = None,
    kind: FromQuery[answers.KindWord | None] = None,
    customer: FromQuery[UUID | None] = None,
    assignee: FromQuery[UUID | None] = None,
    unassigned: FromQuery[bool] = False,
    urgent: FromQuery[bool] = False,
    unsettled: FromQuery[bool] = False,
    order: FromQuery[answers.OrderWord] = "newest",
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.TicketRow]:
    """The newest first, or whatever waits longest; every word narrows."""
    text, oldest_first = q[:200].strip(), order == "waiting"
    wanted = queries.Wanted(
        status=status,
        turn=turn,
        channel=channel,
        kind=kind,
        customer=customer,
        assignee=assignee,
        unassigned=unassigned,
        urgent=urgent,
        unsettled=unsettled or None,
        ids=await search.ids_of(text or "", "ticket", "note"),
    )
    size, key = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(wanted, most=size + 1, oldest_first=oldest_first, after=key)
    found = page_of(rows, size, lambda one: (one[queries.sort_column(oldest_first)], one["id"]))
    return Listed([_row(one) for one in found.items], found.next)


@post(
    "/tickets",
    name="api.tickets.create",
    opt=needs("ticket.open", says=N_("Open a ticket."), body=ApiTicket, example=A_TICKET),
)
async def create(request: Request[Any, Any, Any]) -> answers.Ticket:
    """Open a ticket with its first words."""
    form = await read_json(request, ApiTicket)
    ticket = await actions.open_ticket(
        actions.NewTicket(
            customer=form.customer,
            subject=form.subject,
            body=form.body,
            channel=Channel(form.channel),
            kind=Kind(form.kind),
            contact=form.contact,
            product=form.product,
            urgent=form.urgent,
        ),
        by=current_principal(),
    )
    return await one_ticket(ticket.number)


@get(ONE, name="api.tickets.show", opt=needs(READ, says=N_("One ticket, by id or number."), versioned=True))
async def show(reference: FromPath[str]) -> answers.Ticket:
    """One ticket with all its fields."""
    return await one_ticket(await queries.number_of(reference))


@get(f"{ONE}/deadlines", name="api.tickets.deadlines", opt=needs("deadline.read", says=N_("What was promised of it.")))
async def deadlines(
    reference: FromPath[str], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[Deadline]:
    """As they began; what only waits for silence, too."""
    found = await queries.sheet(await queries.number_of(reference))
    part = part_of(await promised.all_of("ticket", found["id"]), itemgetter("id"), limit=limit, cursor=cursor)
    return Listed(await deadline_views.answered(part.items, by=current_principal()), part.next)


def _row(one: Record) -> answers.TicketRow:
    assignee = answers.Named(one["assignee_id"], one["assignee_name"]) if one["assignee_id"] else None
    customer = answers.Named(one["customer_id"], one["customer_name"])
    return answer(answers.TicketRow, one, customer=customer, assignee=assignee)


HANDLERS = (index, create, show, deadlines)
