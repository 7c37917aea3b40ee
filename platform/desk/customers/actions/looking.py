"""Looking at a value that is masked for whoever asks: one at a time, so many an hour, and each look is kept."""

from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow
from desk.customers.actions.history import as_text
from desk.customers.masking import MASKS, sees_all
from desk.customers.permissions import LOOK
from desk.customers.settings import LOOKS
from desk.foundation import throttling
from desk.foundation.choices import chosen
from desk.foundation.errors import NotFound
from desk.foundation.events import Subject
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.people.actions import record_look

HOUR = 3600


async def look(customer_id: UUID, field: str, *, contact_id: UUID | None = None, by: Principal) -> str:
    """
    One value of a customer or a contact in full; that somebody looked stands in the audit trail.

    Raises ``NotFound`` for what is never masked, and ``TooManyTries``.
    """
    owner, subject_id = ("customer", customer_id) if contact_id is None else ("contact", contact_id)
    if not sees_all(by):
        allow(by, LOOK)
    if field not in MASKS[owner]:
        raise NotFound
    found = await (queries.contact(contact_id, of=customer_id) if contact_id else queries.customer(customer_id))
    value = as_text(getattr(found, field)) or ""
    if value and not sees_all(by):
        tenant = current_scope().tenant
        throttle = throttling.Throttle("looks", ((chosen(LOOKS, tenant.settings), HOUR),))
        await throttling.count(throttling.key(throttle, tenant, str(by.id)))
        await record_look(Subject(owner, subject_id), field, by=by, customer_id=customer_id)
    return value
