"""Draws: the list of them, and one with its names and its protocol."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    Refusal,
    current_principal,
    current_visit,
    kept,
    label,
    needs,
    now,
    page,
    printable,
    read_values,
    see_other,
    to_zone,
    typed,
)
from desk_loyalty.actions import drawing
from desk_loyalty.forms import NamesForm, read_draw
from desk_loyalty.queries import draws
from desk_loyalty.routes.holders import HERE

SHOWN = 100
ONE = "/loyalty/draws/{number:int}"
TINTS = {"planned": "blue", "closed": "amber", "drawn": "green"}


@get("/loyalty/draws", name="loyalty.draws", opt=needs("loyalty.read"))
async def index() -> Response[str]:
    """Draws, the latest first."""
    return await _list()


@post("/loyalty/draws", name="loyalty.plan_draw", status_code=200, opt=needs("loyalty.draw"))
async def plan(request: Request[Any, Any, Any]) -> Response[str]:
    """Plan one."""
    values = await typed(request)
    try:
        made = await drawing.plan_draw(*read_draw(values), by=current_principal())
    except Refusal as refusal:
        return await _list(opened="new", **kept(values, refusal))
    return see_other(f"/loyalty/draws/{made.number}")


@get(ONE, name="loyalty.draw", opt=needs("loyalty.read"))
async def show(number: FromPath[int]) -> Response[str]:
    """One draw."""
    return await _show(number)


@post(f"{ONE}/names", name="loyalty.add_names", status_code=200, opt=needs("loyalty.draw"))
async def add_names(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Put names on the list: those that were typed, and everybody with points."""
    values = await typed(request)
    try:
        form = read_values(values, NamesForm)
        names: list[tuple[str, UUID | None]] = [(line, None) for line in form.names.splitlines()]
        if form.holders:
            names += [(one["name"], one["id"]) for one in await draws.holders(most=drawing.MOST_NAMES)]
        await drawing.add_names(number, names, by=current_principal())
    except Refusal as refusal:
        return await _show(number, opened="names", **kept(values, refusal))
    return see_other(f"/loyalty/draws/{number}")


@post(f"{ONE}/closing", name="loyalty.close_draw", status_code=200, opt=needs("loyalty.draw"))
async def close(number: FromPath[int]) -> Response[str]:
    """Close the list."""
    try:
        await drawing.close_draw(number, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept({}, refusal))
    return see_other(f"/loyalty/draws/{number}")


@post(f"{ONE}/drawing", name="loyalty.hold_draw", status_code=200, opt=needs("loyalty.draw"))
async def hold(number: FromPath[int]) -> Response[str]:
    """Draw."""
    try:
        await drawing.hold_draw(number, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept({}, refusal))
    return see_other(f"/loyalty/draws/{number}")


async def _list(*, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    return page(
        "loyalty/draws.html",
        status=status,
        here=HERE,
        draws=[dict(one) | _look(one["status"]) for one in await draws.draws(most=SHOWN)],
        today=to_zone(now(), current_visit().tenant.zone).date().isoformat(),
        may_draw=current_principal().may("loyalty.draw"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


async def _show(number: int, *, status: int = 200, opened: str = "", **came_back: Any) -> Response[str]:
    found, by = await draws.sheet(number), current_principal()
    names = [dict(one) for one in await draws.names(found["id"])]
    prizes = msgspec.json.decode(found["prizes"])
    order = {one["name"]: place for place, one in enumerate(prizes)}
    won = sorted((one for one in names if one["prize"]), key=lambda one: (order.get(one["prize"], 0), one["position"]))
    same = ("number", "name", "held_on", "status", "commitment", "seed", "closed_at", "drawn_at")
    draw = {name: found[name] for name in same} | {"prizes": prizes, "drawn_by": found["drawn_by_name"] or ""}
    return page(
        "loyalty/draw.html",
        status=status,
        here=HERE,
        draw=draw | _look(found["status"]),
        names=names,
        winners=won,
        prints=printable("loyalty_draw", found["id"], by) if found["status"] != "planned" else [],
        may_draw=by.may("loyalty.draw"),
        opened=opened,
        values=came_back.get("values", {}),
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
    )


def _look(status: str) -> dict[str, str]:
    return {"word": label("loyalty.draw", status), "tint": TINTS[status]}


HANDLERS = (index, plan, show, add_names, close, hold)
