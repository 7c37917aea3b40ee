"""Writing a complaint down at headquarters, and transferring it to a partner."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from desk.cases import actions, queries
from desk.cases.forms import read_complaint
from desk.cases.headquarters.board import HERE, INDEX
from desk.foundation.crossing import crossing_rows
from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

TRANSFER = needs("case.transfer")
CHOOSE = N_("Please choose the partner.")


@get("/complaints/new", name="cases.complaint", opt=TRANSFER)
async def new(letter: FromQuery[UUID | None] = None) -> Response[str]:
    """The form; with a customer's letter it begins with what stands there."""
    values = {"letter": ""}
    if letter:
        found = await queries.letter(crossing_rows, letter)
        values = {
            "letter": str(letter),
            "partner": found["partner"],
            "title": found["title"],
            "customer_name": found["customer_name"],
            "contact_name": found["contact_name"],
            "contact_reach": found["reach"],
            "description": found["body"],
            "wanted": found["wanted"],
        }
    return await _form(values, {})


@post("/complaints", name="cases.transfer", status_code=200, opt=TRANSFER)
async def transfer(request: Request[Any, Any, Any]) -> Response[str]:
    """Transfer it."""
    values, by = await typed(request), current_principal()
    token = idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        complaint = read_complaint(values)
        if complaint.partner not in {one["slug"] for one in await queries.partners()}:
            raise Invalid({"partner": gettext(CHOOSE)})
        number = await actions.transfer_complaint(complaint, by=by)
    except NotFound:
        raise
    except Refusal as refusal:
        return await _form(**kept(values, refusal))
    place = f"{INDEX}/{complaint.partner}/{number}"
    await idempotency.once(by, token, place)
    return see_other(place)


async def _form(
    values: dict[str, str], errors: dict[str, str], *, status: int = 200, refused: str = ""
) -> Response[str]:
    return page(
        "cases/complaint.html",
        status=status,
        here=HERE,
        values=values,
        errors=errors,
        refused=refused,
        partners=[("", gettext("Choose")), *((one["slug"], one["name"]) for one in await queries.partners())],
    )


HANDLERS = (new, transfer)
