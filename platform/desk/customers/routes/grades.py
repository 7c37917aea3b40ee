"""The grade of a customer: another one, with the reason."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.customers import actions
from desk.customers.forms import GradeForm
from desk.customers.routes.files import shown
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal


@post("/customers/{customer_id:uuid}/grade", name="customers.grade", status_code=200, opt=needs("customer.grade"))
async def grade(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Give the customer another grade."""
    values = await typed(request)
    try:
        form = read_values(values, GradeForm)
        await actions.change_grade(customer_id, form.grade, reason=form.reason, by=current_principal())
    except Invalid as refusal:
        return await shown(customer_id, status=422, form="grade", values=values, errors=refusal.fields)
    return see_other(f"/customers/{customer_id}#grade")


HANDLERS = (grade,)
