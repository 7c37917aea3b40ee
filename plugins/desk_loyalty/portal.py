"""What a customer sees of points: the balance, what moved it, the catalogue in the season, and their redemptions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    CustomerThing,
    Refusal,
    Tile,
    current_principal,
    decode,
    encode,
    gettext,
    kept,
    label,
    needs,
    ngettext,
    once,
    page,
    printable,
    read_values,
    see_other,
    token_of,
    typed,
)
from desk_loyalty import views
from desk_loyalty.actions import picturing, redeeming
from desk_loyalty.forms import RedemptionForm
from desk_loyalty.queries import gifts, ledger

SIZE = 20
SHOWN = 10


@get("/points", name="portal.points", opt=needs("loyalty.own"))
async def index(after: FromQuery[str] = "", asked: FromQuery[str] = "") -> Response[str]:
    """One's points, the gifts, and what was asked for."""
    return await _page(after, asked=bool(asked))


@post("/points/redemptions", name="portal.redeem", status_code=200, opt=needs("loyalty.redeem"))
async def redeem(request: Request[Any, Any, Any]) -> Response[str]:
    """Exchange points for a gift."""
    values, by = await typed(request), current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    try:
        form = read_values(values, RedemptionForm)
        if place := await once(by, token_of(values)):
            return see_other(place)
        new = redeeming.NewRedemption(by.customer_id, form.gift, form.quantity, by.id)
        await redeeming.ask_for_gift(new, by=by)
    except Refusal as refusal:
        return await _page("", **kept(values, refusal))
    place = "/points?asked=yes"
    await once(by, token_of(values), place)
    return see_other(place)


@post(
    "/points/redemptions/{number:int}/withdrawal", name="portal.withdraw", status_code=200, opt=needs("loyalty.redeem")
)
async def withdraw(number: FromPath[int]) -> Response[str]:
    """Want it no more."""
    try:
        await redeeming.withdraw_redemption(number, by=current_principal())
    except Refusal as refusal:
        return await _page("", **kept({}, refusal))
    return see_other("/points")


async def _page(after: str, *, status: int = 200, asked: bool = False, **came_back: Any) -> Response[str]:
    by = current_principal()
    assert by.customer_id is not None, "contacts belong to a customer"
    key = decode(after, datetime, UUID) if after else None
    found = await ledger.entries(by.customer_id, most=SIZE + 1, after=key)
    shown = found[:SIZE]
    more = encode(shown[-1]["at"], shown[-1]["id"]) if len(found) > SIZE else ""
    balance = await ledger.balance(by.customer_id)
    lots = [one for one in await ledger.lots(by.customer_id) if one["expires_on"] is not None]
    offered = [views.gift_view(one) for one in await gifts.gifts()]
    small = await picturing.pictures([one["id"] for one in offered])
    return page(
        "loyalty/portal.html",
        status=status,
        here="home",
        balance=views.points(balance.points),
        reserved=views.points(balance.reserved) if balance.reserved else "",
        next_lot={"left": views.points(lots[0]["left"]), "until": lots[0]["expires_on"]} if lots else None,
        season=views.season_view(),
        gifts=[
            one | {"covered": one["plain_price"] <= balance.points, "picture": small.get(one["id"], "")}
            for one in offered
            if one["offered"]
        ],
        redemptions=[_redemption(one) for one in await gifts.told(by.customer_id, most=SHOWN)],
        entries=[views.entry_view(one) for one in shown],
        next_url=f"/points?after={more}" if more else "",
        prints=printable("loyalty_account", by.customer_id, by),
        may_redeem=by.may("loyalty.redeem"),
        asked=asked,
        refused=came_back.get("refused", "") or " ".join(came_back.get("errors", {}).values()),
    )


def _redemption(one: Any) -> dict[str, Any]:
    tint, sign = views.LOOKS[one["status"]]
    same = ("number", "quantity", "status", "requested_at", "reason")
    return {name: one[name] for name in same} | {
        "gift": one["gift_name"],
        "points": views.points(one["points"]),
        "word": label("loyalty.portal_redemption", one["status"]),
        "tint": tint,
        "sign": sign,
        "open": one["status"] == "requested",
    }


async def tiles(customer: CustomerThing) -> list[Tile]:
    """The balance on the customer's home."""
    if not current_principal().may("loyalty.own"):
        return []
    balance = (await ledger.balance(customer.id)).points
    text = ngettext("%(num)s point", "%(num)s points", balance) % {"num": views.points(balance)}
    return [Tile(gettext("Points"), text, "/points", "gift")]


HANDLERS = (index, redeem, withdraw)
