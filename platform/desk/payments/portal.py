"""What a customer sees of payments: their own, and the form to say that they have paid."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.files import queries as files
from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.things import Tile
from desk.foundation.translation import N_, gettext, ngettext
from desk.foundation.web import forms, idempotency
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode, encode
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone
from desk.payments import actions, kinds, queries, settings, views
from desk.payments.forms import read_told
from desk.payments.queries import Wanted

SIZE = 30
NOTHING_YET = N_("None yet")


@get("/payments", name="portal.payments", opt=needs("payment.own"))
async def index(after: FromQuery[str | None] = None, told: FromQuery[str] = "") -> Response[str]:
    """All of one's payments, the latest first."""
    key = decode(after, datetime, UUID) if after else None
    found = await queries.listed(Wanted(customer=current_principal().customer_id), most=SIZE + 1, after=key)
    shown = found[:SIZE]
    more = encode(shown[-1]["paid_at"], shown[-1]["id"]) if len(found) > SIZE else ""
    return page(
        "payments/portal.html",
        here="home",
        payments=[views.row_view(one) for one in shown],
        may_tell=current_principal().may("payment.tell"),
        told=bool(told),
        next_url=f"/payments?after={more}" if more else "",
    )


@get("/payments/new", name="portal.payment_form", opt=needs("payment.tell"))
async def new() -> Response[str]:
    """The form to say that one has paid."""
    today = to_zone(now(), current_visit().tenant.zone).date().isoformat()
    return _form({"kind": kinds.offered(to_customers=True)[0].id, "method": "transfer", "paid_on": today}, {})


@post("/payments", name="portal.tell_payment", status_code=200, opt=needs("payment.tell", upload=True))
async def tell(request: Request[Any, Any, Any]) -> Response[str]:
    """Say it, with the proof."""
    values, by = await forms.typed(request), current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    tenant, token = current_visit().tenant, idempotency.token_of(values)
    try:
        said = read_told(values, tenant.zone, settings.currency(tenant.settings), by.customer_id, by.id)
        if place := await idempotency.once(by, token):
            return see_other(place)
        await actions.claim_payment(said, by=by, uploads=forms.files(values, "files"))
    except Invalid as refusal:
        kept = {name: str(value) for name, value in values.items() if name != "files"}
        return _form(kept, refusal.fields, status=422)
    place = "/payments?told=yes"
    await idempotency.once(by, token, place)
    return see_other(place)


@get("/payments/{number:int}", name="portal.payment", opt=needs("payment.own"))
async def show(number: FromPath[int]) -> Response[str]:
    """One of them, with what went back and what was sent along."""
    found = await queries.sheet(number)
    refunds = await queries.refunds(found["id"])
    attached = await files.of_subjects("payment", [found["id"]])
    return page(
        "payments/portal_one.html",
        here="home",
        payment=views.row_view(found),
        refunds=[views.refund_view(one, found["currency"]) for one in refunds],
        files=attached.get(found["id"], []),
    )


def _form(values: dict[str, str], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page(
        "payments/portal_new.html",
        status=status,
        here="home",
        values=values,
        errors=errors,
        kinds=[(one.id, gettext(one.label)) for one in kinds.offered(to_customers=True)],
        methods=list(words("payment.method").items()),
        currency=settings.currency(current_visit().tenant.settings),
    )


async def tiles(customer_id: UUID) -> list[Tile]:
    """How many payments there are, on the customer's home, and how many are looked at."""
    if not current_principal().may("payment.own"):
        return []
    waiting = await queries.counted(Wanted(statuses=("claimed",), customer=customer_id), most=100)
    count = await queries.counted(Wanted(customer=customer_id), most=100)
    text = ngettext("%(num)d payment", "%(num)d payments", count) % {"num": count} if count else gettext(NOTHING_YET)
    if waiting:
        text = ngettext("%(num)d being looked at", "%(num)d being looked at", waiting) % {"num": waiting}
    return [Tile(gettext("Payments"), text, "/payments", "coins")]


HANDLERS = (index, new, tell, show)
