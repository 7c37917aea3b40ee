"""Notes, tags and relations of customers for programs."""

from typing import Any
from uuid import UUID

from litestar import Request, delete, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries
from desk.customers.api._parts import ONE, READ
from desk.customers.forms import NoteForm, RelationForm, TagForm
from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, read_json
from desk.foundation.web.request import current_principal

EDIT = "customer.edit"
NO_SUCH = N_("No customer has this number.")


@get(f"{ONE}/notes", name="api.customers.notes", opt=needs(READ, says=N_("What colleagues noted of a customer.")))
async def notes(customer_id: FromPath[UUID]) -> Listed[answers.Note]:
    """The pinned before the others, each the latest first; a hundred at most."""
    await queries.customer(customer_id)
    return Listed([answer(answers.Note, one) for one in await queries.notes(customer_id)])


@post(
    f"{ONE}/notes",
    name="api.customers.write_note",
    opt=needs(EDIT, says=N_("Note something of a customer."), body=NoteForm, example={"body": "周五下午不要打电话"}),
)
async def write_note(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Listed[answers.Note]:
    """Note something; the answer is all that was noted."""
    form = await read_json(request, NoteForm)
    await actions.write_note(customer_id, form.body, pinned=form.pinned, by=current_principal())
    return Listed([answer(answers.Note, one) for one in await queries.notes(customer_id)])


@get("/customer-tags", name="api.customers.known_tags", opt=needs(READ, says=N_("The words customers are sorted by.")))
async def known_tags(q: FromQuery[str] = "") -> Listed[answers.Tag]:
    """By use, the most frequent first; ``q`` narrows them to those that hold a text."""
    return Listed([answer(answers.Tag, one) for one in await queries.tags(q[:40])])


@get(f"{ONE}/tags", name="api.customers.tags", opt=needs(READ, says=N_("The words a customer is sorted under.")))
async def tags(customer_id: FromPath[UUID]) -> answers.Tags:
    """The words that a customer is sorted under."""
    await queries.customer(customer_id)
    return answers.Tags(await queries.tags_of(customer_id))


@post(
    f"{ONE}/tags",
    name="api.customers.add_tag",
    opt=needs(EDIT, says=N_("Sort a customer under a word."), body=TagForm, example={"tag": "示范单位"}),
)
async def add_tag(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Tags:
    """Sort a customer under a word; the answer is all of them."""
    form = await read_json(request, TagForm)
    await actions.add_tag(customer_id, form.tag, by=current_principal())
    return answers.Tags(await queries.tags_of(customer_id))


@delete(
    f"{ONE}/tags/{{tag:str}}",
    name="api.customers.drop_tag",
    status_code=200,
    opt=needs(EDIT, says=N_("Take a word away from a customer.")),
)
async def drop_tag(customer_id: FromPath[UUID], tag: FromPath[str]) -> answers.Tags:
    """Take a word away from a customer; the answer is what is left."""
    await actions.drop_tag(customer_id, tag, by=current_principal())
    return answers.Tags(await queries.tags_of(customer_id))


@get(f"{ONE}/relations", name="api.customers.relations", opt=needs(READ, says=N_("To whom a customer belongs.")))
async def relations(customer_id: FromPath[UUID]) -> Listed[answers.Relation]:
    """To whom a customer belongs, seen from this customer."""
    await queries.customer(customer_id)
    return Listed([answer(answers.Relation, one) for one in await queries.relations(customer_id)])


@post(
    f"{ONE}/relations",
    name="api.customers.relate",
    opt=needs(
        EDIT,
        says=N_("Say to which other customer, by its number, this one belongs, and how."),
        body=RelationForm,
        refuses=(409,),
    ),
)
async def relate(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> Listed[answers.Relation]:
    """Say to which other customer this one belongs; the answer is all of them."""
    form = await read_json(request, RelationForm)
    other = await queries.customer_numbered(form.other)
    if other is None:
        raise Invalid({"other": gettext(NO_SUCH)})
    await actions.relate(customer_id, other, form.kind, by=current_principal())
    return Listed([answer(answers.Relation, one) for one in await queries.relations(customer_id)])


@delete(
    f"{ONE}/relations/{{relation_id:uuid}}",
    name="api.customers.unrelate",
    status_code=200,
    opt=needs(EDIT, says=N_("They don't belong together any more.")),
)
async def unrelate(customer_id: FromPath[UUID], relation_id: FromPath[UUID]) -> Listed[answers.Relation]:
    """They don't belong together any more; the answer is what is left."""
    await actions.unrelate(customer_id, relation_id, by=current_principal())
    return Listed([answer(answers.Relation, one) for one in await queries.relations(customer_id)])


HANDLERS = (notes, write_note, known_tags, tags, add_tag, drop_tag, relations, relate, unrelate)
