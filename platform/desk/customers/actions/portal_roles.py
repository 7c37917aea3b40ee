"""What a contact may do in the portal beyond their own matters."""

from collections.abc import Sequence
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow
from desk.customers.errors import HasNoAccess
from desk.customers.events import PortalRolesChanged
from desk.customers.tables import Contact
from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_A_CHOICE
from desk.kit.time import now
from desk.people.permissions import CONTACT_ROLES

EVERYBODY = "customer_contact"
"""The role that each contact has who may sign in."""


async def change_portal_roles(customer_id: UUID, contact_id: UUID, roles: Sequence[str], *, by: Principal) -> Contact:
    """
    Give a contact these roles in the portal and no others, beside the one that everybody has; it counts at once.

    Raises ``HasNoAccess`` for one who can't sign in, and ``Invalid`` for a role that isn't a contact's.
    """
    allow(by, "contact.give_access")
    contact = await queries.contact(contact_id, of=customer_id, lock=True)
    if contact.credential is None:
        raise HasNoAccess(name=contact.name)
    if set(roles) - CONTACT_ROLES.keys():
        raise Invalid({"roles": gettext(NOT_A_CHOICE)})
    before, given = list(contact.portal_roles), [one for one in CONTACT_ROLES if one in (EVERYBODY, *roles)]
    if given != before:
        contact.portal_roles, contact.changed_at = given, now()
        await contact.save()
        event = PortalRolesChanged(contact_id, by=by, customer_id=customer_id, roles=given, before=before)
        await record(event)
    return contact
