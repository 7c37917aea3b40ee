"""The list, one customer's file, and changing it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, masking, queries, views
from desk.customers.errors import KeyTaken
from desk.customers.figures import completeness
from desk.customers.forms import VersionForm, read_customer
from desk.customers.labels import CUSTOMER_FIELDS, GRADES
from desk.customers.permissions import LOOK
from desk.customers.routes._merged import suspected
from desk.customers.routes.listing import HERE
from desk.customers.settings import used_grades
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.foundation.errors import Invalid, Stale
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency, panels
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people import queries as people


@get("/customers/new", name="customers.new", opt=needs("customer.edit"))
async def new(name: FromQuery[str] = "", phone: FromQuery[str] = "") -> Response[str]:
    """The empty form; a name or a number that was looked for in vain stands in it already."""
    start = {"name": name[:200], "phone": phone[:60], "status": "customer", "grade": "standard"}
    return await _form(None, start, {})


@post("/customers", name="customers.create", status_code=200, opt=needs("customer.edit"))
async def create(request: Request[Any, Any, Any]) -> Response[str]:
    """Take a customer into the file."""
    values = await typed(request)
    principal, token = current_principal(), idempotency.token_of(values)
    try:
        fields, own = read_customer(values, by=principal)
        if place := await idempotency.once(principal, token):
            return see_other(place)
        if not values.get("another") and (known := await actions.namesakes(fields)):
            return await _form(None, values, {}, status=409, known=await suspected(known))
        customer = await actions.add_customer(fields, own, by=principal)
    except (Invalid, KeyTaken) as refusal:
        return await _form(None, values, _errors(refusal), status=422)
    place = f"/customers/{customer.id}"
    await idempotency.once(principal, token, place)
    return see_other(place)


@get("/customers/{customer_id:uuid}", name="customers.show", opt=needs("customer.read"))
async def show(customer_id: FromPath[UUID]) -> Response[str]:
    """One customer: the people there, what they have, what happened."""
    return await shown(customer_id)


@get("/customers/{customer_id:uuid}/edit", name="customers.edit", opt=needs("customer.edit"))
async def edit(customer_id: FromPath[UUID]) -> Response[str]:
    """The form with what is said of the customer now."""
    customer = await queries.customer(customer_id)
    held = await own_fields.said_of("customer", customer_id)
    shown = views.form_values("customer", customer, CUSTOMER_FIELDS, current_principal())
    values = shown | own_views.values("customer", held)
    return await _form(customer, values, {})


@post("/customers/{customer_id:uuid}", name="customers.change", status_code=200, opt=needs("customer.edit"))
async def change(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Change what is said of the customer; who was slower sees the other's change above their own text."""
    values, principal = await typed(request), current_principal()
    version = None
    try:
        version = read_values(values, VersionForm).version
        stored = views.values_of(await queries.customer(customer_id), CUSTOMER_FIELDS)
        fields, own = read_customer(masking.kept("customer", values, stored), by=principal)
        await actions.change_customer(customer_id, fields, own, by=principal, version=version)
    except (Invalid, KeyTaken) as refusal:
        return await _form(await queries.customer(customer_id), values, _errors(refusal), status=422, version=version)
    except Stale as refusal:
        customer = await queries.customer(customer_id)
        missed = await queries.changes_after(customer_id, customer.version - (version or 0))
        conflict = views.conflict("customer", str(refusal), missed)
        return await _form(customer, views.caught_up("customer", values, missed), {}, status=409, conflict=conflict)
    return see_other(f"/customers/{customer_id}")


@get("/customers/{customer_id:uuid}/panels/{plugin:str}", name="customers.panel", opt=needs("customer.read"))
async def panel(customer_id: FromPath[UUID], plugin: FromPath[str]) -> Response[str]:
    """A plugin's panel beside the customer."""
    customer = actions.thing(await queries.customer(customer_id))
    return await panels.answer("customer_panels", plugin, f"/customers/{customer_id}", customer=customer)


async def shown(
    customer_id: UUID,
    *,
    status: int = 200,
    form: str = "",
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    looked: views.Looked = views.NOTHING,
) -> Response[str]:
    """The customer's page, perhaps with one of its forms come back, or with a value at which somebody looks."""
    principal = current_principal()
    customer = await queries.customer(customer_id)
    contacts, products = await queries.contacts(customer_id), await queries.products(customer_id)
    given = {"values": values or {}, "errors": errors or {}}
    empty: dict[str, Any] = {"values": {}, "errors": {}}
    return page(
        "customers/show.html",
        status=status,
        here=HERE,
        customer=views.customer_view(customer, principal, looked)
        | {"engineer_name": await queries.engineer_name(customer)},
        contacts=[views.contact_view(one, principal, looked) for one in contacts],
        products=products,
        own=own_views.said("customer", await own_fields.said_of("customer", customer_id), principal),
        own_of_products=await _own_of_products(products),
        product_inputs=own_views.inputs("product", principal),
        contact_inputs=own_views.inputs("contact", principal),
        completeness=completeness(customer, contacts, products),
        grade=views.grade_view(customer, await queries.grade_changes(customer_id), current_visit().tenant),
        panels=panels.expected("customer_panels", f"/customers/{customer_id}"),
        facts=await views.happened(await queries.timeline(customer_id), principal),
        twins=[_twin(customer_id, one) for one in await suspected(await actions.suspects(customer_id))],
        may=may_of(),
        tickets_url=f"/tickets?view=all&customer={customer_id}" if principal.may("ticket.read") else "",
        form=form,
        contact_form=given if form == "contact" else empty,
        product_form=given if form == "product" else empty,
        grade_form=given if form == "grade" else empty,
        notes=await queries.notes(customer_id),
        note_form=given if form == "note" else empty,
        tags=await queries.tags_of(customer_id),
        known_tags=[one["tag"] for one in await queries.tags()],
        tag_form=given if form == "tag" else empty,
        relations=await queries.relations(customer_id),
        relation_form=given if form == "relation" else empty,
    )


async def _own_of_products(products: Sequence[Record]) -> dict[UUID, list[tuple[str, str, bool]]]:
    held, by = await own_fields.values_of("product", [one["id"] for one in products]), current_principal()
    return {one: own_views.said("product", said, by) for one, said in held.items()}


def may_of() -> dict[str, bool]:
    """What the reader may do on a customer's page."""
    principal = current_principal()
    return {
        "look": principal.may(LOOK),
        "edit": principal.may("customer.edit"),
        "edit_contacts": principal.may("contact.edit"),
        "grade": principal.may("customer.grade"),
        "see_private": principal.may("contact.private"),
        "give_access": principal.may("contact.give_access"),
        "merge": principal.may("customer.merge"),
        "open_ticket": principal.may("ticket.open"),
    }


def _grades(current: Any) -> list[tuple[str, str]]:
    """The grades that are given here, and the one that is there already."""
    used = used_grades(current_visit().tenant.settings)
    may = current_principal().may("customer.grade")
    return [(key, label("grade", key)) for key in GRADES if key == current or (key in used and may)]


def _twin(customer_id: UUID, found: dict[str, Any]) -> dict[str, Any]:
    return found | {
        "url": f"/customers/{customer_id}/merge?other={found['id']}",
        "deny_url": f"/customers/{customer_id}/strangers/{found['id']}",
    }


def _errors(refusal: Invalid | KeyTaken) -> dict[str, str]:
    return refusal.fields if isinstance(refusal, Invalid) else {"external_key": str(refusal)}


async def _form(
    customer: Any,
    values: dict[str, Any],
    errors: dict[str, str],
    *,
    status: int = 200,
    version: int | None = None,
    conflict: dict[str, str] | None = None,
    known: list[dict[str, Any]] | None = None,
) -> Response[str]:
    held = await own_fields.said_of("customer", customer.id) if customer else {}
    return page(
        "customers/edit.html",
        status=status,
        here=HERE,
        customer={"id": customer.id, "name": customer.name, "version": version or customer.version}
        if customer
        else None,
        values=values,
        errors=errors,
        grades=_grades(values.get("grade")),
        statuses=list(words("customer_status").items()),
        cares=list(words("cares_for").items()),
        credits=list(words("credit").items()),
        own=own_views.inputs("customer", current_principal(), held),
        engineers=[("", "–"), *((one["id"], one["name"]) for one in await people.assignable())],
        post_url=f"/customers/{customer.id}" if customer else "/customers",
        conflict=conflict,
        known=known or [],
    )


HANDLERS = (new, create, show, edit, change, panel)
