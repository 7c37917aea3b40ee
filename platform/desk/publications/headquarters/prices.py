"""The operators' price standard: its versions, and the next one, pasted as a table."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.publications import actions, views
from desk.publications.forms import read_prices
from desk.publications.queries import prices
from desk.publications.routes.prices import chosen_version, words

HERE = "bulletins"
PUBLISH = needs("price.publish")


@get("/prices", name="publications.prices", opt=needs("price.read"))
async def index(version: FromQuery[int | None] = None, q: FromQuery[str] = "") -> Response[str]:
    """The version that counts today, or another one."""
    return page(
        "publications/prices.html",
        here=HERE,
        **await views.price_sheet(await chosen_version(version), words(q)),
        frame="layouts/headquarters.html",
        may_publish=current_principal().may("price.publish"),
    )


@get("/prices/new", name="publications.new_prices", opt=PUBLISH)
async def new() -> Response[str]:
    """The form of the next version; it begins with the lines of the last."""
    last = next(iter(await prices.versions()), None)
    lines = await prices.lines(last["id"]) if last else []
    return _form({"lines": views.as_lines(lines)}, {})


@post("/prices", name="publications.publish_prices", status_code=200, opt=PUBLISH)
async def publish(request: Request[Any, Any, Any]) -> Response[str]:
    """Publish it to all partners."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        valid_from, lines, why = read_prices(values)
    except Invalid as refusal:
        return _form({name: str(value) for name, value in values.items()}, refusal.fields, status=422)
    version = await actions.publish_prices(valid_from, lines, why, by=by)
    place = f"/prices?version={version}"
    await idempotency.once(by, token, place)
    return see_other(place)


def _form(values: dict[str, str], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page("publications/prices_new.html", status=status, here=HERE, values=values, errors=errors)


HANDLERS = (index, new, publish)
