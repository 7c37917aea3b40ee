"""The operators' page: that nothing leaked, or exactly what."""

from typing import Any

import msgspec
from asyncpg import Record
from litestar import Response, get, post

from desk.canary import actions, queries
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

HERE = "canary"
INDEX = "/canary"


@get(INDEX, name="canary.index", opt=needs("canary.read"))
async def index() -> Response[str]:
    """How many of how many steps leaked, when they were tried, and what came out."""
    return await _page()


@post(f"{INDEX}/runs", name="canary.send", status_code=200, opt=needs("canary.send"))
async def send() -> Response[str]:
    """Have it tried now."""
    try:
        await actions.ask_run(by=current_principal())
    except Refusal as refusal:
        return await _page(status=refusal.status, refused=str(refusal))
    return see_other(INDEX)


async def _page(*, status: int = 200, refused: str = "") -> Response[str]:
    last, runs = await queries.last_run(), await queries.runs()
    return page(
        "canary/index.html",
        status=status,
        here=HERE,
        last=_told(last) if last else None,
        runs=[dict(one) for one in runs],
        is_running=bool(runs) and runs[0]["status"] == "running",
        are_founded=await queries.are_founded(),
        may_send=current_principal().may("canary.send"),
        refused=refused,
    )


def _told(run: Record) -> dict[str, Any]:
    return dict(run) | {"leaks": msgspec.json.decode(run["leaks"])}


HANDLERS = (index, send)
