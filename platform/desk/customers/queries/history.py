"""What was changed of a customer, of the people there and of what they have."""

from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows, value


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


async def field_changes(
    customer_id: UUID, *, of: UUID | None = None, after: tuple[datetime, UUID] | None = None, most: int = 50
) -> list[Record]:
    """Old and new values of everything in a customer's file, or of one thing in it; the latest first."""
    return await rows(
        """with things as (
             select c.id, 'customer' as kind, c.name from customer c where c.id = $1
             union all select k.id, 'contact', k.name from contact k where k.customer = $1
             union all select p.id, 'product', p.name from product p where p.customer = $1)
           select f.id, f.at, t.kind, t.name, t.id as subject_id, f.field, f.old, f.new, f.by_kind,
                  coalesce(m.name, k.name, '') as by_name
             from things t join field_change f on f.subject_id = t.id
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join contact k on k.tenant_id = f.tenant_id and k.id = f.by_id
            where ($2::uuid is null or t.id = $2) and ($3::timestamptz is null or (f.at, f.id) < ($3, $4::uuid))
            order by f.at desc, f.id desc limit $5""",
        customer_id,
        of,
        *(after or (None, None)),
        most,
    )


async def changes_since(contact_id: UUID, at: datetime) -> list[Record]:
    """What was changed of a contact's fields after this moment, oldest first."""
    return await rows(
        """select f.field, f.old, f.new, f.at from field_change f
            where f.subject_id = $1 and f.at > $2 order by f.at, f.id""",
        contact_id,
        at,
    )
