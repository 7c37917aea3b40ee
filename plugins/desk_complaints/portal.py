"""What a customer sees: their complaints in plain words, what we answered, and whether it is solved."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    ANYONE,
    SYSTEM,
    CustomerThing,
    NotFound,
    Refusal,
    Tile,
    chosen,
    current_principal,
    current_visit,
    files,
    files_of,
    gettext,
    kept,
    needs,
    ngettext,
    once,
    page,
    read_values,
    see_other,
    tenant_scope,
    throttling,
    token_of,
    typed,
)
from desk_complaints import settings, views
from desk_complaints.actions import receiving, steps
from desk_complaints.forms import OwnForm, PublicForm, StepForm, said_of
from desk_complaints.queries import complaints, evidence
from desk_complaints.states import OPEN, Medium

SHOWN = 50
OWN = needs("complaints.own")
OPEN_TO_ALL = needs(ANYONE, scope="none")
BY_NETWORK = throttling.Throttle("complaint-network", ((5, 600), (20, 86_400)))
"""Complaints without a sign-in from one network."""
BY_TENANT = throttling.Throttle("complaint-tenant", ((200, 3_600),))
"""And from everywhere: a flood is no way to fill somebody's register."""


@get("/complaints", name="portal.complaints", opt=OWN)
async def index() -> Response[str]:
    """Their complaints, and the form for one more."""
    return await _page()


@post("/complaints", name="portal.complain", status_code=200, opt=needs("complaints.own", upload=True))
async def complain(request: Request[Any, Any, Any]) -> Response[str]:
    """One more."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, OwnForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        new = receiving.NewComplaint(
            form.text, by.name, by.customer_id, by.id, medium=Medium.PORTAL, wanted=form.wanted
        )
        made = await receiving.receive(new, by=by, evidence=files(values, "files"))
    except Refusal as refusal:
        return await _page(**kept(values, refusal))
    place = f"/complaints/{made.number}"
    await once(by, token_of(values), place)
    return see_other(place)


@get("/complaints/{number:int}", name="portal.complaint", opt=OWN)
async def show(number: FromPath[int]) -> Response[str]:
    """One of theirs."""
    return await _show(number)


@post("/complaints/{number:int}/steps/{step:str}", name="portal.complaint_step", status_code=200, opt=OWN)
async def step(request: Request[Any, Any, Any], number: FromPath[int], step: FromPath[str]) -> Response[str]:
    """It is solved, or it isn't, or it is taken back."""
    if step not in steps.OF_CUSTOMER:
        raise NotFound
    values = await typed(request)
    try:
        form = read_values(values, StepForm)
        await steps.take_step(number, step, said_of(form), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, **kept(values, refusal))
    return see_other(f"/complaints/{number}")


@get("/complain", name="portal.complain_openly", opt=OPEN_TO_ALL)
async def complain_openly(sent: FromQuery[str] = "") -> Response[str]:
    """The form for whoever has no sign-in; thanks afterwards, the same for everybody."""
    return await _openly(sent=sent[:10] if sent.isdecimal() else "")


@post("/complain", name="portal.file_openly", status_code=200, opt=OPEN_TO_ALL)
async def file_openly(request: Request[Any, Any, Any]) -> Response[str]:
    """One from whoever has no sign-in. Nothing is looked up, so nothing tells who is known here."""
    tenant, values = current_visit().tenant, await typed(request)
    network = throttling.network_of(request.client.host if request.client else "")
    try:
        form = read_values(values, PublicForm)
        await throttling.count(throttling.key(BY_NETWORK, tenant, network), throttling.key(BY_TENANT, tenant, ""))
        async with tenant_scope(tenant):
            _see_open()
            said = {name: getattr(form, name) for name in PublicForm.__struct_fields__}
            made = await receiving.receive(receiving.NewComplaint(**said, medium=Medium.PORTAL), by=SYSTEM)
    except Refusal as refusal:
        return await _openly(**kept(values, refusal))
    return see_other(f"/complain?sent={made.number}")


async def _openly(*, sent: str = "", status: int = 200, **came_back: Any) -> Response[str]:
    async with tenant_scope(current_visit().tenant):
        _see_open()
        phone = chosen(settings.PHONE)
    return page(
        "complaints/open.html",
        status=status,
        sent=sent,
        phone=phone,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


def _see_open() -> None:
    """Raises ``NotFound`` where only customers with a sign-in may complain."""
    if not chosen(settings.PUBLIC):
        raise NotFound


async def _page(*, status: int = 200, **came_back: Any) -> Response[str]:
    by = current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    return page(
        "complaints/portal.html",
        status=status,
        here="home",
        complaints=[views.own_row(one) for one in await complaints.of_customer(by.customer_id, most=SHOWN)],
        phone=chosen(settings.PHONE),
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _show(number: int, *, status: int = 200, **came_back: Any) -> Response[str]:
    found = await complaints.sheet(number)
    return page(
        "complaints/portal_one.html",
        status=status,
        here="home",
        complaint=views.own_row(found),
        files=(await files_of(evidence.KIND, [found["id"]])).get(found["id"], []),
        entries=[views.own_entry(one) for one in await complaints.entries(found["id"])],
        phone=chosen(settings.PHONE),
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def tiles(customer: CustomerThing) -> list[Tile]:
    """How many are open, on the customer's home."""
    if not current_principal().may("complaints.own"):
        return []
    found = await complaints.of_customer(customer.id, most=SHOWN)
    count = sum(one["status"] in OPEN for one in found)
    text = ngettext("%(num)s open", "%(num)s open", count) % {"num": count} if count else ""
    return [Tile(gettext("Complaints"), text, "/complaints", "alert")]


HANDLERS = (index, complain, show, step, complain_openly, file_openly)
