"""Registering people of a customer for a session, and cancelling that."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    NotFound,
    Refusal,
    current_principal,
    find_things,
    kept,
    needs,
    once,
    page,
    read_values,
    see_other,
    token_of,
    typed,
)
from desk_training import views
from desk_training.actions import enrolling
from desk_training.forms import EnrolmentForm, ReasonForm, enrolment_of
from desk_training.queries import enrolments as known
from desk_training.queries import people, sessions
from desk_training.routes.courses import HERE
from desk_training.routes.one import ONE, show_session

MOST = 20


@get(f"{ONE}/enrolments/new", name="training.new_enrolment", opt=needs("training.enrol"))
async def new(number: FromPath[int], customer: FromQuery[str] = "", q: FromQuery[str] = "") -> Response[str]:
    """Find the customer, then say who comes."""
    return await _form(number, {"customer": customer}, q=q)


@post(f"{ONE}/enrolments", name="training.enrol", status_code=200, opt=needs("training.enrol"))
async def add(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Register somebody."""
    values, by = await typed(request), current_principal()
    place = f"/training/sessions/{number}"
    try:
        form = read_values(values, EnrolmentForm)
        if await once(by, token_of(values)):
            return see_other(place)
        await enrolling.enrol(enrolment_of(number, form), by=by)
        await once(by, token_of(values), place)
    except Refusal as refusal:
        came = kept(values, refusal)
        return await _form(number, came.pop("values"), **came)
    return see_other(place)


@post(
    "/training/enrolments/{number:int}/cancellation",
    name="training.withdraw",
    status_code=200,
    opt=needs("training.enrol"),
)
async def withdraw(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Somebody doesn't come."""
    values = await typed(request)
    session = (await known.sheet(number))["session_number"]
    try:
        form = read_values(values, ReasonForm)
        await enrolling.withdraw(number, form.reason, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_session(session, **kept(values, refusal))
    return see_other(f"/training/sessions/{session}")


async def _form(
    number: int, values: dict[str, str], *, q: str = "", status: int = 200, **came_back: Any
) -> Response[str]:
    customer = None
    if values.get("customer"):
        form = read_values({"customer": values["customer"]}, EnrolmentForm)
        customer = await people.customer(form.customer)
        if customer is None:
            raise NotFound
    found = await find_things(q, kinds=["customer"], most=MOST) if q and customer is None else []
    return page(
        "training/enrol.html",
        status=status,
        here=HERE,
        session=views.session_row(await sessions.sheet(number)),
        customer={"id": customer["id"], "name": customer["name"]} if customer else None,
        contacts=[(str(one["id"]), one["name"]) for one in await people.contacts(customer["id"])] if customer else [],
        q=q,
        found=[{"id": one.subject_id, "name": one.title, "detail": one.detail} for one in found],
        values=values,
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (new, add, withdraw)
