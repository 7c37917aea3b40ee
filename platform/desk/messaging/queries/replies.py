"""What people answered."""

from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows

KEEP_REPLY = """
insert into reply (tenant_id, id, channel, address, contact, customer_id, delivery, body, stopped, reference, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (tenant_id, channel, reference) do nothing returning id
"""
FORGET_REPLIES = """
delete from reply where id in (select id from reply where id < $1 order by id limit 2000)
"""


async def last_to(channel: str, address: str) -> Record | None:
    """The last message that went to an address by a channel: with whom it was."""
    return await row(
        """select id, person_kind, person_id, customer_id from delivery
            where channel = $1 and address = $2 and address <> '' order by id desc limit 1""",
        channel,
        address,
    )


async def replies(*, contact: UUID | None = None, most: int, after: UUID | None = None) -> list[Record]:
    """What was answered, the latest first, by one contact or by all."""
    return await rows(
        """select r.id, r.channel, r.address, r.contact, r.customer_id, r.delivery, r.body, r.stopped, r.at,
                  coalesce(k.name, '') as contact_name, coalesce(d.title, '') as title
             from reply r left join contact k on k.tenant_id = r.tenant_id and k.id = r.contact
             left join delivery d on d.tenant_id = r.tenant_id and d.id = r.delivery
            where ($1::uuid is null or r.contact = $1) and ($2::uuid is null or r.id < $2)
            order by r.id desc limit $3""",
        contact,
        after,
        most,
    )
