"""The people at a customer: adding, changing, and their access to the portal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import ContactFields, allow, allow_change, checked
from desk.customers.actions.finding import make_findable
from desk.customers.actions.history import differences, keep_changes
from desk.customers.actions.portal_roles import EVERYBODY
from desk.customers.errors import HasAccess, HasNoAccess
from desk.customers.events import AccessGiven, AccessTaken, ContactAdded, ContactChanged
from desk.customers.labels import CONTACT_STATUSES
from desk.customers.states import GIVE_ACCESS
from desk.customers.tables import Contact
from desk.fields import actions as own_fields
from desk.fields.actions import NOTHING, Own
from desk.foundation.errors import Stale
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.text import pinyin_key
from desk.kit.time import now
from desk.people.actions import add_credential, ask_invitation, check_address
from desk.people.tables import Credential, SignIn

SOMEBODY = N_("Somebody")
PORTAL_ROLES = (EVERYBODY,)
"""What a contact may do in the portal to begin with."""


async def add_contact(customer_id: UUID, fields: ContactFields, own: Own = NOTHING, *, by: Principal) -> Contact:
    """Note somebody who works at a customer. Raises ``Invalid`` with all wrong fields."""
    allow(by, "contact.edit")
    at, values = now(), checked(fields)
    await allow_change(await queries.customer(customer_id), "add_contact", by=by)
    contact = Contact(
        **values,
        customer=customer_id,
        name_key=pinyin_key(fields.name)[:300],
        portal_roles=[],
        created_at=at,
        changed_at=at,
    )
    await contact.save()
    await own_fields.keep("contact", UUID(str(contact.id)), own)
    await record(ContactAdded(contact.id, by=by, customer_id=customer_id))
    await make_findable(customer_id)
    return contact


async def change_contact(
    customer_id: UUID,
    contact_id: UUID,
    fields: ContactFields,
    own: Own = NOTHING,
    *,
    by: Principal,
    seen: datetime | None = None,
) -> Contact:
    """
    Change what is said of a contact; the old values are kept.

    ``seen`` is when the contact that was looked at had been changed: raises ``Stale`` when that was not the last time.
    """
    allow(by, "contact.edit")
    values = checked(fields)
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    await allow_change(await queries.customer(customer_id), "change_contact", by=by)
    if seen is not None and seen != contact.changed_at:
        raise Stale(who=await queries.last_changed_by(contact_id) or SOMEBODY)
    return await put_contact(customer_id, contact, values, own, by=by)


async def put_contact(
    customer_id: UUID, contact: Contact, values: Mapping[str, Any], own: Own, *, by: Principal
) -> Contact:
    """Keep values of a contact that was read under lock, with the old ones in the history."""
    contact_id = UUID(str(contact.id))
    changes = differences(contact, values) | await own_fields.differences("contact", contact_id, own)
    if not changes:
        return contact
    for field, new in values.items():
        setattr(contact, field, new)
    contact.name_key = pinyin_key(contact.name)[:300]
    contact.changed_at = now()
    await contact.save()
    await own_fields.keep("contact", contact_id, own)
    event = ContactChanged(contact_id, by=by, customer_id=customer_id, changed=list(changes))
    await keep_changes(await record(event), "contact", contact_id, changes, by=by, at=event.at)
    await make_findable(customer_id)
    return contact


async def give_access(customer_id: UUID, contact_id: UUID, login: str, password: str = "", *, by: Principal) -> Contact:
    """
    Let a contact use the portal: with a first password that they have to change, or by an invitation to their
    e-mail address, in which they choose one.

    Raises ``HasAccess``, ``LoginTaken``, ``NoAddress``, and ``Invalid`` for a password that is too short.
    """
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    GIVE_ACCESS.check(contact, by, status_word)
    if contact.credential is not None:
        raise HasAccess(name=contact.name)
    if not password:
        check_address(contact.email or login, contact.name)
    credential = await add_credential(login, password, customer_id=customer_id, must_change=bool(password))
    contact.credential = credential
    contact.portal_roles = contact.portal_roles or list(PORTAL_ROLES)
    await _save(contact)
    await record(AccessGiven(contact_id, by=by, customer_id=customer_id))
    if not password:
        await ask_invitation(credential, contact.name, by=by)
    return contact


async def invite_again(customer_id: UUID, contact_id: UUID, *, by: Principal) -> None:
    """Send another invitation; the one before is dead then. Raises ``NoAddress``, ``NoLogin``, ``HasPassword``."""
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    GIVE_ACCESS.check(contact, by, status_word)
    credential: Any = contact.credential
    await ask_invitation(credential, contact.name, by=by)


async def take_access(customer_id: UUID, contact_id: UUID, *, by: Principal) -> Contact:
    """End a contact's access to the portal, on every device at once. Raises ``HasNoAccess``."""
    allow(by, "contact.give_access")
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    if contact.credential is None:
        raise HasNoAccess(name=contact.name)
    await end_access(contact, by=by)
    return contact


async def end_access(contact: Contact, *, by: Principal) -> None:
    """Let this login be gone, with every sign-in and every link that it had."""
    credential: Any = contact.credential
    contact.credential = None
    await _save(contact)
    await SignIn.delete().where(SignIn.credential == credential)
    await Credential.delete().where(Credential.id == credential)
    await record(AccessTaken(contact.id, by=by, customer_id=UUID(str(contact.customer))))


async def _save(contact: Contact) -> None:
    contact.changed_at = now()
    await contact.save()


def status_word(status: str) -> str:
    """The word for how a contact stands to the company."""
    return gettext(CONTACT_STATUSES[status])
