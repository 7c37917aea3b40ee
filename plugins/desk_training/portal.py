"""What a customer sees of training: what is coming, who of them is registered, and a seat with one click."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    ANYONE,
    CustomerThing,
    Refusal,
    Tile,
    current_principal,
    current_visit,
    files_of,
    gettext,
    kept,
    needs,
    ngettext,
    now,
    once,
    page,
    read_values,
    see_other,
    tenant_scope,
    throttling,
    token_of,
    typed,
)
from desk_training import views
from desk_training.actions import enrolling, grading, materials, paying
from desk_training.forms import BookingForm
from desk_training.queries import enrolments, people, results, sessions
from desk_training.states import COMING

SHOWN = 50
LOOKED = throttling.Throttle("certificate-looked", ((20, 60), (200, 3600)))
"""Codes of certificates looked up from one network, by whoever."""


@get("/training", name="portal.training", opt=needs("training.own"))
async def index(booked: FromQuery[str] = "") -> Response[str]:
    """Sessions to come, and one's registrations."""
    return await _page(booked=booked)


@post("/training/{number:int}/enrolments", name="portal.book", status_code=200, opt=needs("training.book"))
async def book(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Register oneself or a colleague."""
    values, by = await typed(request), current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    try:
        form = read_values(values, BookingForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        new = enrolling.NewEnrolment(number, by.customer_id, form.contact or by.id, needs=form.needs)
        made = await enrolling.enrol(new, by=by)
    except Refusal as refusal:
        return await _page(**kept(values, refusal))
    place = f"/training?booked={made.status}"
    await once(by, token_of(values), place)
    return see_other(place)


@post(
    "/training/enrolments/{number:int}/withdrawal",
    name="portal.withdraw_enrolment",
    status_code=200,
    opt=needs("training.book"),
)
async def withdraw(number: FromPath[int]) -> Response[str]:
    """Somebody doesn't come."""
    try:
        await enrolling.withdraw(number, by=current_principal())
    except Refusal as refusal:
        return await _page(**kept({}, refusal))
    return see_other("/training")


@post(
    "/training/enrolments/{number:int}/payment",
    name="portal.tell_fee",
    status_code=200,
    opt=needs("training.book"),
)
async def tell_fee(number: FromPath[int]) -> Response[str]:
    """Say that one has paid the fee."""
    try:
        await paying.tell_fee(number, by=current_principal())
    except Refusal as refusal:
        return await _page(**kept({}, refusal))
    return see_other("/payments?told=yes")


@get("/certificates", name="portal.check_certificate", opt=needs(ANYONE, scope="none"))
async def check(request: Request[Any, Any, Any], code: FromQuery[str] = "") -> Response[str]:
    """Whether a certificate is genuine, for whoever holds the paper: of the holder the first letter, nothing else."""
    visit, typed_code = current_visit(), grading.tidy(code)
    if not typed_code:
        return page("training/check.html", code="", found=None)
    network = throttling.network_of(request.client.host if request.client else "")
    await throttling.count(throttling.key(LOOKED, visit.tenant, network))
    async with tenant_scope(visit.tenant):
        found = await results.certificate_with(typed_code)
        told = views.checked_view(found) if found else None
    return page("training/check.html", status=200 if told else 404, code=typed_code, found=told)


async def _page(*, status: int = 200, booked: str = "", **came_back: Any) -> Response[str]:
    by = current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    mine = await enrolments.of_customer(by.customer_id, most=SHOWN)
    said = {key: one["score"] for key, one in (await results.scores_of(by.customer_id)).items()}
    coming = await sessions.bookable(now(), most=SHOWN)
    papers = await files_of(materials.SUBJECT, list({one["course"] for one in mine}))
    return page(
        "training/portal.html",
        status=status,
        here="home",
        enrolments=[
            row | {"score": said.get(one["id"]), "files": papers.get(one["course"], []) if row["has_seat"] else []}
            for one, row in ((one, views.enrolment_row(one)) for one in mine)
        ],
        certificates=[views.certificate_view(one, by) for one in await results.certificates_of(by.customer_id)],
        vouchers=await results.open_vouchers(by.customer_id),
        sessions=[views.session_row(one) for one in coming],
        people=[(str(one["id"]), one["name"]) for one in await people.contacts(by.customer_id)],
        me=str(by.id),
        may_book=by.may("training.book"),
        booked=booked if booked in COMING else "",
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


async def tiles(customer: CustomerThing) -> list[Tile]:
    """How many sessions can be booked, on the customer's home."""
    if not current_principal().may("training.own"):
        return []
    count = len(await sessions.bookable(now(), most=SHOWN))
    text = ngettext("%(num)s date to book", "%(num)s dates to book", count) % {"num": count} if count else ""
    return [Tile(gettext("Training"), text, "/training", "book")]


HANDLERS = (index, book, withdraw, tell_fee, check)
