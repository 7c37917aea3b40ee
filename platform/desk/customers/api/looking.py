"""Looking at one value that is masked for whoever asks, for programs."""

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from desk.customers import actions, answers
from desk.customers.api._parts import ONE, READ
from desk.customers.forms import LookForm
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import read_json
from desk.foundation.web.request import current_principal


@post(
    f"{ONE}/looks",
    name="api.customers.look",
    status_code=200,
    opt=needs(
        READ,
        says=N_("One value that is masked otherwise. That it was looked at stands in the audit trail."),
        body=LookForm,
        example={"field": "phone"},
    ),
)
async def look(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Looked:
    """A value of the customer, or of a contact there, in full."""
    form = await read_json(request, LookForm)
    value = await actions.look(customer_id, form.field, contact_id=form.contact, by=current_principal())
    return answers.Looked(value)


HANDLERS = (look,)
