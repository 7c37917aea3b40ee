"""Looking at one value that is masked for whoever asks."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.customers import actions, views
from desk.customers.forms import LookForm
from desk.customers.routes.files import shown
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_principal, current_visit


@post("/customers/{customer_id:uuid}/looks", name="customers.look", status_code=200, opt=needs("customer.read"))
async def look(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Show a value to somebody who may look; who looked is kept."""
    form = read_values(await typed(request), LookForm)
    value = await actions.look(customer_id, form.field, contact_id=form.contact, by=current_principal())
    said = views.phone_shown(value) if form.field in ("phone", "mobile") else value
    if current_visit().is_fragment:
        return fragment("customers/_looked.html", value=said)
    return await shown(customer_id, looked={(form.contact or customer_id, form.field): said})


HANDLERS = (look,)
