"""What happened to a customer, to the people there and to what they have."""

from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows, value

# An import is one fact for many customers; which ones it touched is known by the changes of their fields.
_TIMELINE = """
with subjects as (
  select c.id, '' as name from customer c where c.id = $1
  union all select k.id, k.name from contact k where k.customer = $1
  union all select p.id, p.name from product p where p.customer = $1),
facts as (
  select e.id, e.name, e.at, e.by_kind, e.by_id, e.payload::text as payload, s.id as about, s.name as subject
    from subjects s join event e on e.subject_id = s.id and e.audit is distinct from 'look'
  union all
  select e.id, e.name, e.at, e.by_kind, e.by_id, e.payload::text, $1, ''
    from (select distinct f.event_id from field_change f where f.subject_id = $1) f
    join event e on e.id = f.event_id and e.name = 'customers.imported')
select f.*, coalesce(m.name, k.name, '') as by_name,
       array(select array[d.field, d.old, d.new] from field_change d
              where d.subject_id = f.about and d.event_id = f.id order by d.id) as changes
  from facts f
  left join member m on m.id = f.by_id
  left join contact k on k.id = f.by_id
 order by f.at desc, f.id desc limit $2
"""


async def timeline(customer_id: UUID, *, most: int = 30) -> list[Record]:
    """The latest facts about a customer, newest first, each with who did it and what was before."""
    return await rows(_TIMELINE, customer_id, most)


async def last_changed_by(customer_id: UUID) -> str:
    """The name of whoever changed the customer's own fields last."""
    found = await value(
        """select coalesce(m.name, k.name, '') from field_change f
             left join member m on m.id = f.by_id left join contact k on k.id = f.by_id
            where f.subject_id = $1 order by f.at desc, f.id desc limit 1""",
        customer_id,
    )
    return found or ""


async def changes_after(customer_id: UUID, count: int) -> list[Record]:
    """What the last ``count`` changes did to the customer's own fields, oldest first."""
    return await rows(
        """select f.field, f.old, f.new, f.at from field_change f
            where f.subject_id = $1 and f.event_id in (
              select x.event_id from field_change x where x.subject_id = $1
               group by x.event_id order by max(x.at) desc, x.event_id desc limit $2)
            order by f.at, f.id""",
        customer_id,
        count,
    )


async def changes_since(contact_id: UUID, at: datetime) -> list[Record]:
    """What was changed of a contact's fields after this moment, oldest first."""
    return await rows(
        """select f.field, f.old, f.new, f.at from field_change f
            where f.subject_id = $1 and f.at > $2 order by f.at, f.id""",
        contact_id,
        at,
    )
