"""The people of a customer for programs, and their way into the portal."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries
from desk.customers.api._parts import ONE, READ, custom_of, merged, one_of, seen
from desk.customers.errors import HasAccess
from desk.customers.forms import (
    ApiAccess,
    ContactForm,
    DepartureForm,
    PortalRolesForm,
    PrivateForm,
    SeenForm,
    read_contact,
)
from desk.customers.labels import CONTACT_FIELDS
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.api import Listed, answer, read_json, read_object, tag_seen, tagged
from desk.foundation.web.forms import NOT_READABLE, read_values
from desk.foundation.web.request import current_principal

CONTACT = f"{ONE}/contacts/{{contact_id:uuid}}"
A_CONTACT = {"name": "王敏", "title": "会计", "mobile": "13900001234", "roles": ["main"]}
NEVER = datetime.min.replace(tzinfo=UTC)


@get(f"{ONE}/contacts", name="api.customers.contacts", opt=needs(READ, says=N_("The people of a customer.")))
async def contacts(
    customer_id: FromPath[UUID], limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Contact]:
    """The people of a customer, who is there before who left."""
    await queries.customer(customer_id)
    part = paging.part_of(await queries.contacts(customer_id), itemgetter("id"), limit=limit, cursor=cursor)
    own = await custom_of("contact", [one["id"] for one in part.items])
    return Listed([_shown(one, own) for one in part.items], part.next)


@post(
    f"{ONE}/contacts",
    name="api.customers.add_contact",
    opt=needs("contact.edit", says=N_("Note somebody who works there."), body=ContactForm, example=A_CONTACT),
)
async def add_contact(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Contact:
    """Note somebody who works there."""
    by = current_principal()
    fields, own = read_contact(await read_object(request, ContactForm), by=by)
    made = await actions.add_contact(customer_id, fields, own, by=by)
    return await _contact(customer_id, made.id)


@get(CONTACT, name="api.customers.contact", opt=needs(READ, says=N_("One contact."), versioned=True))
async def contact(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """One contact of a customer."""
    return await _contact(customer_id, contact_id)


@patch(
    CONTACT,
    name="api.customers.change_contact",
    opt=needs(
        "contact.edit",
        says=N_("Change the fields that are sent. With seen, only if the contact hasn't changed since that moment."),
        body=(ContactForm, SeenForm),
        example={"mobile": "13900005678"},
        versioned=True,
    ),
)
async def change_contact(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Contact:
    """Change the fields that are sent; with ``seen``, when it had been changed, only if it still is as it was."""
    sent, by = await read_object(request, ContactForm, SeenForm), current_principal()
    stored = await queries.contact(contact_id, of=customer_id, lock=True)
    fields, own = read_contact(merged(stored, sent, CONTACT_FIELDS), by=by, whole=False)
    await actions.change_contact(customer_id, contact_id, fields, own, by=by, seen=_seen(sent))
    return await _contact(customer_id, contact_id)


@put(
    f"{CONTACT}/departure",
    name="api.customers.departure",
    opt=needs(
        "contact.edit",
        says=N_("They left the company: they stay in the file, and lose the portal. A successor takes over."),
        body=DepartureForm,
        example={},
    ),
)
async def leave(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Contact:
    """They left the company; whoever is named takes over."""
    form = await read_json(request, DepartureForm, optional=True)
    await actions.leave_contact(customer_id, contact_id, successor=form.successor, by=current_principal())
    return await _contact(customer_id, contact_id)


@delete(
    f"{CONTACT}/departure",
    name="api.customers.return",
    status_code=200,
    opt=needs("contact.edit", says=N_("They work there again.")),
)
async def come_back(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """They work there again."""
    await actions.return_contact(customer_id, contact_id, by=current_principal())
    return await _contact(customer_id, contact_id)


@get(
    f"{CONTACT}/private-note",
    name="api.customers.private_note",
    opt=needs("contact.private", says=N_("What is confided about them. That it was read stands in the audit trail.")),
)
async def private_note(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.PrivateNote:
    """What is confided about a contact."""
    body = await actions.look_at_private_note(customer_id, contact_id, by=current_principal())
    return answers.PrivateNote(body)


@put(
    f"{CONTACT}/private-note",
    name="api.customers.keep_private_note",
    opt=needs(
        "contact.private",
        says=N_("Note what is confided about them; empty takes it away."),
        body=PrivateForm,
        example={"body": "女儿明年高考"},
    ),
)
async def keep_private_note(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.PrivateNote:
    """Note what is confided about a contact."""
    form = await read_json(request, PrivateForm)
    await actions.keep_private_note(customer_id, contact_id, form.body, by=current_principal())
    return answers.PrivateNote(form.body)


@put(
    f"{CONTACT}/access",
    name="api.customers.give_access",
    opt=needs(
        "contact.give_access",
        says=N_("Let them use the portal: by an invitation, or with a first password that they have to change."),
        body=ApiAccess,
        example={"login": "wang.min@example.cn"},
    ),
)
async def give_access(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Contact:
    """Let a contact use the portal. Whoever may already goes on as they are."""
    form = await read_json(request, ApiAccess)
    with suppress(HasAccess):
        await actions.give_access(customer_id, contact_id, form.login, form.password, by=current_principal())
    return await _contact(customer_id, contact_id)


@put(
    f"{CONTACT}/portal-roles",
    name="api.customers.portal_roles",
    opt=needs(
        "contact.give_access",
        says=N_("What they may do in the portal beyond their own matters; it counts at once."),
        body=PortalRolesForm,
        example={"roles": ["customer_admin"]},
    ),
)
async def change_portal_roles(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Contact:
    """Give a contact these roles in the portal, and no others."""
    form = await read_json(request, PortalRolesForm)
    await actions.change_portal_roles(customer_id, contact_id, form.roles, by=current_principal())
    return await _contact(customer_id, contact_id)


@delete(
    f"{CONTACT}/access",
    name="api.customers.take_access",
    status_code=200,
    opt=needs("contact.give_access", says=N_("End their access to the portal, on every device at once.")),
)
async def take_access(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Contact:
    """End a contact's access to the portal."""
    await actions.take_access(customer_id, contact_id, by=current_principal())
    return await _contact(customer_id, contact_id)


def _seen(sent: dict[str, Any]) -> datetime | None:
    """When the contact that was looked at had been changed: as ``If-Match`` says it, or the body."""
    tag, said = tag_seen(), read_values(sent, SeenForm).seen
    try:
        return datetime.fromisoformat(tag or said) if tag or said else None
    except ValueError:
        if tag:
            return NEVER
        raise Invalid({"seen": gettext(NOT_READABLE)}) from None


async def _contact(customer_id: UUID, contact_id: UUID) -> answers.Contact:
    found = one_of(await queries.contacts(customer_id), contact_id)
    shown = _shown(found, await custom_of("contact", [contact_id]))
    return tagged(shown, found["changed_at"].isoformat())


def _shown(one: Record, own: Mapping[UUID, dict[str, Any]]) -> answers.Contact:
    return answer(answers.Contact, seen("contact", one), portal=one["invited"], custom=own[one["id"]])


HANDLERS = (
    *(contacts, add_contact, contact, change_contact, leave, come_back),
    *(private_note, keep_private_note, give_access, change_portal_roles, take_access),
)
