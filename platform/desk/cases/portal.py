"""What a customer sees of headquarters: the form to write there, and what came of each letter."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.cases import actions, queries, views
from desk.cases.forms import read_letter
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.things import Tile
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

WRITE = needs("letter.write")


@get("/headquarters", name="portal.letters", opt=WRITE)
async def index(sent: FromQuery[str] = "") -> Response[str]:
    """What was written to headquarters, and what came of it."""
    letters = [views.letter_view(one) for one in await queries.own_letters()]
    return page("cases/portal.html", here="home", letters=letters, sent=bool(sent))


@get("/headquarters/new", name="portal.letter_form", opt=WRITE)
async def new() -> Response[str]:
    """The form."""
    return _form({"reach": await queries.reach_of(current_principal().id)}, {})


@post("/headquarters", name="portal.write_letter", status_code=200, opt=WRITE)
async def write(request: Request[Any, Any, Any]) -> Response[str]:
    """Write to headquarters."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    try:
        letter = read_letter(values)
        if place := await idempotency.once(by, token):
            return see_other(place)
        await actions.write_letter(letter, by=by)
    except Invalid as refusal:
        return _form({name: str(value) for name, value in values.items()}, refusal.fields, status=422)
    place = "/headquarters?sent=yes"
    await idempotency.once(by, token, place)
    return see_other(place)


def _form(values: dict[str, str], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    return page("cases/portal_new.html", status=status, here="home", values=values, errors=errors)


async def tiles() -> list[Tile]:
    """The way to headquarters, on the customer's home."""
    if not current_principal().may("letter.write"):
        return []
    return [Tile(gettext("Headquarters"), gettext("Complain to the maker"), "/headquarters", "tower")]


HANDLERS = (index, new, write)
