"""The mail that came in: what is to be looked at, and one mail with what can become of it."""

from html import escape
from typing import Any
from uuid import UUID

from litestar import MediaType, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal
from desk.mail import actions, queries, views
from desk.mail.forms import AcceptForm
from desk.mail.states import MailStatus
from desk.search import queries as search
from desk.tickets import queries as tickets

HERE = "mails"
MAILS = "/mails"
ONE = f"{MAILS}/{{mail_id:uuid}}"
SORT = needs("mail.sort")
SANDBOX = {
    "Content-Security-Policy": "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
SIZE, MOST_FOUND, LONGEST_WORDS = 50, 8, 100
TABS = (MailStatus.HELD, MailStatus.ENTERED, MailStatus.AUTOMATIC, MailStatus.REFUSED)


@get(MAILS, name="mail.index", opt=SORT)
async def index(
    status: FromQuery[str] = "held", q: FromQuery[str] = "", cursor: FromQuery[str | None] = None
) -> Response[str]:
    """What came in, the latest first; at first what is to be looked at."""
    shown = status if status in list(MailStatus) else ""
    after = decode(cursor, UUID)[0] if cursor else None
    found = await queries.mails(status=shown, words=q.strip()[:LONGEST_WORDS], most=SIZE + 1, after=after)
    listed = page_of(found, SIZE, lambda one: (one["id"],))
    here = f"{MAILS}?status={shown or 'all'}"
    return page(
        "mail/index.html",
        here=HERE,
        tabs=_tabs(shown),
        mails=[views.row_view(one) for one in listed.items],
        shown=shown or "all",
        q=q,
        next_url=f"{here}&cursor={listed.next}" if listed.next else "",
        first_url=here if cursor else "",
    )


def _tabs(shown: str) -> list[dict[str, Any]]:
    named = [(str(one), words("mail.status")[one]) for one in TABS] + [("all", gettext("All"))]
    return [
        {
            "label": word,
            "url": f"{MAILS}?status={key}",
            "current": key == (shown or "all"),
            "count": None,
            "hot": False,
        }
        for key, word in named
    ]


@get(f"{MAILS}/count", name="mail.count", opt=SORT)
async def count() -> Response[str]:
    """How many are to be looked at, for the navigation."""
    return fragment("mail/_count.html", count=await queries.held_count())


@get(ONE, name="mail.show", opt=SORT)
async def show(
    mail_id: FromPath[UUID], q: FromQuery[str] = "", customer: FromQuery[UUID | None] = None
) -> Response[str]:
    """One mail, and whose it may be."""
    return await _show(mail_id, q=q, customer=customer)


@get(f"{ONE}/layout", name="mail.layout", opt=SORT)
async def layout(mail_id: FromPath[UUID]) -> Response[str]:
    """The words of a mail as they were laid out, in a page that may load nothing, run nothing and be nobody."""
    found = await queries.mail(mail_id)
    head = f'<meta charset="utf-8"><title>{escape(found["subject"])}</title>'
    return Response(f"<!doctype html>{head}{found['html']}", media_type=MediaType.HTML, headers=SANDBOX)


@get(f"{ONE}/original", name="mail.original", opt=SORT)
async def original(mail_id: FromPath[UUID]) -> Response[bytes]:
    """The mail as it came, to be kept as a file; never shown here."""
    return Response(
        await queries.original_of(mail_id),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="mail-{mail_id}.eml"'},
    )


@post(f"{ONE}/acceptance", name="mail.accept", status_code=200, opt=SORT)
async def accept(mail_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Put it into a ticket, or open one with it."""
    values = await typed(request)
    try:
        form = read_values(values, AcceptForm)
        mail = await actions.accept_mail(mail_id, form.customer, form.contact, form.number, by=current_principal())
    except Invalid as refusal:
        customer = values.get("customer")
        chosen = UUID(str(customer)) if customer and "customer" not in refusal.fields else None
        return await _show(mail_id, customer=chosen, values=values, errors=refusal.fields, status=422)
    number = await tickets.ticket_by_id(mail.ticket)
    return see_other(f"/tickets/{number.number}")


@post(f"{ONE}/refusal", name="mail.refuse", status_code=200, opt=SORT)
async def refuse(mail_id: FromPath[UUID]) -> Response[str]:
    """Put it away."""
    await actions.refuse_mail(mail_id, by=current_principal())
    return see_other(MAILS)


async def _show(
    mail_id: UUID,
    *,
    q: str = "",
    customer: UUID | None = None,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Response[str]:
    found = await queries.mail(mail_id)
    whose = customer or found["customer"]
    return page(
        "mail/show.html",
        status=status,
        here=HERE,
        mail=views.mail_view(found),
        q=q,
        found=await _found(q) if q else [],
        customer=await _customer(whose) if whose else None,
        values={name: str(value) for name, value in (values or _known(found)).items()},
        errors=errors or {},
    )


def _known(found: Any) -> dict[str, str]:
    return {"number": str(found["number"] or "")}


async def _found(q: str) -> list[Any]:
    hits = await search.find(q, kinds=["customer", "contact"], most=MOST_FOUND)
    return list(await tickets.callers([one.subject_id for one in hits]))


async def _customer(customer_id: UUID) -> dict[str, Any]:
    found = await tickets.caller(customer_id)
    people = await tickets.people_of(customer_id)
    named = [(str(one["id"]), " ".join(filter(None, (one["name"], one["title"])))) for one in people]
    return {"id": found["id"], "name": found["name"], "contacts": named}


HANDLERS = (index, count, show, layout, original, accept, refuse)
