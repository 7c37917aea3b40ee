"""What is confided about somebody, family and life: for those who need to know, and each look is kept."""

from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow, allow_change
from desk.customers.actions.history import keep_changes
from desk.customers.events import PrivateNoted
from desk.customers.tables import PrivateNote
from desk.foundation.events import Subject, record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.people.actions import record_look

PERMISSION = "contact.private"
FIELD = "private"


async def look_at_private_note(customer_id: UUID, contact_id: UUID, *, by: Principal) -> str:
    """What is confided about a contact; that somebody looked stands in the audit trail."""
    allow(by, PERMISSION)
    await queries.contact(contact_id, of=customer_id)
    found = await queries.private_note(contact_id)
    if found is None:
        return ""
    await record_look(Subject("contact", contact_id), FIELD, by=by, customer_id=customer_id)
    return str(found.body)


async def keep_private_note(customer_id: UUID, contact_id: UUID, body: str, *, by: Principal) -> None:
    """Note what is confided about a contact; empty takes it away. What it was before is kept, masked."""
    allow(by, PERMISSION)
    await queries.contact(contact_id, of=customer_id, lock=True)
    await allow_change(await queries.customer(customer_id), "note_private", by=by)
    found = await queries.private_note(contact_id)
    before = found.body if found else ""
    if body == before:
        return
    if not body:
        await PrivateNote.delete().where(PrivateNote.contact == contact_id)
    elif found:
        found.body, found.changed_at = body, now()
        await found.save()
    else:
        await PrivateNote(contact=contact_id, body=body, changed_at=now()).save()
    event = PrivateNoted(contact_id, by=by, customer_id=customer_id)
    await keep_changes(await record(event), "contact", contact_id, {FIELD: (before, body)}, by=by, at=event.at)
