"""What people answered to campaigns, and what became of it."""

from uuid import UUID

from asyncpg import Record

from desk.extend import row, rows

REGISTER = "update campaigns_recipient set registered_at = $2 where id = $1"
BECAME = "update campaigns_recipient set ticket = $2 where id = $1"


async def to_campaign(reply_id: UUID, delivery_id: UUID) -> Record | None:
    """The campaign whose message was answered, with what was answered and who did; locked as theirs."""
    return await row(
        """select g.id, g.number, g.name, g.subject, g.answers, r.id as recipient, r.contact, r.customer, r.ticket,
                  r.registered_at, a.body
             from delivery d join campaigns_campaign g on g.tenant_id = d.tenant_id and g.id = d.subject_id
             join campaigns_recipient r on r.tenant_id = g.tenant_id and r.campaign = g.id and r.contact = d.person_id
             join reply a on a.tenant_id = d.tenant_id and a.id = $1
            where d.id = $2 for update of r""",
        reply_id,
        delivery_id,
    )


async def counted(campaign_id: UUID) -> dict[str, int]:
    """How many answered, registered, and have a ticket of it."""
    found = await row(
        """select (select count(*) from reply a join delivery d on d.tenant_id = a.tenant_id and d.id = a.delivery
                    where d.subject_id = $1) as replies,
                  count(registered_at) as registered, count(ticket) as tickets
             from campaigns_recipient where campaign = $1""",
        campaign_id,
    )
    return dict(found) if found else {}


async def registered(campaign_id: UUID, *, most: int) -> list[Record]:
    """Who registered, in their order."""
    return await rows(
        """select r.contact, r.customer, r.registered_at, k.name, c.name as customer_name
             from campaigns_recipient r
             join contact k on k.tenant_id = r.tenant_id and k.id = r.contact
             join customer c on c.tenant_id = r.tenant_id and c.id = r.customer
            where r.campaign = $1 and r.registered_at is not null order by r.registered_at, r.id limit $2""",
        campaign_id,
        most,
    )
