"""What a partner's members read of headquarters' bulletins, and what they do with them."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.choices import chosen
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import page_of
from desk.foundation.web.request import current_principal
from desk.publications import actions, views
from desk.publications.queries import bulletins
from desk.publications.settings import IN_PORTAL

HERE = "bulletins"
INDEX = "/bulletins"
ONE = f"{INDEX}/{{number:int}}"
READ, SHOW = needs("bulletin.read"), needs("bulletin.show")
SIZE = 50


@get(INDEX, name="bulletins.index", opt=READ)
async def index(request: Request[Any, Any, Any]) -> Response[str]:
    """What headquarters published, the newest first; what was withdrawn is kept as an archive."""
    asked, by = views.read_asked(INDEX, request.query_params, tuple(bulletins.VIEWS)), current_principal()
    found = await bulletins.listed(by.id, asked.wanted, most=SIZE + 1, after=asked.after)
    shown = page_of(found, SIZE, lambda one: (one["published_at"], one["id"]))
    return page(
        "publications/index.html",
        here=HERE,
        asked=asked,
        views=[
            asked.tab("current", gettext("In force")),
            asked.tab("unread", gettext("To take note of"), await bulletins.unread(by.id)),
            asked.tab("withdrawn", gettext("Withdrawn")),
        ],
        kinds=views.kinds(gettext("All kinds")),
        rows=[views.row_view(one) for one in shown.items],
        next_url=asked.address(after=shown.next) if shown.next else "",
        may_see_prices=by.may("price.read"),
    )


@get(ONE, name="bulletins.show", opt=READ)
async def show(number: FromPath[int]) -> Response[str]:
    """One bulletin; that it was read is noted."""
    return await _show(number)


@post(f"{ONE}/acknowledgement", name="bulletins.acknowledge", status_code=200, opt=READ)
async def acknowledge(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take note of it."""
    try:
        await actions.note_bulletin(number, by=current_principal())
    except Refusal as refusal:
        return await _show(number, **kept({}, refusal))
    return see_other(f"{INDEX}/{number}")


@post(f"{ONE}/showing", name="bulletins.showing", status_code=200, opt=SHOW)
async def showing(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Show it in the portal; posted with ``_method=DELETE``, show it no more."""
    values, by = await typed(request), current_principal()
    try:
        if values.get("_method") == "DELETE":
            await actions.hide_bulletin(number, by=by)
        else:
            await actions.show_bulletin(number, by=by)
    except Refusal as refusal:
        return await _show(number, **kept({}, refusal))
    return see_other(f"{INDEX}/{number}")


async def _show(
    number: int,
    *,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: str = "",
) -> Response[str]:
    by = current_principal()
    found = await bulletins.newest(number, by.id)
    await actions.read_bulletin(found, by=by)
    return page(
        "publications/show.html",
        status=status,
        here=HERE,
        one=views.row_view(found),
        versions=[views.row_view(one) for one in await bulletins.versions(number) if one["version"] < found["version"]],
        noted=await bulletins.noted_by(found["id"]),
        may_show=by.may("bulletin.show"),
        portal_open=chosen(IN_PORTAL),
        values=values or {},
        errors=errors or {},
        refused=refused,
    )


HANDLERS = (index, show, acknowledge, showing)
