"""Handing something up: the envelope, with what is known already."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.cases import actions, views
from desk.cases.forms import NewCaseForm, read_envelope
from desk.cases.kinds import bearer_of
from desk.cases.routes.listing import HERE
from desk.foundation import subjects
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

HAND_UP = needs("case.hand_up")


@get("/cases/new", name="cases.new", opt=HAND_UP)
async def new(subject_kind: FromQuery[str], subject_id: FromQuery[UUID]) -> Response[str]:
    """The form; what crosses is written here, and nothing else of the customer does."""
    bearer = bearer_of(subject_kind)
    if (subject_kind, subject_id) not in await subjects.things_seen([(subject_kind, subject_id)], current_principal()):
        raise NotFound
    start = await bearer.start(subject_id)
    values = {
        "subject_kind": subject_kind,
        "subject_id": str(subject_id),
        "kind": start.kind,
        "title": start.title,
        "customer_name": start.customer,
        "product": start.product,
        "description": start.description,
        "tried": start.tried,
    }
    return await _form(values, {})


@post("/cases", name="cases.hand_up", status_code=200, opt=HAND_UP)
async def hand_up(request: Request[Any, Any, Any]) -> Response[str]:
    """Hand it up. What the thing refuses is said above the form."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        form, envelope = read_envelope(values, NewCaseForm)
        case = await actions.hand_up(form.subject_kind, form.subject_id, envelope, by=by)
    except NotFound:
        raise
    except Refusal as refusal:
        return await _form(**kept(values, refusal))
    place = f"/cases/{case.number}"
    await idempotency.once(by, token, place)
    return see_other(place)


async def _form(
    values: dict[str, Any], errors: dict[str, str], *, status: int = 200, refused: str = ""
) -> Response[str]:
    """The form about a thing. Raises ``NotFound`` for one that isn't here or that one may not see."""
    try:
        key = (values["subject_kind"], UUID(values["subject_id"]))
    except (KeyError, ValueError):
        raise NotFound from None
    thing = (await subjects.things_seen([key], current_principal())).get(key)
    if thing is None:
        raise NotFound
    return page(
        "cases/new.html",
        status=status,
        here=HERE,
        values=values,
        errors=errors,
        refused=refused,
        thing=thing,
        case=None,
        sheets=views.asked_by_kind(),
        copyable=await views.copyable(*key),
    )


HANDLERS = (new, hand_up)
