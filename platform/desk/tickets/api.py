"""Tickets for programs: ``/api/v1/tickets``, by id or number."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, delete, get, post, put
from litestar.params import FromPath, FromQuery

from desk.deadlines import queries as promised
from desk.deadlines import views as deadline_views
from desk.deadlines.answers import Deadline
from desk.files import queries as files
from desk.files.answers import Attachment
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, check_kind, read_json
from desk.foundation.web.forms import REQUIRED, typed
from desk.foundation.web.forms import files as uploads_of
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.forms import (
    ApiAssignment,
    ApiCallback,
    ApiEntry,
    ApiPromise,
    ApiSolution,
    ApiSuspension,
    ApiTicket,
    AttachmentForm,
    ReasonForm,
    VersionForm,
)
from desk.tickets.states import Audience, Channel, Kind

ONE = "/tickets/{reference:str}"
READ = "ticket.read"
A_CUSTOMER = "0195f3c2-7d5e-7aaa-8000-0123456789ab"
A_TICKET = {"customer": A_CUSTOMER, "subject": "打不开账套", "body": "从今天早上起提示缺少文件。", "urgent": True}
AN_ENTRY = {"body": "请重启服务后再试一次。", "audience": "customer", "wait": True}
NO_ZONE = N_("Please say the zone, too: 2026-11-20T10:00:00+08:00.")
A_CALL = {"name": "王敏", "phone": "0512-5550 0123", "extension": "8", "until": "2030-11-20T10:00:00+08:00"}
A_SOLUTION = {
    "symptom": "提示缺少文件",
    "cause": "升级没有完成",
    "solution": "重新升级",
    "steps": "停止服务，运行升级程序，启动服务",
    "prevention": "升级后检查版本",
}


@get("/tickets", name="api.tickets.index", opt=needs(READ, says=N_("Tickets, the newest first.")))
async def index(
    status: FromQuery[answers.StatusWord | None] = None,
    turn: FromQuery[answers.TurnWord | None] = None,
    channel: FromQuery[answers.ChannelWord | None] = None,
    kind: FromQuery[answers.KindWord | None] = None,
    customer: FromQuery[UUID | None] = None,
    assignee: FromQuery[UUID | None] = None,
    urgent: FromQuery[bool] = False,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.TicketRow]:
    """The newest first; every word narrows."""
    wanted = queries.Wanted(
        status=status, turn=turn, channel=channel, kind=kind, customer=customer, assignee=assignee, urgent=urgent
    )
    size, key = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(wanted, most=size + 1, oldest_first=False, after=key)
    found = page_of(rows, size, lambda one: (one["opened_at"], one["id"]))
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
    return await _ticket(ticket.number)


@get(ONE, name="api.tickets.show", opt=needs(READ, says=N_("One ticket, by id or number.")))
async def show(reference: FromPath[str]) -> answers.Ticket:
    """One ticket with all its fields."""
    return await _ticket(await queries.number_of(reference))


@get(f"{ONE}/entries", name="api.tickets.entries", opt=needs(READ, says=N_("What was written, the oldest first.")))
async def entries(reference: FromPath[str]) -> Listed[answers.Entry]:
    """What was written in a ticket, oldest first."""
    found = await queries.sheet(await queries.number_of(reference))
    written = await queries.entries(found["id"])
    attached = await files.attached("entry", [one["id"] for one in written])
    return Listed([_entry(one, attached.get(one["id"], [])) for one in written])


@get(f"{ONE}/deadlines", name="api.tickets.deadlines", opt=needs("deadline.read", says=N_("What was promised of it.")))
async def deadlines(reference: FromPath[str]) -> Listed[Deadline]:
    """As they began; what only waits for silence, too."""
    found = await queries.sheet(await queries.number_of(reference))
    return Listed(await deadline_views.answered(await promised.all_of("ticket", found["id"]), by=current_principal()))


@post(
    f"{ONE}/entries",
    name="api.tickets.write",
    opt=needs(
        "ticket.note", says=N_("Write a note for the team or a reply to the customer."), body=ApiEntry, example=AN_ENTRY
    ),
)
async def write(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Entry:
    """Write a note for the team or a reply to the customer."""
    form, number = await read_json(request, ApiEntry), await queries.number_of(reference)
    new = actions.NewEntry(form.body, Audience(form.audience), wait=form.wait)
    made = await actions.write_entry(number, new, by=current_principal())
    return _entry(await queries.entry(made.id, of=made.ticket), [])


@get(
    f"{ONE}/entries/{{entry_id:uuid}}/attachments",
    name="api.tickets.attachments",
    opt=needs(READ, says=N_("The files of an entry. GET /files/{id} gives the link to one.")),
)
async def attachments(reference: FromPath[str], entry_id: FromPath[UUID]) -> Listed[Attachment]:
    """What is attached to an entry, the oldest first."""
    found = await queries.sheet(await queries.number_of(reference))
    await queries.entry(entry_id, of=found["id"])
    attached = await files.attached("entry", [entry_id])
    return Listed([answer(Attachment, one) for one in attached.get(entry_id, [])])


@post(
    f"{ONE}/entries/{{entry_id:uuid}}/attachments",
    name="api.tickets.attach",
    opt=needs(
        "ticket.note",
        upload=True,
        says=N_("Attach a file to one's own entry."),
        body=AttachmentForm,
        refuses=(503,),
    ),
)
async def attach(request: Request[Any, Any, Any], reference: FromPath[str], entry_id: FromPath[UUID]) -> Attachment:
    """Attach one file, sent as ``multipart/form-data``; it is looked into before anybody may fetch it."""
    check_kind(request, "multipart/form-data", needed=True)
    sent = uploads_of(await typed(request), "file")
    if len(sent) != 1:
        raise Invalid({"file": gettext(REQUIRED)})
    number = await queries.number_of(reference)
    made = await actions.attach_file(number, entry_id, sent[0], by=current_principal())
    return answer(Attachment, made.to_dict())


@put(
    f"{ONE}/assignment",
    name="api.tickets.assignment",
    opt=needs("ticket.assign", says=N_("Give a ticket to a member."), body=ApiAssignment),
)
async def assign(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Give a ticket to a member."""
    form, number = await read_json(request, ApiAssignment), await queries.number_of(reference)
    await actions.assign_ticket(number, form.member, by=current_principal(), version=form.version)
    return await _ticket(number)


@put(
    f"{ONE}/assignment/me",
    name="api.tickets.take",
    opt=needs("ticket.take", says=N_("Take a ticket oneself."), body=VersionForm),
)
async def take(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Take a ticket oneself."""
    number, version = await _asked(request, reference)
    await actions.take_ticket(number, by=current_principal(), version=version)
    return await _ticket(number)


@put(f"{ONE}/hold", name="api.tickets.hold", opt=needs("ticket.hold", says=N_("Put it on hold."), body=VersionForm))
async def hold(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Put a ticket on hold."""
    number, version = await _asked(request, reference)
    await actions.hold_ticket(number, by=current_principal(), version=version)
    return await _ticket(number)


@delete(
    f"{ONE}/hold",
    name="api.tickets.resume",
    status_code=200,
    opt=needs("ticket.hold", says=N_("Go on with one that is on hold or waits for the customer.")),
)
async def resume(reference: FromPath[str], version: FromQuery[int | None] = None) -> answers.Ticket:
    """Go on with a ticket."""
    number = await queries.number_of(reference)
    await actions.resume_ticket(number, by=current_principal(), version=version)
    return await _ticket(number)


@put(
    f"{ONE}/suspension",
    name="api.tickets.suspension",
    opt=needs(
        "ticket.hold", says=N_("Suspend a ticket; the customer is called back."), body=ApiSuspension, example=A_CALL
    ),
)
async def suspend(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Suspend a ticket; the customer is called back."""
    form, number = await read_json(request, ApiSuspension), await queries.number_of(reference)
    whom = actions.Callback(form.name, form.phone, form.extension)
    until = _zoned(form.until)
    await actions.suspend_ticket(number, whom, by=current_principal(), until=until, version=form.version)
    return await _ticket(number)


@post(
    f"{ONE}/callbacks",
    name="api.tickets.callbacks",
    status_code=200,
    opt=needs("ticket.hold", says=N_("The customer of a suspended ticket was called."), body=ApiCallback),
)
async def call_back(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """The customer of a suspended ticket was called; a new time may be promised."""
    form, number = await read_json(request, ApiCallback), await queries.number_of(reference)
    until = _zoned(form.until)
    await actions.call_back(number, form.note, by=current_principal(), until=until, version=form.version)
    return await _ticket(number)


@put(
    f"{ONE}/promise",
    name="api.tickets.promise",
    opt=needs("ticket.reply", says=N_("Promise the customer a reply until a moment."), body=ApiPromise),
)
async def promise(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Promise the customer a reply until a moment."""
    form, number = await read_json(request, ApiPromise), await queries.number_of(reference)
    until = _zoned(form.until)
    assert until is not None
    await actions.promise_reply(number, until, by=current_principal(), version=form.version)
    return await _ticket(number)


@put(
    f"{ONE}/solution",
    name="api.tickets.solution",
    opt=needs("ticket.solve", says=N_("Settle a ticket with its solution."), body=ApiSolution, example=A_SOLUTION),
)
async def solve(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Settle a ticket with its solution."""
    form, number = await read_json(request, ApiSolution), await queries.number_of(reference)
    found = actions.Solution(form.symptom, form.cause, form.solution, form.steps, form.prevention, form.solution_2)
    await actions.solve_ticket(number, found, by=current_principal(), version=form.version)
    return await _ticket(number)


@post(
    f"{ONE}/objection",
    name="api.tickets.objection",
    status_code=200,
    opt=needs("ticket.reopen", says=N_("The customer says that it isn't solved."), body=ReasonForm),
)
async def object_to(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """The customer says that it isn't solved."""
    form, number = await read_json(request, ReasonForm), await queries.number_of(reference)
    await actions.mark_not_solved(number, form.reason, by=current_principal(), version=form.version)
    return await _ticket(number)


@put(
    f"{ONE}/closure",
    name="api.tickets.closure",
    opt=needs("ticket.close", says=N_("Close a solved ticket for the customer."), body=VersionForm),
)
async def close(request: Request[Any, Any, Any], reference: FromPath[str]) -> answers.Ticket:
    """Close a solved ticket for the customer."""
    number, version = await _asked(request, reference)
    await actions.close_ticket(number, by=current_principal(), version=version)
    return await _ticket(number)


@delete(
    f"{ONE}/closure",
    name="api.tickets.reopen",
    status_code=200,
    opt=needs("ticket.reopen", says=N_("Open a closed ticket again.")),
)
async def reopen(reference: FromPath[str], version: FromQuery[int | None] = None) -> answers.Ticket:
    """Open a closed ticket again."""
    number = await queries.number_of(reference)
    await actions.reopen_ticket(number, by=current_principal(), version=version)
    return await _ticket(number)


async def _asked(request: Request[Any, Any, Any], reference: str) -> tuple[int, int | None]:
    """The ticket's number, and the version that was looked at where the body says one."""
    form = await read_json(request, VersionForm, optional=True)
    return await queries.number_of(reference), form.version


def _zoned(until: datetime | None) -> datetime | None:
    """A moment with its zone. Raises ``Invalid`` for one without."""
    if until is not None and until.tzinfo is None:
        raise Invalid({"until": gettext(NO_ZONE)})
    return until


async def _ticket(number: int) -> answers.Ticket:
    found = await queries.sheet(number)
    people = {role: _named(found, role) for role in ("contact", "assignee", "first_responder")}
    return answer(answers.Ticket, found, customer=answers.Named(found["customer"], found["customer_name"]), **people)


def _named(found: Record, role: str) -> answers.Named | None:
    return answers.Named(found[role], found[f"{role}_name"]) if found[role] else None


def _row(one: Record) -> answers.TicketRow:
    assignee = answers.Named(one["assignee_id"], one["assignee_name"]) if one["assignee_id"] else None
    customer = answers.Named(one["customer_id"], one["customer_name"])
    return answer(answers.TicketRow, one, customer=customer, assignee=assignee)


def _entry(one: Record, attached: list[Record]) -> answers.Entry:
    author = answers.Author(one["author_kind"], one["author_id"], one["author_name"])
    return answer(answers.Entry, one, author=author, attachments=[answer(Attachment, file) for file in attached])


HANDLERS = (
    *(index, create, show, deadlines, entries, write, attachments, attach, assign, take, hold, resume),
    *(suspend, call_back, promise, solve, object_to, close, reopen),
)
