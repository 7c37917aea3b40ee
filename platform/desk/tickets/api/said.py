"""What is written in a ticket, and attached to it, for programs."""

from operator import itemgetter
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery

from desk.files import queries as files
from desk.files.answers import Attachment
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, check_kind, read_json
from desk.foundation.web.forms import REQUIRED, typed
from desk.foundation.web.forms import files as uploads_of
from desk.foundation.web.paging import part_of
from desk.foundation.web.request import current_principal
from desk.tickets import actions, answers, queries
from desk.tickets.api._one import ONE, READ
from desk.tickets.forms import ApiEntry, AttachmentForm
from desk.tickets.states import Audience

AN_ENTRY = {"body": "请重启服务后再试一次。", "audience": "customer", "wait": True}


@get(f"{ONE}/entries", name="api.tickets.entries", opt=needs(READ, says=N_("What was written, the oldest first.")))
async def entries(
    reference: FromPath[str], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Entry]:
    """What was written in a ticket, oldest first."""
    found = await queries.sheet(await queries.number_of(reference))
    written = part_of(await queries.entries(found["id"]), itemgetter("id"), limit=limit, cursor=cursor)
    attached = await files.attached("entry", [one["id"] for one in written.items])
    return Listed([_entry(one, attached.get(one["id"], [])) for one in written.items], written.next)


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
async def attachments(
    reference: FromPath[str],
    entry_id: FromPath[UUID],
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[Attachment]:
    """What is attached to an entry, the oldest first."""
    found = await queries.sheet(await queries.number_of(reference))
    await queries.entry(entry_id, of=found["id"])
    attached = (await files.attached("entry", [entry_id])).get(entry_id, [])
    part = part_of(attached, itemgetter("id"), limit=limit, cursor=cursor)
    return Listed([answer(Attachment, one) for one in part.items], part.next)


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


def _entry(one: Record, attached: list[Record]) -> answers.Entry:
    author = answers.Author(one["author_kind"], one["author_id"], one["author_name"])
    return answer(answers.Entry, one, author=author, attachments=[answer(Attachment, file) for file in attached])


HANDLERS = (entries, write, attachments, attach)
