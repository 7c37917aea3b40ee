"""Calls for the telephone system: what it tells of one, and what came in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, post
from litestar.params import FromPath, FromQuery

from desk.calls import actions, answers, queries, views
from desk.calls.actions import Word
from desk.calls.forms import CallForm
from desk.calls.states import Told
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.people.queries import member_numbered

TELL = N_(
    "Tell what happens with a call: it rings, is answered, ends, is missed, somebody left word. All words about one "
    "call bear one reference; what comes late or twice changes nothing. The answer says who it is."
)
LIST = N_("Calls, the latest first; of one status or of all.")
NOBODY = N_("Nobody here has this staff number.")
EXAMPLE = {"event": "answered", "number": "13900001234", "reference": "pbx-20261123-0815", "member": "7217", "rings": 2}


@post(
    "/calls",
    name="api.calls.tell",
    status_code=200,
    opt=needs("call.record", says=TELL, body=CallForm, example=EXAMPLE),
)
async def tell(request: Request[Any, Any, Any]) -> answers.Call:
    """One word about a call."""
    form = await read_json(request, CallForm)
    member = await member_numbered(form.member) if form.member else None
    if form.member and member is None:
        raise Invalid({"member": gettext(NOBODY)})
    told, said = Told(form.event), (form.number, form.reference, form.line, member, form.rings, form.at, form.note)
    word = Word(told, *said)
    call = await actions.note_call(word, by=current_principal())
    return _answer(await queries.call(call.id))


@get("/calls", name="api.calls.index", opt=needs("call.read", says=LIST))
async def index(
    status: FromQuery[answers.CallStatusWord | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Call]:
    """What came in; ``next`` is the cursor of what follows."""
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    found = await queries.calls(status=status or "", most=size + 1, after=(after[0], after[1]) if after else None)
    listed = page_of(found, size, lambda one: (one["offered_at"], one["id"]))
    return Listed([_answer(one) for one in listed.items], listed.next)


@get("/calls/{call_id:uuid}", name="api.calls.show", opt=needs("call.read", says=N_("One call.")))
async def show(call_id: FromPath[UUID]) -> answers.Call:
    """One call."""
    return _answer(await queries.call(call_id))


def _answer(found: Record) -> answers.Call:
    return answer(answers.Call, found, url=views.open_url(found))


HANDLERS = (tell, index, show)
