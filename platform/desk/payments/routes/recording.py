"""Recording a payment, or noting that a customer says they have paid."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.customers import queries as customers
from desk.foundation import subjects
from desk.foundation.errors import Forbidden, Invalid, NotFound, Refusal
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web import forms, idempotency
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now, to_zone
from desk.payments import actions, kinds, queries, settings
from desk.payments.forms import read_payment
from desk.payments.routes.listing import HERE
from desk.search import queries as search

MOST = 8
"""Customers that are offered for a text."""
NOTE = needs("payment.claim")
"""Who may record may claim; which of both it is, the action asks again."""


@get("/payments/new", name="payments.new", opt=NOTE)
async def new(
    customer: FromQuery[UUID | None] = None,
    q: FromQuery[str] = "",
    subject_kind: FromQuery[str] = "",
    subject_id: FromQuery[UUID | None] = None,
    kind: FromQuery[str] = "",
) -> Response[str]:
    """The form for a customer; without one, the way to find them."""
    if customer is None:
        return await _find(q)
    offered = kinds.offered()
    today = to_zone(now(), current_visit().tenant.zone).date().isoformat()
    start = {"customer": str(customer), "method": "transfer", "paid_on": today}
    start["kind"] = kind if kind in {one.id for one in offered} else offered[0].id
    if not current_principal().may("payment.record"):
        start["as_claim"] = "yes"
    if subject_id is not None:
        start |= {"subject_kind": subject_kind, "subject_id": str(subject_id)}
    return await _form(start, {})


@post("/payments", name="payments.record", status_code=200, opt=needs("payment.claim", upload=True))
async def record(request: Request[Any, Any, Any]) -> Response[str]:
    """Record it, or note the claim."""
    values, by = await forms.typed(request), current_principal()
    tenant, token = current_visit().tenant, idempotency.token_of(values)
    kept = {name: str(value) for name, value in values.items() if name != "files"}
    try:
        said, as_claim = read_payment(values, tenant.zone, settings.currency(tenant.settings))
        if not as_claim and not by.may("payment.record"):
            raise Forbidden
        if place := await idempotency.once(by, token):
            return see_other(place)
        if as_claim:
            made = await actions.claim_payment(said, by=by, uploads=forms.files(values, "files"))
        else:
            made = await actions.record_payment(said, by=by)
    except Invalid as refusal:
        return await _form(kept, refusal.fields, status=422)
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        way_out = gettext(refusal.way_out) if refusal.way_out else ""
        return await _form(kept, {}, status=409, refused=f"{refusal} {way_out}".strip())
    place = f"/payments/{made.payment.number}{'?again=1' if made.again else ''}"
    await idempotency.once(by, token, place)
    return see_other(place)


async def _find(q: str) -> Response[str]:
    text = q[:200].strip()
    found = await search.find(text, kinds=["customer"], most=MOST) if text else []
    return page(
        "payments/new.html",
        here=HERE,
        customer=None,
        q=text,
        found=[{"name": one.title, "detail": one.detail, "id": one.subject_id} for one in found],
    )


async def _form(
    values: dict[str, str], errors: dict[str, str], *, status: int = 200, refused: str = ""
) -> Response[str]:
    """The form for a customer. Raises ``NotFound`` without one, and for foreign things."""
    customer = await customers.customer(_id(values.get("customer", "")))
    by = current_principal()
    return page(
        "payments/new.html",
        status=status,
        here=HERE,
        q="",
        found=[],
        values=values,
        errors=errors,
        refused=refused,
        customer={"id": customer.id, "name": customer.name},
        thing=await _thing(values),
        kinds=[(one.id, gettext(one.label)) for one in kinds.offered()],
        methods=list(words("payment.method").items()),
        contacts=[
            ("", gettext("Not named")),
            *(
                (str(one["id"]), f"{one['name']} {one['title']}".strip())
                for one in await queries.contacts_of(customer.id)
            ),
        ],
        currency=settings.currency(current_visit().tenant.settings),
        may_record=by.may("payment.record"),
    )


async def _thing(values: dict[str, str]) -> subjects.Thing | None:
    if not values.get("subject_id"):
        return None
    key = (values.get("subject_kind", ""), _id(values["subject_id"]))
    found = (await subjects.things_of([key])).get(key)
    if found is None or not current_principal().may(found.permission):
        raise NotFound
    return found


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


HANDLERS = (new, record)
