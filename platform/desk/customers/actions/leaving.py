"""Somebody leaves a customer and somebody takes over; or they are there again."""

from typing import Any
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow_change
from desk.customers.actions.finding import forget_contact, make_findable
from desk.customers.actions.history import Changes, keep_changes
from desk.customers.actions.people import end_access, status_word
from desk.customers.events import ContactLeft, ContactReturned, ContactSucceeded
from desk.customers.states import LEAVE, RETURN, ContactRole, ContactStatus
from desk.customers.tables import Contact
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.events import Event, record
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.time import now

NOT_THERE = N_("Whoever takes over works there, too.")


async def leave_contact(
    customer_id: UUID, contact_id: UUID, *, by: Principal, successor: UUID | None = None
) -> Contact:
    """
    Somebody doesn't work there any more: they stay in the file, and their portal access ends at once.

    ``successor`` takes over, as main contact where they were that. What they had open follows by ``contact.left``.
    Raises ``Invalid`` for a successor who isn't there.
    """
    heir = await _heir(customer_id, contact_id, successor)
    contact = await _moved(customer_id, contact_id, LEAVE, by)
    contact.successor, contact.left_at = successor, now()
    changes: dict[str, tuple[Any, Any]] = {"successor": (None, heir.name)} if heir else {}
    was_main = ContactRole.MAIN in contact.roles
    if heir and was_main:
        changes["roles"] = (contact.roles, [one for one in contact.roles if one != ContactRole.MAIN])
        contact.roles = changes["roles"][1]
    await _keep(
        ContactLeft(contact_id, by=by, customer_id=customer_id, successor=str(successor or "")), contact, changes
    )
    if contact.credential is not None:
        await end_access(contact, by=by)
    if heir:
        await _take_over(heir, contact_id, was_main=was_main, by=by)
    await forget_contact(contact_id)
    await make_findable(customer_id)
    return contact


async def return_contact(customer_id: UUID, contact_id: UUID, *, by: Principal) -> Contact:
    """Somebody works there again, or was marked by mistake. Portal access has to be given anew."""
    contact = await _moved(customer_id, contact_id, RETURN, by)
    contact.successor = contact.left_at = None
    await _keep(ContactReturned(contact_id, by=by, customer_id=customer_id), contact, {})
    await make_findable(customer_id)
    return contact


async def _heir(customer_id: UUID, contact_id: UUID, successor: UUID | None) -> Contact | None:
    if successor is None:
        return None
    try:
        found = await queries.contact(successor, of=customer_id, lock=True)
    except NotFound:
        found = None
    if found is None or successor == contact_id or found.status != ContactStatus.ACTIVE:
        raise Invalid({"successor": gettext(NOT_THERE)})
    return found


async def _take_over(heir: Contact, predecessor: UUID, *, was_main: bool, by: Principal) -> None:
    changes: dict[str, tuple[Any, Any]] = {}
    if was_main and ContactRole.MAIN not in heir.roles:
        changes["roles"] = (heir.roles, [ContactRole.MAIN.value, *heir.roles])
        heir.roles = changes["roles"][1]
    customer_id = UUID(str(heir.customer))
    event = ContactSucceeded(
        heir.id, by=by, customer_id=customer_id, predecessor=str(predecessor), is_main=ContactRole.MAIN in heir.roles
    )
    await _keep(event, heir, changes)


async def _moved(customer_id: UUID, contact_id: UUID, move: Move, by: Principal) -> Contact:
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    move.check(contact, by, status_word)
    await allow_change(await queries.customer(customer_id), f"{move.action}_contact", by=by)
    assert move.to is not None
    contact.status = move.to
    return contact


async def _keep(event: Event, contact: Contact, changes: Changes) -> None:
    contact.changed_at = event.at
    await contact.save()
    event_id = await record(event)
    if changes:
        await keep_changes(event_id, "contact", contact.id, changes, by=event.by, at=event.at)
