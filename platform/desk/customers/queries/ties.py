"""Notes, tags and relations of customers."""

from uuid import UUID

from asyncpg import Record

from desk.customers.tables import CustomerNote, CustomerRelation
from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound


async def notes(customer_id: UUID, *, most: int = 100) -> list[Record]:
    """What was noted of a customer: the pinned before the others, each the latest first."""
    return await rows(
        """select n.id, n.body, n.pinned, n.at, n.by_id, coalesce(m.name, '') as by_name
             from customer_note n left join member m on m.tenant_id = n.tenant_id and m.id = n.by_id
            where n.customer = $1 order by n.pinned desc, n.at desc, n.id desc limit $2""",
        customer_id,
        most,
    )


async def note(note_id: UUID, *, of: UUID, lock: bool = False) -> CustomerNote:
    """One note of this customer. Raises ``NotFound``."""
    query = CustomerNote.objects().where((CustomerNote.id == note_id) & (CustomerNote.customer == of)).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def tags_of(customer_id: UUID) -> list[str]:
    """The words that a customer is sorted under."""
    return [
        one["tag"] for one in await rows("select tag from customer_tag where customer = $1 order by tag", customer_id)
    ]


async def tags(q: str = "", *, most: int = 50) -> list[Record]:
    """The tenant's words by use, the most frequent first; narrowed to those that hold a text."""
    return await rows(
        """select t.tag, count(*) as customers from customer_tag t
            where $1 = '' or strpos(lower(t.tag), lower($1)) > 0
            group by t.tag order by count(*) desc, t.tag limit $2""",
        q,
        most,
    )


async def relations(customer_id: UUID) -> list[Record]:
    """To whom a customer belongs, seen from this customer: ``way`` is the kind, or its reverse."""
    return await rows(
        """select r.id, case when r.customer = $1 then r.kind else r.kind || '_of' end as way, r.kind,
                  c.id as other_id, c.number, c.name
             from customer_relation r
             join customer c on c.tenant_id = r.tenant_id
                            and c.id = case when r.customer = $1 then r.other else r.customer end
            where r.customer = $1 or r.other = $1 order by way, c.name_key, r.id""",
        customer_id,
    )


async def relation(relation_id: UUID, *, of: UUID) -> CustomerRelation:
    """One relation of this customer, from either side. Raises ``NotFound``."""
    mine = (CustomerRelation.customer == of) | (CustomerRelation.other == of)
    found = await CustomerRelation.objects().where((CustomerRelation.id == relation_id) & mine).first()
    if found is None:
        raise NotFound
    return found


async def is_related(customer_id: UUID, other_id: UUID, kind: str) -> bool:
    """Whether two customers are related in this way already, said at either."""
    found = await value(
        """select exists (select from customer_relation
            where kind = $3 and (customer, other) in (($1, $2), ($2, $1)))""",
        customer_id,
        other_id,
        kind,
    )
    return bool(found)


async def customer_numbered(number: int) -> UUID | None:
    """The customer with this number."""
    found: UUID | None = await value("select id from customer where number = $1", number)
    return found
