"""Who has points: the list, one customer's account, and points by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.extend import (
    N_,
    NotFound,
    Refusal,
    current_principal,
    decode,
    encode,
    find_things,
    kept,
    label,
    lists,
    needs,
    once,
    page,
    printable,
    read_values,
    see_other,
    together,
    token_of,
    typed,
)
from desk_loyalty import views
from desk_loyalty.actions import adjusting
from desk_loyalty.forms import AdjustmentForm
from desk_loyalty.queries import gifts, ledger

HERE = "loyalty"
SIZE = 30
Column, Sort, View = lists.Column, lists.Sort, lists.View


async def _wanted(asked: lists.Asked) -> list[UUID] | None:
    if not asked.q:
        return None
    return [one.subject_id for one in await find_things(asked.q, kinds=["customer"], most=50)]


async def _listed(ids: Sequence[UUID] | None, *, sort: Any, **place: Any) -> list[Record]:
    return await ledger.holders(ids, **place)


async def _rows(found: Sequence[Record], _asked: lists.Asked) -> list[dict[str, Any]]:
    return views.by_customer(found)


HOLDERS = lists.List(
    name="loyalty",
    word=N_("Points"),
    path="/loyalty",
    here=HERE,
    permission="loyalty.read",
    template="loyalty/index.html",
    cells="loyalty/_holder_cells.html",
    columns=(
        Column("name", N_("Customer"), "pd-fill", lambda line: str(line.record["name"]), fixed=True),
        Column("grade", N_("Grade"), "pd-hide-phone", lambda line: label("grade", line.record["grade"])),
        Column("reserved", N_("Reserved"), "pd-num text-end pd-hide-phone", lambda line: str(line.record["reserved"])),
        Column("balance", N_("Balance"), "pd-num text-end", lambda line: str(line.record["balance"])),
    ),
    views=(View("all", N_("All"), "name", counted=False),),
    usual_view="all",
    sorts=(Sort("name", N_("by name"), "name_key", str),),
    find=N_("Find a customer"),
    find_in=N_("Name, pinyin initials, phone…"),
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([ledger.counting(ids, most=most) for ids, most in several]),
    rows=_rows,
)


@get("/loyalty", name="loyalty.index", opt=needs("loyalty.read"))
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """Customers who have or had points, by name."""
    return await lists.show(HOLDERS, request, season=views.season_view())


@get("/loyalty/customers/{customer_id:uuid}", name="loyalty.account", opt=needs("loyalty.read"))
async def account(customer_id: FromPath[UUID], after: FromQuery[str] = "") -> Response[str]:
    """One customer's points: what is there, until when, and every movement."""
    return await _account(customer_id, after)


@post(
    "/loyalty/customers/{customer_id:uuid}/adjustments",
    name="loyalty.adjust",
    status_code=200,
    opt=needs("loyalty.adjust"),
)
async def adjust(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Propose points by hand."""
    values, by = await typed(request), current_principal()
    place = "/loyalty/scheme"
    try:
        form = read_values(values, AdjustmentForm)
        if await once(by, token_of(values)):
            return see_other(place)
        await adjusting.propose_adjustment(customer_id, form.points, form.why, by=by)
        await once(by, token_of(values), place)
    except Refusal as refusal:
        return await _account(customer_id, "", opened="adjust", **kept(values, refusal))
    return see_other(place)


async def _account(
    customer_id: UUID, after: str, *, status: int = 200, opened: str = "", **came_back: Any
) -> Response[str]:
    customer, by = await ledger.customer(customer_id), current_principal()
    if customer is None:
        raise NotFound
    key = decode(after, datetime, UUID) if after else None
    found = await ledger.entries(customer_id, most=SIZE + 1, after=key)
    shown = found[:SIZE]
    more = encode(shown[-1]["at"], shown[-1]["id"]) if len(found) > SIZE else ""
    balance, lots = await ledger.balance(customer_id), await ledger.lots(customer_id)
    asked = await gifts.redemptions(gifts.Wanted(customer=customer_id), most=10)
    return page(
        "loyalty/account.html",
        status=status,
        here=HERE,
        customer={"id": customer["id"], "name": customer["name"], "grade": label("grade", customer["grade"])},
        balance=views.points(balance.points),
        reserved=views.points(balance.reserved) if balance.reserved else "",
        lots=[{"left": views.points(one["left"]), "until": one["expires_on"]} for one in lots],
        entries=[views.entry_view(one) for one in shown],
        next_url=f"/loyalty/customers/{customer_id}?after={more}" if more else "",
        redemptions=[views.redemption_row(one) for one in asked],
        prints=printable("loyalty_account", customer_id, by),
        may={"adjust": by.may("loyalty.adjust"), "ask": by.may("loyalty.ask")},
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, account, adjust)
