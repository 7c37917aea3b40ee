"""What one contact gets, why (not), and what came of it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import NotFound
from desk.foundation.notices import Whom
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_form
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.messaging import actions, queries, views
from desk.messaging.forms import ConsentForm
from desk.messaging.states import Source

ONE = "/customers/{customer_id:uuid}/contacts/{contact_id:uuid}/messages"
LATEST = 20


@get(ONE, name="messaging.contact", opt=needs("delivery.read"))
async def contact(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> Response[str]:
    """What a contact wants, what they get and why not, and the last that was sent."""
    found = await queries.contact_of(contact_id, of=customer_id)
    person = await queries.person(Whom("contact", contact_id))
    if person is None:
        raise NotFound
    tenant = current_visit().tenant
    written, said = await queries.consents_of([contact_id]), await queries.said_by([contact_id])
    latest = await queries.came_to_person(contact_id, most=LATEST)
    return page(
        "messaging/contact.html",
        here="customers",
        contact=dict(found),
        choices=views.choices(tenant, person, written, said),
        deliveries=[views.delivery_view(one) for one in latest],
        may_edit=current_principal().may("consent.edit"),
        may_edit_contact=current_principal().may("contact.edit"),
        more_url=f"/deliveries?person={contact_id}",
    )


@post(ONE, name="messaging.say", status_code=200, opt=needs("consent.edit"))
async def say(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """Write down what a contact told a colleague."""
    form, by = await read_form(request, ConsentForm), current_principal()
    more: dict[str, Any] = {"allowed": form.allowed, "source": Source.STAFF, "by": by, "of": customer_id}
    await actions.say(contact_id, form.channel, form.kind, **more)
    return see_other(f"/customers/{customer_id}/contacts/{contact_id}/messages")


HANDLERS = (contact, say)
