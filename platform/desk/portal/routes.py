"""The customer's pages: home, my questions, asking, answering, confirming."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.deadlines import queries as deadlines
from desk.documents.views import printable
from desk.foundation import promises
from desk.foundation.asking import hooks
from desk.foundation.errors import Invalid, Refusal, Unacceptable
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.things import CustomerThing
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency, paging
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.lists import rounded
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.signatures.views import signable
from desk.surveys import queries as surveys
from desk.tickets import actions, moves, queries, views
from desk.tickets.forms import EntryForm, QuestionForm, ReasonForm
from desk.tickets.routes.listing import matters
from desk.tickets.settings import reopen_days
from desk.tickets.states import Audience, Channel, Kind

SIZE = 30
AT_HOME = 10
SHOWN = {"open": True, "finished": False, "all": None}
OFFERED_KINDS = (Kind.QUESTION, Kind.REPAIR, Kind.PASSWORD_HELP, Kind.REQUIREMENT)


def _customer_id() -> UUID:
    found = current_principal().customer_id
    assert found is not None, "contacts belong to a customer"
    return found


@get("/", name="portal.home", opt=needs("matter.read"))
async def home() -> Response[str]:
    """What isn't finished: what waits for the customer first."""
    customer_id = _customer_id()
    customer = await queries.caller(customer_id)
    found = await queries.matters(customer_id, size=AT_HOME)
    total = await queries.counted(queries.Wanted(ended=False, customer=customer_id))
    return page(
        "portal/home.html",
        here="home",
        customer=customer,
        tickets=await _promised([views.row_view(one) for one in found]),
        more=max(0, total - len(found)),
        tiles=[
            {"label": one.label, "text": one.text, "url": one.url, "icon": one.icon}
            for _, one in await hooks().slot("portal_tiles", customer=CustomerThing(customer_id, customer["name"]))
        ],
    )


@get("/tickets", name="portal.tickets", opt=needs("matter.read"))
async def index(
    shown: FromQuery[str] = "open", after: FromQuery[str | None] = None, before: FromQuery[str | None] = None
) -> Response[str]:
    """All of one's questions, the newest first."""
    if shown not in SHOWN:
        raise Unacceptable
    wanted = queries.Wanted(ended=None if SHOWN[shown] is None else not SHOWN[shown], customer=_customer_id())
    found = await matters(wanted, size=SIZE, oldest_first=False, after=after, before=before)
    total = await queries.counted(wanted, most=paging.COUNTED + 1)
    tabs = {"open": gettext("Under way"), "finished": gettext("Finished"), "all": gettext("All")}
    return page(
        "portal/tickets.html",
        here="tickets",
        tickets=await _promised([views.row_view(one) for one in found.rows]),
        views=[
            {"label": word, "url": f"/tickets?shown={name}", "current": name == shown, "count": None, "hot": False}
            for name, word in tabs.items()
        ],
        first=found.first,
        last=found.last,
        total=rounded(total),
        next_url=f"/tickets?shown={shown}&after={found.after}" if found.after else None,
        previous_url=f"/tickets?shown={shown}&before={found.before}" if found.before else None,
    )


@get("/tickets/new", name="portal.ask", opt=needs("matter.ask"))
async def ask() -> Response[str]:
    """The form for a question."""
    return await _ask({"kind": Kind.QUESTION}, {})


@post("/tickets", name="portal.create", status_code=200, opt=needs("matter.ask", upload=True))
async def create(request: Request[Any, Any, Any]) -> Response[str]:
    """Ask the question."""
    values = await typed(request)
    principal, token = current_principal(), idempotency.token_of(values)
    try:
        form = read_values(values, QuestionForm)
        if place := await idempotency.once(principal, token):
            return see_other(place)
        new = actions.NewTicket(
            customer=_customer_id(),
            subject=form.subject,
            body=form.body,
            channel=Channel.ONLINE,
            kind=Kind(form.kind),
            contact=principal.id,
            product=form.product,
        )
        ticket = await actions.open_ticket(new, by=principal, uploads=files(values, "files"))
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items() if name != "files"}
        return await _ask(kept, refusal.fields, status=422)
    place = f"/tickets/{ticket.number}"
    await idempotency.once(principal, token, place=place)
    return see_other(place)


async def _ask(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    products = await queries.products_of(_customer_id())
    return page(
        "portal/ask.html",
        status=status,
        here="ask",
        kinds=[(kind, words("kind")[kind]) for kind in OFFERED_KINDS],
        products=[(str(one["id"]), " ".join(filter(None, (one["name"], one["version"])))) for one in products],
        values=values,
        errors=errors,
    )


@get("/tickets/{number:int}", name="portal.show", opt=needs("matter.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One question: where it stands and what was said."""
    return await _show(number)


@post("/tickets/{number:int}/entries", name="portal.entries", status_code=200, opt=needs("matter.answer", upload=True))
async def write(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Answer, or add something."""
    values = await typed(request)
    try:
        form = read_values(values, EntryForm)
        if await _is_first(values, number):
            entry = actions.NewEntry(form.body, Audience.CUSTOMER)
            await actions.write_entry(number, entry, by=current_principal(), uploads=files(values, "files"))
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        errors = refusal.fields if isinstance(refusal, Invalid) else {"body": str(refusal)}
        return await _show(number, status=422, values={"body": str(values.get("body", ""))}, errors=errors)
    return see_other(f"/tickets/{number}")


async def _is_first(values: dict[str, Any], number: int) -> bool:
    """Whether this form is sent for the first time; a second click of the same finds the work done."""
    principal, token = current_principal(), idempotency.token_of(values)
    if await idempotency.once(principal, token):
        return False
    await idempotency.once(principal, token, place=f"/tickets/{number}")
    return True


@post("/tickets/{number:int}/confirmation", name="portal.confirmation", status_code=200, opt=needs("matter.confirm"))
async def confirm(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """It works: the matter is closed."""
    if await _is_first(await typed(request), number):
        await actions.close_ticket(number, by=current_principal())
    return see_other(f"/tickets/{number}")


@post("/tickets/{number:int}/objection", name="portal.objection", status_code=200, opt=needs("matter.confirm"))
async def object_to(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """It doesn't work: the matter is taken up again."""
    values = await typed(request)
    try:
        form = read_values(values, ReasonForm)
    except Invalid as refusal:
        return await _show(number, status=422, errors=refusal.fields)
    if await _is_first(values, number):
        await actions.mark_not_solved(number, form.reason, by=current_principal())
    return see_other(f"/tickets/{number}")


async def _show(number: int, *, status: int = 200, **more: Any) -> Response[str]:
    principal = current_principal()
    found = await queries.sheet(number)
    possible, _ = views.possible(found, principal, moves.OFFERED_TO_CONTACTS)
    items = await views.timeline(
        await queries.entries(found["id"], audience="customer"),
        [one for one in await queries.facts(found["id"]) if one["audience"] == "customer"],
        reader=principal,
        caller=(found["contact"], found["contact_name"] or found["customer_name"]),
        zone=current_visit().tenant.zone,
    )
    days = reopen_days(found["channel"])
    can_return = gettext("Within {days} days you can take it up again.").format(days=days)
    ended = found["status"] in ("solved", "closed")
    (ticket,) = await _promised([views.sheet_view(found)])
    context = {
        "ticket": ticket,
        "promise": ticket.get("promise", ""),
        "items": items,
        "may": {
            "reply": possible["answer"],
            "confirm": possible["confirm"],
            "object": possible["object"],
        },
        "prints": printable("ticket", found["id"], principal) + signable("ticket", found["id"], principal),
        "close_line": can_return if ended else "",
        "rating": await surveys.of_subject("ticket", found["id"], most=1) if principal.may("survey.answer") else [],
        "values": {},
        "errors": {},
    }
    return page("portal/show.html", status=status, here="tickets", **(context | more))


async def _promised(tickets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with the time until which a reply was promised, as a sentence: what a customer sees of our deadlines."""
    shown = [one.id for one in promises.known_to(current_visit().tenant.plugins).values() if one.for_portal]
    until = await deadlines.promised_to(_customer_id(), [one["id"] for one in tickets], shown)
    for one in tickets:
        if at := until.get(one["id"]):
            one["promise"] = gettext("We answer you by {moment}.").format(moment=views.until_words(at))
    return tickets


HANDLERS = (home, index, ask, create, show, write, confirm, object_to)
