"""Merging customers and contacts: side by side, what moves, and taking apart again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, queries
from desk.customers.errors import BothSignIn, MergedFurther, SameOne, StillPointedTo, TooLateToUndo, UndoneAlready
from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS
from desk.customers.queries import merging as log
from desk.customers.routes._merged import beside, left_behind, merging_view, person_line, suspected, whole_merging
from desk.customers.routes.listing import HERE
from desk.customers.settings import undo_hours
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency, paging
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.search import queries as search

MOST = 8
SIZE = 50
CUSTOMER = "/customers/{customer_id:uuid}/merge"
CONTACT = "/customers/{customer_id:uuid}/contacts/{contact_id:uuid}/merge"
ONE = "/customers/mergings/{merging_id:uuid}"
MAY = needs("customer.merge")


@get(CUSTOMER, name="customers.merge", opt=MAY)
async def compare(
    customer_id: FromPath[UUID], other: FromQuery[UUID | None] = None, q: FromQuery[str] = ""
) -> Response[str]:
    """The customer that stays beside another; without one, who may be the same and a way to find others."""
    kept = await queries.customer(customer_id)
    if other is None:
        return await _choose_customer(kept, q[:200].strip())
    return await _customers(kept, other, {})


@post(CUSTOMER, name="customers.merge_customers", status_code=200, opt=MAY)
async def merge(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Make one customer of two."""
    values, by = await typed(request), current_principal()
    other, token = _id(values.get("other")), idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        made = await actions.merge_customers(customer_id, other, take=_taken(values, CUSTOMER_FIELDS), by=by)
    except NotFound:
        raise
    except Refusal as refusal:
        return await _customers(await queries.customer(customer_id), other, values, refusal)
    place = f"/customers/mergings/{made.id}"
    await idempotency.once(by, token, place)
    return see_other(place)


@get(CONTACT, name="customers.merge_contact", opt=MAY)
async def compare_contacts(
    customer_id: FromPath[UUID], contact_id: FromPath[UUID], other: FromQuery[UUID | None] = None
) -> Response[str]:
    """The contact that stays beside another of the same customer."""
    kept = await queries.contact(contact_id, of=customer_id)
    if other is None:
        people = [one for one in await queries.contacts(customer_id) if one["id"] != contact_id]
        return _choose_contact(kept, customer_id, people)
    return await _contacts(customer_id, kept, other, {})


@post(CONTACT, name="customers.merge_contacts", status_code=200, opt=MAY)
async def merge_contacts(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Response[str]:
    """Make one contact of two."""
    values, by = await typed(request), current_principal()
    other, token = _id(values.get("other")), idempotency.token_of(values)
    if place := await idempotency.once(by, token):
        return see_other(place)
    try:
        take = _taken(values, CONTACT_FIELDS)
        made = await actions.merge_contacts(customer_id, contact_id, other, take=take, by=by)
    except NotFound:
        raise
    except Refusal as refusal:
        return await _contacts(customer_id, await queries.contact(contact_id, of=customer_id), other, values, refusal)
    place = f"/customers/mergings/{made.id}"
    await idempotency.once(by, token, place)
    return see_other(place)


@get("/customers/mergings", name="customers.mergings", opt=MAY)
async def mergings(after: FromQuery[str | None] = None) -> Response[str]:
    """What was merged, the latest first."""
    key = _moment(after) if after else None
    listed = paging.page_of(await log.mergings(most=SIZE + 1, after=key), SIZE, lambda one: (one["at"], one["id"]))
    return page(
        "customers/mergings.html",
        here=HERE,
        mergings=[merging_view(one, now()) for one in listed.items],
        next_url=f"/customers/mergings?after={listed.next}" if listed.next else None,
    )


@get(ONE, name="customers.merging", opt=MAY)
async def merging(merging_id: FromPath[UUID]) -> Response[str]:
    """What became of two: what moved, until when it can be undone, and what could not be put back."""
    return await _merging(merging_id)


@post(f"{ONE}/reversal", name="customers.undo_merge", status_code=200, opt=MAY)
async def undo(merging_id: FromPath[UUID]) -> Response[str]:
    """Take them apart again."""
    try:
        await actions.undo_merge(merging_id, by=current_principal())
    except (UndoneAlready, TooLateToUndo, MergedFurther) as refusal:
        return await _merging(merging_id, refusal)
    return see_other(f"/customers/mergings/{merging_id}")


async def _customers(
    kept: Any, other_id: UUID, values: Mapping[str, Any], refusal: Refusal | None = None
) -> Response[str]:
    if kept.id == other_id:
        return await _choose_customer(kept, "", SameOne())
    other = await queries.customer(other_id)
    names = {one.engineer: await queries.engineer_name(one) for one in (kept, other) if one.engineer}
    return _beside(
        *(_named(kept, f"/customers/{kept.id}"), _named(other, f"/customers/{other_id}")),
        lines=beside(kept, other, CUSTOMER_FIELDS, values, names),
        own=await _own("customer", kept.id, other_id),
        counts=await actions.preview("customer", other_id),
        refusal=refusal,
        swap_url=f"/customers/{other_id}/merge?other={kept.id}",
        post_url=f"/customers/{kept.id}/merge",
        kind="customer",
        crumbs=[_named(kept, f"/customers/{kept.id}")],
    )


async def _contacts(
    customer_id: UUID, kept: Any, other_id: UUID, values: Mapping[str, Any], refusal: Refusal | None = None
) -> Response[str]:
    customer = await queries.customer(customer_id)
    there = f"/customers/{customer_id}/contacts"
    if kept.id == other_id:
        people = [one for one in await queries.contacts(customer_id) if one["id"] != kept.id]
        return _choose_contact(kept, customer_id, people, SameOne())
    other = await queries.contact(other_id, of=customer_id)
    if refusal is None and kept.credential is not None and other.credential is not None:
        refusal = BothSignIn(one=kept.name, other=other.name)
    return _beside(
        *(_named(kept, f"{there}/{kept.id}"), _named(other, f"{there}/{other_id}")),
        lines=beside(kept, other, CONTACT_FIELDS, values, {}),
        own=await _own("contact", kept.id, other_id),
        counts=await actions.preview("contact", other_id),
        refusal=refusal,
        swap_url=f"{there}/{other_id}/merge?other={kept.id}",
        post_url=f"{there}/{kept.id}/merge",
        kind="contact",
        crumbs=[_named(customer, f"/customers/{customer_id}"), _named(kept, f"{there}/{kept.id}")],
    )


async def _own(owner: str, kept: UUID, other: UUID) -> list[dict[str, str]]:
    """What fields of the tenant's own say of both, and what stays."""
    mine, theirs = await own_fields.said_of(owner, kept), await own_fields.said_of(owner, other)
    return own_views.beside(owner, mine, theirs, current_principal())


def _beside(kept: dict[str, Any], other: dict[str, Any], *, refusal: Refusal | None, **context: Any) -> Response[str]:
    return page(
        "customers/merge.html",
        status=refusal.status if refusal and not isinstance(refusal, BothSignIn) else 200,
        here=HERE,
        kept=kept,
        other=other,
        refused=str(refusal) if refusal else "",
        stands_in_way=isinstance(refusal, BothSignIn | StillPointedTo),
        hours=undo_hours(current_visit().tenant.settings),
        **context,
    )


async def _choose_customer(kept: Any, q: str, refusal: Refusal | None = None) -> Response[str]:
    here = f"/customers/{kept.id}/merge"
    found = await search.find(q, kinds=["customer"], most=MOST + 1) if q else []
    choices = [_choice(here, one.subject_id, one.title, one.detail) for one in found if one.subject_id != kept.id]
    crumbs = [_named(kept, f"/customers/{kept.id}")]
    likely = [
        _choice(here, one["id"], one["name"], one["why"]) for one in await suspected(await actions.suspects(kept.id))
    ]
    return _choose(kept, crumbs, "customer", likely, choices[:MOST], refusal, q=q)


def _choose_contact(
    kept: Any, customer_id: UUID, people: Iterable[Any], refusal: Refusal | None = None
) -> Response[str]:
    here = f"/customers/{customer_id}/contacts/{kept.id}/merge"
    choices = [_choice(here, one["id"], one["name"], person_line(one)) for one in people]
    crumbs = [_named(kept, f"/customers/{customer_id}/contacts/{kept.id}")]
    return _choose(kept, crumbs, "contact", [], choices, refusal)


def _choose(
    kept: Any,
    crumbs: Sequence[Any],
    kind: str,
    likely: Sequence[Any],
    choices: Sequence[Any],
    refusal: Refusal | None,
    *,
    q: str = "",
) -> Response[str]:
    return page(
        "customers/merge_with.html",
        status=refusal.status if refusal else 200,
        here=HERE,
        kept={"id": kept.id, "name": kept.name},
        crumbs=crumbs,
        kind=kind,
        likely=likely,
        choices=choices,
        q=q,
        refused=str(refusal) if refusal else "",
    )


async def _merging(merging_id: UUID, refusal: Refusal | None = None) -> Response[str]:
    found = await log.merging(merging_id)
    left = msgspec.json.decode(found["left_out"])
    return page(
        "customers/merging.html",
        status=refusal.status if refusal else 200,
        here=HERE,
        merging=await whole_merging(found, now()),
        left=await left_behind(left, current_principal()),
        refused=str(refusal) if refusal else "",
    )


def _choice(here: str, one: UUID, name: str, detail: str) -> dict[str, str]:
    return {"name": name, "detail": detail, "url": f"{here}?other={one}"}


def _named(one: Any, url: str) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "number": getattr(one, "number", None), "url": url}


def _taken(values: Mapping[str, Any], fields: Iterable[str]) -> list[str]:
    return [one for one in fields if values.get(f"take_{one}") == "other"]


def _moment(cursor: str) -> tuple[datetime, UUID]:
    at, last = paging.decode(cursor, datetime, UUID)
    return at, last


def _id(said: Any) -> UUID:
    try:
        return UUID(str(said))
    except ValueError:
        raise NotFound from None


HANDLERS = (compare, merge, compare_contacts, merge_contacts, mergings, merging, undo)
