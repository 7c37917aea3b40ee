"""The page on which a tenant says who it is."""

from typing import Any
from zoneinfo import available_timezones

from litestar import Request, Response, get, post

from desk.foundation import choices, company, subjects
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.setup import actions, queries, views
from desk.setup.forms import COLUMNS, read_company
from desk.setup.permissions import MANAGE

HERE = "settings"


@get(company.PAGE, name="setup.company", opt=needs(MANAGE))
async def show() -> Response[str]:
    """Name, mark, colour, zone, address, telephones and languages, and what was changed about them."""
    return await _page()


@post(company.PAGE, name="setup.change_company", status_code=200, opt=needs(MANAGE))
async def change(request: Request[Any, Any, Any]) -> Response[str]:
    """Say it; pages and paper have it from now on."""
    values = await typed(request)
    try:
        columns, said = read_company(values)
        await actions.change_company(columns, said, by=current_principal())
    except Invalid as refusal:
        return await _page(status=422, values=values, errors=refusal.fields)
    return see_other(company.PAGE)


async def _page(
    *, status: int = 200, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    tenant = current_scope().tenant
    found = [one for one in await queries.history("setup") if views.is_of_company(one)]
    names = await subjects.names_of(views.by_whom(found))
    stored: dict[str, Any] = {name: getattr(tenant, name) for name in COLUMNS}
    stored |= {one.key: choices.chosen(one) for one in company.SETTINGS}
    return page(
        "setup/company.html",
        status=status,
        here=HERE,
        values=values if values is not None else stored,
        errors=errors or {},
        zones=sorted(available_timezones()),
        spoken=list(company.SPOKEN.items()),
        history=[views.change(one, names) for one in found],
    )


HANDLERS = (show, change)
