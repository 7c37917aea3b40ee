"""The people at a customer: adding, changing, leaving, access to the portal."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.customers import actions, masking, queries, views
from desk.customers.actions.portal_roles import EVERYBODY
from desk.customers.errors import HasAccess
from desk.customers.forms import AccessForm, DepartureForm, PortalRolesForm, PrivateForm, read_contact, seen_of
from desk.customers.labels import CONTACT_FIELDS
from desk.customers.routes.files import may_of, shown
from desk.customers.routes.listing import HERE
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.foundation.errors import Invalid, Stale
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.things import ContactThing
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency, panels
from desk.foundation.web.forms import REQUIRED, read_values, typed
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people.errors import LoginTaken, NoAddress
from desk.people.permissions import CONTACT_ROLES

CONTACT = "/customers/{customer_id:uuid}/contacts/{contact_id:uuid}"


@post("/customers/{customer_id:uuid}/contacts", name="customers.contacts", status_code=200, opt=needs("contact.edit"))
async def add(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Note somebody who works there; answers with all of them."""
    values = await typed(request)
    asks_for_part = current_visit().is_fragment
    principal, token = current_principal(), idempotency.token_of(values)
    try:
        fields, own = read_contact(values, by=principal)
        if not await idempotency.once(principal, token):
            await actions.add_contact(customer_id, fields, own, by=principal)
    except Invalid as refusal:
        if not asks_for_part:
            return await shown(customer_id, status=422, form="contact", values=values, errors=refusal.fields)
        customer, given = {"id": customer_id}, {"values": values, "errors": refusal.fields}
        inputs = own_views.inputs("contact", principal)
        return fragment(
            "customers/_contact_form.html", status=422, customer=customer, contact_form=given, contact_inputs=inputs
        )
    place = f"/customers/{customer_id}#contacts"
    await idempotency.once(principal, token, place)
    if not asks_for_part:
        return see_other(place)
    people = [views.contact_view(one, principal) for one in await queries.contacts(customer_id)]
    return fragment("customers/_contacts.html", customer={"id": customer_id}, contacts=people, may=may_of())


@get(CONTACT, name="customers.contact", opt=needs("contact.edit"))
async def edit(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> Response[str]:
    """The form with what is said of a contact, and their access to the portal."""
    return await _form(customer_id, contact_id, await _stored(customer_id, contact_id))


@post(CONTACT, name="customers.change_contact", status_code=200, opt=needs("contact.edit"))
async def change(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """Change what is said of a contact."""
    values, by = await typed(request), current_principal()
    seen = seen_of(values)
    try:
        stored = views.values_of(await queries.contact(contact_id, of=customer_id), CONTACT_FIELDS)
        fields, own = read_contact(masking.kept("contact", values, stored), by=by)
        await actions.change_contact(customer_id, contact_id, fields, own, by=by, seen=seen)
    except Invalid as refusal:
        return await _form(customer_id, contact_id, values, errors=refusal.fields, status=422)
    except Stale as refusal:
        missed = await queries.changes_since(contact_id, seen) if seen else []
        kept = {name: value for name, value in views.caught_up("contact", values, missed).items() if name != "seen"}
        conflict = views.conflict("contact", str(refusal), missed)
        return await _form(customer_id, contact_id, kept, status=409, conflict=conflict)
    return see_other(f"/customers/{customer_id}#contacts")


@get(f"{CONTACT}/panels/{{plugin:str}}", name="customers.contact_panel", opt=needs("contact.edit"))
async def panel(customer_id: FromPath[UUID], contact_id: FromPath[UUID], plugin: FromPath[str]) -> Response[str]:
    """A plugin's panel beside the contact."""
    found = await queries.contact(contact_id, of=customer_id)
    contact = ContactThing(found.id, customer_id, found.name, found.status)
    here = f"/customers/{customer_id}/contacts/{contact_id}"
    return await panels.answer("contact_panels", plugin, here, contact=contact)


@post(f"{CONTACT}/departure", name="customers.departure", status_code=200, opt=needs("contact.edit"))
async def leave(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """They left the company; posted with ``_method=DELETE`` they are there again."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.return_contact(customer_id, contact_id, by=by)
    else:
        successor = read_values(values, DepartureForm).successor
        await actions.leave_contact(customer_id, contact_id, successor=successor, by=by)
    return see_other(f"/customers/{customer_id}/contacts/{contact_id}")


@post(f"{CONTACT}/private-note", name="customers.private_note", status_code=200, opt=needs("contact.private"))
async def private_note(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """Note what is confided about a contact; with ``look`` show what is, and keep who looked."""
    values, by = await typed(request), current_principal()
    if not values.get("look"):
        await actions.keep_private_note(customer_id, contact_id, read_values(values, PrivateForm).body, by=by)
        return see_other(f"/customers/{customer_id}/contacts/{contact_id}")
    body = await actions.look_at_private_note(customer_id, contact_id, by=by)
    if current_visit().is_fragment:
        whose = {"id": customer_id}, {"id": contact_id}
        note = {"is_noted": True, "body": body}
        return fragment("customers/_private.html", customer=whose[0], contact=whose[1], private=note)
    stored = await _stored(customer_id, contact_id)
    return await _form(customer_id, contact_id, stored, private=body)


@post(f"{CONTACT}/access", name="customers.access", status_code=200, opt=needs("contact.give_access"))
async def give_access(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """
    Let a contact use the portal; posted with ``_method=DELETE`` they can't any more.

    With ``again`` another invitation is sent to somebody who has chosen no password yet.
    """
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.take_access(customer_id, contact_id, by=by)
    elif values.get("again"):
        await actions.invite_again(customer_id, contact_id, by=by)
    else:
        try:
            await _give(customer_id, contact_id, read_values(values, AccessForm))
        except (Invalid, LoginTaken, NoAddress) as refusal:
            errors = refusal.fields if isinstance(refusal, Invalid) else {"login": str(refusal)}
            stored = await _stored(customer_id, contact_id)
            kept = {"login": str(values.get("login", "")), "how": str(values.get("how", ""))}
            return await _form(customer_id, contact_id, stored, access=kept, access_errors=errors, status=422)
        except HasAccess:
            pass  # sent twice: it is as it was asked for
    return see_other(f"/customers/{customer_id}/contacts/{contact_id}")


@post(f"{CONTACT}/portal-roles", name="customers.portal_roles", status_code=200, opt=needs("contact.give_access"))
async def change_portal_roles(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """What a contact may do in the portal beyond their own matters."""
    form = read_values(await typed(request), PortalRolesForm)
    await actions.change_portal_roles(customer_id, contact_id, form.roles, by=current_principal())
    return see_other(f"/customers/{customer_id}/contacts/{contact_id}")


async def _give(customer_id: UUID, contact_id: UUID, form: AccessForm) -> None:
    if form.how == "password" and not form.password:
        raise Invalid({"password": gettext(REQUIRED)})
    password = form.password if form.how == "password" else ""
    await actions.give_access(customer_id, contact_id, form.login, password, by=current_principal())


async def _stored(customer_id: UUID, contact_id: UUID) -> dict[str, Any]:
    """What stands in the form at first."""
    contact = await queries.contact(contact_id, of=customer_id)
    held = await own_fields.said_of("contact", contact_id)
    shown = views.form_values("contact", contact, CONTACT_FIELDS, current_principal())
    return shown | own_views.values("contact", held)


async def _form(
    customer_id: UUID,
    contact_id: UUID,
    values: dict[str, Any],
    *,
    errors: dict[str, str] | None = None,
    access: dict[str, str] | None = None,
    access_errors: dict[str, str] | None = None,
    conflict: dict[str, str] | None = None,
    private: str | None = None,
    status: int = 200,
) -> Response[str]:
    customer, people = await queries.customer(customer_id), await queries.contacts(customer_id)
    found = next((one for one in people if one["id"] == contact_id), None)
    assert found is not None, "the contact was found before"
    return page(
        "customers/contact.html",
        status=status,
        here=HERE,
        customer={"id": customer.id, "name": customer.name},
        contact=views.contact_view(found, current_principal()),
        values={"seen": found["changed_at"].isoformat()} | values,
        errors=errors or {},
        access=access if access is not None else {"login": found["email"], "how": "invitation"},
        access_errors=access_errors or {},
        conflict=conflict,
        own=own_views.inputs("contact", current_principal(), await own_fields.said_of("contact", contact_id)),
        may=may_of(),
        private={"is_noted": await queries.private_note(contact_id) is not None, "body": private},
        successors=[(one["id"], one["name"]) for one in people if one["status"] == "active" and one is not found],
        portal_roles=[(role, label("role", role)) for role in CONTACT_ROLES if role != EVERYBODY],
        panels=panels.expected("contact_panels", f"/customers/{customer_id}/contacts/{contact_id}"),
    )


HANDLERS = (add, edit, change, panel, leave, private_note, give_access, change_portal_roles)
