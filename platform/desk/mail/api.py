"""Mail for programs: what came in, and what becomes of what is held."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.mail import actions, answers, queries
from desk.mail.forms import AcceptForm

ONE = "/mails/{mail_id:uuid}"
LIST = N_("Mail that came in, the latest first, by status and by words of its subject or sender.")
ACCEPT = N_("Put a held mail into a ticket, or open one with it. Without a contact, whoever wrote becomes one.")
REFUSE = N_("Put a held mail away.")
EXAMPLE = {"customer": "0190b6a4-9d0c-7c1e-8f3a-2b1c4d5e6f70", "number": 1024}


@get("/mails", name="api.mail.index", opt=needs("mail.sort", says=LIST))
async def index(
    status: FromQuery[answers.MailStatusWord | None] = None,
    q: FromQuery[str] = "",
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.IncomingMail]:
    """What came in; ``next`` is the cursor of what follows."""
    size, after = size_of(limit), decode(cursor, UUID)[0] if cursor else None
    found = await queries.mails(status=status or "", words=q[:100], most=size + 1, after=after)
    listed = page_of(found, size, lambda one: (one["id"],))
    return Listed([answer(answers.IncomingMail, one) for one in listed.items], listed.next)


@get(ONE, name="api.mail.show", opt=needs("mail.sort", says=N_("One mail that came in.")))
async def show(mail_id: FromPath[UUID]) -> answers.IncomingMail:
    """One mail."""
    return answer(answers.IncomingMail, await queries.mail(mail_id))


@post(
    f"{ONE}/acceptance",
    name="api.mail.accept",
    status_code=200,
    opt=needs("mail.sort", says=ACCEPT, body=AcceptForm, example=EXAMPLE),
)
async def accept(mail_id: FromPath[UUID], request: Request[Any, Any, Any]) -> answers.IncomingMail:
    """Put it into a ticket."""
    form = await read_json(request, AcceptForm)
    await actions.accept_mail(mail_id, form.customer, form.contact, form.number, by=current_principal())
    return answer(answers.IncomingMail, await queries.mail(mail_id))


@put(f"{ONE}/refusal", name="api.mail.refuse", opt=needs("mail.sort", says=REFUSE))
async def refuse(mail_id: FromPath[UUID]) -> answers.IncomingMail:
    """Put it away."""
    await actions.refuse_mail(mail_id, by=current_principal())
    return answer(answers.IncomingMail, await queries.mail(mail_id))


HANDLERS = (index, show, accept, refuse)
