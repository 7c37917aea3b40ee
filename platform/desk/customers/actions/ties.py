"""What colleagues note of a customer, the words it is sorted by, and to which other customers it belongs."""

from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.customers import queries
from desk.customers.actions.fields import allow, allow_change
from desk.customers.errors import RelatedAlready
from desk.customers.events import (
    CustomerNoted,
    CustomersRelated,
    CustomersUnrelated,
    CustomerTagged,
    CustomerUntagged,
)
from desk.customers.tables import Customer, CustomerNote, CustomerRelation, CustomerTag
from desk.foundation.database import savepoint
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED
from desk.kit.time import now

ITSELF = N_("A customer can't be related to itself.")
MOST_TAGS = 30
TOO_MANY = N_("A customer can have at most {most} tags.")


async def write_note(customer_id: UUID, body: str, *, by: Principal, pinned: bool = False) -> CustomerNote:
    """Note something of a customer, for colleagues. What is noted stays; it can be pinned above the others."""
    await _own(customer_id, "note", by)
    if not body.strip():
        raise Invalid({"body": gettext(REQUIRED)})
    note = CustomerNote(customer=customer_id, body=body.strip(), pinned=pinned, at=now(), by_kind=by.kind, by_id=by.id)
    await note.save()
    await record(CustomerNoted(customer_id, by=by, customer_id=customer_id, note=str(note.id)))
    return note


async def pin_note(customer_id: UUID, note_id: UUID, *, pinned: bool, by: Principal) -> None:
    """Let a note stand above the others, or among them again."""
    await _own(customer_id, "note", by)
    note = await queries.note(note_id, of=customer_id, lock=True)
    note.pinned = pinned
    await note.save([CustomerNote.pinned])


async def add_tag(customer_id: UUID, tag: str, *, by: Principal) -> str:
    """Sort a customer under a word; the answer is the word as it is kept. Twice is once."""
    await _own(customer_id, "tag", by)
    word = " ".join(tag.split())
    if not word:
        raise Invalid({"tag": gettext(REQUIRED)})
    there = await queries.tags_of(customer_id)
    if word in there:
        return word
    if len(there) >= MOST_TAGS:
        raise Invalid({"tag": gettext(TOO_MANY).format(most=MOST_TAGS)})
    await CustomerTag(customer=customer_id, tag=word).save()
    await record(CustomerTagged(customer_id, by=by, customer_id=customer_id, tag=word))
    return word


async def drop_tag(customer_id: UUID, tag: str, *, by: Principal) -> None:
    """Take a word away from a customer. Raises ``NotFound`` where it isn't there."""
    await _own(customer_id, "tag", by)
    if tag not in await queries.tags_of(customer_id):
        raise NotFound
    await CustomerTag.delete().where((CustomerTag.customer == customer_id) & (CustomerTag.tag == tag))
    await record(CustomerUntagged(customer_id, by=by, customer_id=customer_id, tag=tag))


async def relate(customer_id: UUID, other_id: UUID, kind: str, *, by: Principal) -> CustomerRelation:
    """
    Say how two customers belong together: the first is parent of, refers, or is partner of the other.

    Both show it. Raises ``RelatedAlready``, and ``NotFound`` for one that isn't there.
    """
    await _own(customer_id, "relate", by)
    await queries.customer(other_id)
    if other_id == customer_id:
        raise Invalid({"other": gettext(ITSELF)})
    if await queries.is_related(customer_id, other_id, kind):
        raise RelatedAlready
    made = CustomerRelation(customer=customer_id, other=other_id, kind=kind, at=now())
    try:
        async with savepoint():
            await made.save()
    except UniqueViolationError:
        raise RelatedAlready from None
    for one, another in ((customer_id, other_id), (other_id, customer_id)):
        await record(CustomersRelated(one, by=by, customer_id=one, other=str(another), kind=kind))
    return made


async def unrelate(customer_id: UUID, relation_id: UUID, *, by: Principal) -> None:
    """Two customers don't belong together any more; it may be said at either."""
    await _own(customer_id, "relate", by)
    found = await queries.relation(relation_id, of=customer_id)
    await CustomerRelation.delete().where(CustomerRelation.id == relation_id)
    for one, another in ((found.customer, found.other), (found.other, found.customer)):
        await record(CustomersUnrelated(one, by=by, customer_id=one, other=str(another), kind=found.kind))


async def _own(customer_id: UUID, action: str, by: Principal) -> Customer:
    allow(by, "customer.edit")
    customer = await queries.customer(customer_id, lock=True)
    await allow_change(customer, action, by=by)
    return customer
