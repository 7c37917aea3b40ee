"""The catalogue of gifts."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import Refusal, current_principal, files, kept, needs, page, read_values, see_other, typed, words
from desk_loyalty import views
from desk_loyalty.actions import gifts as actions
from desk_loyalty.actions import picturing
from desk_loyalty.forms import GiftForm, gift_of
from desk_loyalty.queries import gifts
from desk_loyalty.routes.holders import HERE

ONE = "/loyalty/gifts/{gift_id:uuid}"


@get("/loyalty/gifts", name="loyalty.gifts", opt=needs("loyalty.read"))
async def index() -> Response[str]:
    """All gifts, with what is left of them."""
    return await _page()


@post("/loyalty/gifts", name="loyalty.add_gift", status_code=200, opt=needs("loyalty.plan"))
async def add(request: Request[Any, Any, Any]) -> Response[str]:
    """Offer one more."""
    values = await typed(request)
    try:
        await actions.add_gift(gift_of(read_values(values, GiftForm)), by=current_principal())
    except Refusal as refusal:
        return await _page(opened="new", **kept(values, refusal))
    return see_other("/loyalty/gifts")


@post(ONE, name="loyalty.change_gift", status_code=200, opt=needs("loyalty.plan"))
async def change(request: Request[Any, Any, Any], gift_id: FromPath[UUID]) -> Response[str]:
    """Say something else of it: price, stock, words."""
    values = await typed(request)
    try:
        form = read_values(values, GiftForm)
        await actions.change_gift(gift_id, gift_of(form), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await _page(opened=str(gift_id), **kept(values, refusal))
    return see_other("/loyalty/gifts")


@post(f"{ONE}/retirement", name="loyalty.retire_gift", status_code=200, opt=needs("loyalty.plan"))
async def retire(gift_id: FromPath[UUID]) -> Response[str]:
    """Offer it no more, or again."""
    await actions.retire_gift(gift_id, by=current_principal())
    return see_other("/loyalty/gifts")


@post(f"{ONE}/picture", name="loyalty.change_picture", status_code=200, opt=needs("loyalty.plan", upload=True))
async def change_picture(request: Request[Any, Any, Any], gift_id: FromPath[UUID]) -> Response[str]:
    """Show another picture of it."""
    values = await typed(request)
    try:
        await picturing.change_picture(gift_id, files(values, "picture"), by=current_principal())
    except Refusal as refusal:
        return await _page(opened=f"{gift_id}-picture", **kept({}, refusal))
    return see_other("/loyalty/gifts")


async def _page(*, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found = await gifts.gifts(retired=True)
    shown = await picturing.pictures([one["id"] for one in found])
    return page(
        "loyalty/gifts.html",
        status=status,
        here=HERE,
        gifts=[views.gift_view(one) | {"picture": shown.get(one["id"], "")} for one in found],
        kinds=list(words("loyalty.gift").items()),
        may_plan=current_principal().may("loyalty.plan"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


HANDLERS = (index, add, change, retire, change_picture)
