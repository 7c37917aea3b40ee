"""Notes, tags and relations on a customer's page."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.customers import actions, queries
from desk.customers.errors import RelatedAlready
from desk.customers.forms import NoteForm, PinForm, RelationForm, TagForm
from desk.customers.routes.files import shown
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal

ONE = "/customers/{customer_id:uuid}"
EDIT = "customer.edit"
NO_SUCH = N_("No customer has this number.")


@post(f"{ONE}/notes", name="customers.notes", status_code=200, opt=needs(EDIT))
async def note(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Note something, once however often the form is sent."""
    values, by = await typed(request), current_principal()
    token, place = idempotency.token_of(values), f"/customers/{customer_id}#notes"
    try:
        form = read_values(values, NoteForm)
        if not await idempotency.once(by, token):
            await actions.write_note(customer_id, form.body, pinned=form.pinned, by=by)
    except Invalid as refusal:
        return await shown(customer_id, status=422, form="note", values=values, errors=refusal.fields)
    await idempotency.once(by, token, place)
    return see_other(place)


@post(f"{ONE}/notes/{{note_id:uuid}}/pin", name="customers.pin_note", status_code=200, opt=needs(EDIT))
async def pin(request: Request[Any, Any, Any], customer_id: FromPath[UUID], note_id: FromPath[UUID]) -> Response[str]:
    """Pin a note above the others, or let it go."""
    form = read_values(await typed(request), PinForm)
    await actions.pin_note(customer_id, note_id, pinned=form.pinned, by=current_principal())
    return see_other(f"/customers/{customer_id}#notes")


@post(f"{ONE}/tags", name="customers.tags", status_code=200, opt=needs(EDIT))
async def tag(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Sort the customer under a word; posted with ``_method=DELETE`` not any more."""
    values, by = await typed(request), current_principal()
    try:
        word = read_values(values, TagForm).tag
        await (actions.drop_tag if values.get("_method") == "DELETE" else actions.add_tag)(customer_id, word, by=by)
    except Invalid as refusal:
        return await shown(customer_id, status=422, form="tag", values=values, errors=refusal.fields)
    return see_other(f"/customers/{customer_id}#tags")


@post(f"{ONE}/relations", name="customers.relations", status_code=200, opt=needs(EDIT))
async def relation(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Response[str]:
    """Say to which other customer this one belongs, by its number."""
    values = await typed(request)
    try:
        form = read_values(values, RelationForm)
        other = await queries.customer_numbered(form.other)
        if other is None:
            raise Invalid({"other": gettext(NO_SUCH)})
        await actions.relate(customer_id, other, form.kind, by=current_principal())
    except (Invalid, RelatedAlready) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"other": str(refusal)}
        return await shown(customer_id, status=422, form="relation", values=values, errors=errors)
    return see_other(f"/customers/{customer_id}#relations")


@post(f"{ONE}/relations/{{relation_id:uuid}}/end", name="customers.end_relation", status_code=200, opt=needs(EDIT))
async def end_relation(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], relation_id: FromPath[UUID]
) -> Response[str]:
    """They don't belong together any more."""
    await actions.unrelate(customer_id, relation_id, by=current_principal())
    return see_other(f"/customers/{customer_id}#relations")


HANDLERS = (note, pin, tag, relation, end_relation)
