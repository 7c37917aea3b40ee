"""Redemptions: the list, one of them with its moves, and asking in a customer's name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    N_,
    NotFound,
    Principal,
    Refusal,
    current_principal,
    current_scope,
    full_moment,
    kept,
    label,
    lists,
    needs,
    once,
    page,
    printable,
    read_values,
    see_other,
    signable,
    together,
    token_of,
    typed,
)
from desk_loyalty import views
from desk_loyalty.actions import redeeming
from desk_loyalty.forms import DecisionForm, DeliveryForm, ReasonForm, RedemptionForm
from desk_loyalty.queries import gifts, ledger
from desk_loyalty.queries.gifts import Wanted
from desk_loyalty.routes.holders import HERE
from desk_loyalty.states import RedemptionStatus as Status

Column, View = lists.Column, lists.View
VIEWS = {
    "requested": Wanted(statuses=("requested",)),
    "approved": Wanted(statuses=("approved",)),
    "delivered": Wanted(statuses=("delivered",)),
    "all": Wanted(),
}


async def _wanted(asked: lists.Asked) -> Wanted:
    return VIEWS[asked.view.name]


async def _listed(wanted: Wanted, *, sort: Any, **place: Any) -> list[Record]:
    return await gifts.redemptions(wanted, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return [views.redemption_row(one) for one in found]


def _of(name: str) -> Any:
    return lambda line: str(line.record[name] or "")


def _asked_at(line: lists.Line) -> str:
    return full_moment(line.record["requested_at"], line.zone)


REDEMPTIONS = lists.List(
    name="redemptions",
    word=N_("Redemptions"),
    path="/loyalty/redemptions",
    here=HERE,
    permission="loyalty.read",
    template="loyalty/redemptions.html",
    cells="loyalty/_redemption_cells.html",
    columns=(
        Column("gift", N_("Gift"), "pd-fill", _of("gift_name"), fixed=True),
        Column("customer", N_("Customer"), "pd-hide-phone", _of("customer_name")),
        Column("quantity", N_("How many"), "pd-num text-end pd-hide-phone", _of("quantity")),
        Column("points", N_("Points"), "pd-num text-end", _of("points")),
        Column("status", N_("Status"), "pd-nowrap", lambda line: label("loyalty.redemption", line.record["status"])),
        Column("asked", N_("Asked"), "pd-num pd-quiet pd-small pd-hide-phone", _asked_at),
        Column("received_by", N_("Received by"), "", _of("received_by"), drawn=False),
    ),
    views=(
        View("requested", N_("To decide"), "asked"),
        View("approved", N_("To hand out"), "asked"),
        View("delivered", N_("Handed out"), "asked", counted=False),
        View("all", N_("All"), "asked", counted=False),
    ),
    usual_view="requested",
    sorts=(lists.Sort("asked", N_("latest first"), "requested_at"),),
    export=lists.Export("loyalty.read", redeeming.note_export, "list"),
    signal="points",
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([gifts.counting(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)
ONE = "/loyalty/redemptions/{number:int}"


@get("/loyalty/redemptions", name="loyalty.redemptions", opt=needs("loyalty.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Who asked for which gift."""
    prints = printable("loyalty_season", current_scope().tenant.id, current_principal())[1:]
    return await lists.show(REDEMPTIONS, request, season=views.season_view(), prints=prints)


@get("/loyalty/redemptions/list.csv", name="loyalty.export_redemptions", opt=needs("loyalty.read"))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The list as a table; that it was taken out is noted."""
    return await lists.take_out(REDEMPTIONS, request)


@get("/loyalty/customers/{customer_id:uuid}/gifts", name="loyalty.choose", opt=needs("loyalty.ask"))
async def choose(customer_id: FromPath[UUID]) -> Response[str]:
    """The catalogue for a customer, to ask in their name."""
    return await _choose(customer_id)


@post(
    "/loyalty/customers/{customer_id:uuid}/redemptions",
    name="loyalty.ask",
    status_code=200,
    opt=needs("loyalty.ask"),
)
async def ask(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Ask for a gift in their name."""
    values, by = await typed(request), current_principal()
    try:
        form = read_values(values, RedemptionForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        new = redeeming.NewRedemption(customer_id, form.gift, form.quantity, form.contact)
        made = await redeeming.ask_for_gift(new, by=by)
    except Refusal as refusal:
        return await _choose(customer_id, **kept(values, refusal))
    place = f"/loyalty/redemptions/{made.number}"
    await once(by, token_of(values), place)
    return see_other(place)


@get(ONE, name="loyalty.redemption", opt=needs("loyalty.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One redemption."""
    return await _show(number)


@post(f"{ONE}/approval", name="loyalty.approve_redemption", status_code=200, opt=needs("loyalty.decide"))
async def approve(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Approve it."""
    values = await typed(request)
    try:
        form = read_values(values, DecisionForm)
        await redeeming.approve_redemption(number, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, **kept(values, refusal))
    return see_other(f"/loyalty/redemptions/{number}")


@post(f"{ONE}/rejection", name="loyalty.reject_redemption", status_code=200, opt=needs("loyalty.decide"))
async def reject(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Reject it, with the reason."""
    values = await typed(request)
    try:
        form = read_values(values, ReasonForm)
        await redeeming.reject_redemption(number, form.reason, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="reject", **kept(values, refusal))
    return see_other(f"/loyalty/redemptions/{number}")


@post(f"{ONE}/cancellation", name="loyalty.cancel_redemption", status_code=200, opt=needs("loyalty.decide"))
async def cancel(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Cancel it: the points go back."""
    values = await typed(request)
    try:
        form = read_values(values, ReasonForm)
        await redeeming.cancel_redemption(number, form.reason, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="cancel", **kept(values, refusal))
    return see_other(f"/loyalty/redemptions/{number}")


@post(f"{ONE}/delivery", name="loyalty.deliver", status_code=200, opt=needs("loyalty.deliver"))
async def deliver(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Hand it out."""
    values = await typed(request)
    try:
        form = read_values(values, DeliveryForm)
        await redeeming.deliver_redemption(number, form.received_by, by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _show(number, opened="deliver", **kept(values, refusal))
    return see_other(f"/loyalty/redemptions/{number}")


async def _choose(customer_id: UUID, *, status: int = 200, **came_back: Any) -> Response[str]:
    customer = await ledger.customer(customer_id)
    if customer is None:
        raise NotFound
    balance = await ledger.balance(customer_id)
    found = [views.gift_view(one) for one in await gifts.gifts()]
    return page(
        "loyalty/choose.html",
        status=status,
        here=HERE,
        customer={"id": customer["id"], "name": customer["name"]},
        balance=views.points(balance.points),
        gifts=[one | {"covered": one["plain_price"] <= balance.points} for one in found if one["provided"]],
        season=views.season_view(),
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


def _to_sign(found: Record, by: Principal) -> list[dict[str, Any]]:
    """The receipt, once the gift was handed out."""
    return signable("redemption", found["id"], by) if found["status"] == Status.DELIVERED else []


async def _show(number: int, *, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found, by = await gifts.sheet(number), current_principal()
    return page(
        "loyalty/redemption.html",
        status=status,
        here=HERE,
        redemption=views.redemption_sheet(found, by),
        prints=[*printable("redemption", found["id"], by), *_to_sign(found, by)],
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, export, choose, ask, show, approve, reject, cancel, deliver)
